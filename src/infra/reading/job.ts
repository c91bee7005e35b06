import type { Ocr } from './ocr.ts'
import type { Limits } from './schema.ts'

/** One document on its way through the child process. */
export type Job = {
  input: string
  filename: string
  mime_type: string
  /** The only folder that the child may write to. */
  directory: string
  limits: Limits
  /** Pages are not drawn. */
  text_only: boolean
  /** How pages are read by OCR; undefined past the limit of pages that may be. */
  ocr: (pageNumber: number) => Promise<Ocr | undefined>
  /** Works on all pages, as many at once as there are cores for OCR, and reports each that is done. */
  eachPage: <T>(count: number, work: (pageNumber: number) => Promise<T>) => Promise<T[]>
}
