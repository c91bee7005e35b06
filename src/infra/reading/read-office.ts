import mammoth from 'mammoth'
import readWorkbook from 'read-excel-file/node'
import type { Job } from './job.ts'
import { type Parts, plainText, toLine } from './read-text.ts'
import { guardZip } from './zip-guard.ts'

export async function readDocx(job: Job): Promise<Parts> {
  await guardZip(job.input, job.limits)
  // Pictures would come as base64 in the HTML; they hold no text that this could read.
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
  const { value } = await mammoth.convertToHtml(
    { path: job.input },
    { convertImage, externalFileAccess: false },
  )
  return { text: plainText(value) }
}

export async function readXlsx(job: Job): Promise<Parts> {
  await guardZip(job.input, job.limits)
  const sheets = await readWorkbook(job.input)
  const text = sheets.map(
    ({ sheet, data }) => `${sheet}\n\n${data.map((row) => toLine(row.map(toCell))).join('\n')}`,
  )
  return { text: text.join('\n\n'), meta: { sheets: sheets.length } }
}

/** A date in a sheet has no zone: midnight UTC is that day. */
function toCell(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return value === null || value === undefined ? '' : String(value)
}
