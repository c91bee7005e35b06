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
  /** Pages are not rendered. */
  text_only: boolean
  /** Gets the OCR engine for a page; undefined past the page limit for OCR. */
  ocr: (pageNumber: number) => Promise<Ocr | undefined>
  /** Processes all pages, as many at once as there are cores for OCR, and reports each finished page. */
  eachPage: <T>(count: number, work: (pageNumber: number) => Promise<T>) => Promise<T[]>
}
