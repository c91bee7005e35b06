import { readFile as readBytes } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { convertOffice } from './convert-office.ts'
import {
  DOCX,
  detectType,
  ENCRYPTED_OFFICE,
  MSG,
  ODP,
  ODS,
  ODT,
  PPTX,
  RTF,
  TNEF,
  XLSX,
  ZIP,
} from './detect-type.ts'
import type { Job } from './job.ts'
import { type Ocr, openTesseractCommand, openTesseractJs } from './ocr.ts'
import type { Order } from './protocol.ts'
import { readDocx } from './read-docx.ts'
import { readImage } from './read-image.ts'
import { readEml, readMsg, readOutlookPack } from './read-mail.ts'
import { readOpenDocument, refuseEncrypted } from './read-opendocument.ts'
import { readPdf } from './read-pdf.ts'
import { readPptx } from './read-pptx.ts'
import { readRtf } from './read-rtf.ts'
import { type Parts, readCsv, readMarkup, readPlain, toSheets } from './read-text.ts'
import { readXlsx } from './read-xlsx.ts'
import { readFolder } from './read-zip.ts'
import { ReadingError } from './reading-error.ts'
import type { Progress, Reading } from './schema.ts'

const TEXTS: Record<string, (job: Job) => Promise<Parts>> = {
  [DOCX]: readDocx,
  [XLSX]: readXlsx,
  [PPTX]: readPptx,
  [ODT]: readOpenDocument,
  [ODS]: readOpenDocument,
  [ODP]: readOpenDocument,
  [RTF]: async (job) => ({ text: readRtf(await readBytes(job.input)) }),
  [ZIP]: readFolder,
  [MSG]: readMsg,
  [TNEF]: readOutlookPack,
  'message/rfc822': readEml,
  'text/html': readMarkup,
  'image/svg+xml': readMarkup,
  'application/xml': readMarkup,
  'text/csv': readCsv,
  'text/plain': readPlain,
}
const OPEN_DOCUMENTS = new Set([ODT, ODS, ODP])
const IMAGES = /^image\/(jpeg|png|webp|gif|tiff|heic|heif|avif|bmp)$/

/** Keeps the OCR engine between documents: starting one takes 0.3 s. */
export type Engine = (tesseract: string | null) => Promise<Ocr>

export function openEngine(): Engine {
  let open: Promise<Ocr> | undefined
  const threads = availableParallelism()
  return (tesseract) => {
    open ??= tesseract ? Promise.resolve(openTesseractCommand(tesseract, threads)) : openTesseractJs(threads)
    return open
  }
}

export async function readFile(
  order: Order,
  engine: Engine,
  report: (progress: Progress) => void,
): Promise<Reading> {
  const mime_type = await detectType(order.input, order.filename)
  let scanned = 0
  const job: Job = {
    ...order,
    mime_type,
    ocr: async () => {
      scanned += 1
      return scanned > order.limits.ocr_pages ? undefined : engine(order.tesseract)
    },
    eachPage: (count, work) => eachPage(count, work, report),
  }
  if (OPEN_DOCUMENTS.has(mime_type)) await refuseEncrypted(job)
  const converted = order.office && !order.text_only ? await convertOffice(job, order.office) : undefined
  const result = await readAs(converted ?? job)
  const left = scanned - order.limits.ocr_pages
  const unread = left > 0 ? [`Kept as pictures, without their text: ${left} of the scanned pages.`] : []
  return { mime_type, ...result, warnings: [...result.warnings, ...unread] }
}

async function readAs(job: Job): Promise<Omit<Reading, 'mime_type'>> {
  if (job.mime_type === 'application/x-empty') throw new ReadingError('empty')
  if (job.mime_type === ENCRYPTED_OFFICE) throw new ReadingError('encrypted')
  if (job.mime_type === 'application/pdf') return readPdf(job)
  if (job.text_only) throw new ReadingError('memory', 'without pictures there is nothing less to do')
  if (IMAGES.test(job.mime_type)) return readImage(job)
  const parse = TEXTS[job.mime_type]
  if (!parse) throw new ReadingError('unsupported', job.mime_type)
  return toSheets(await parse(job), job)
}

/** As many pages at once as there are cores; results are in page order. */
async function eachPage<T>(
  count: number,
  work: (pageNumber: number) => Promise<T>,
  report: (progress: Progress) => void,
): Promise<T[]> {
  const results: T[] = []
  let next = 1
  let done = 0
  const run = async () => {
    while (next <= count) {
      const pageNumber = next
      next += 1
      results[pageNumber - 1] = await work(pageNumber)
      done += 1
      report({ page_number: done, page_count: count })
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, run))
  return results
}
