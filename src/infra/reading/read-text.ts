import { readFile } from 'node:fs/promises'
import { cleanText } from './clean-text.ts'
import { declaredCharset, decodeText } from './decode-text.ts'
import { CELL_MARKS } from './detect-type.ts'
import { plainText } from './html.ts'
import type { Job } from './job.ts'
import { ReadingError } from './reading-error.ts'
import type { Child, Reading } from './schema.ts'
import { joinSpacedLetters } from './spaced-letters.ts'
import { typeset } from './typeset.ts'

export type Parts = { text: string; meta?: Reading['meta']; children?: Child[]; warnings?: string[] }

/** Turns the text of a file without pages into pages. */
export async function toSheets(parts: Parts, job: Job): Promise<Omit<Reading, 'mime_type'>> {
  const { meta = {}, children = [], warnings = [] } = parts
  const text = joinSpacedLetters(cleanText(parts.text.replaceAll('\f', '\n\n')))
  if (text.length > job.limits.text_length) throw new ReadingError('too_large', `${text.length} characters`)
  const { pages, cut } = await typeset(text, job)
  const cutting = cut ? [`Only the first ${job.limits.pages} pages were read.`] : []
  const silent = pages.length === 0 && children.length === 0 ? ['No text was found in this file.'] : []
  return { pages, children, meta, warnings: [...warnings, ...cutting, ...silent] }
}

export async function readPlain(job: Job): Promise<Parts> {
  return { text: await readString(job) }
}

/** HTML, SVG and XML are only read as text: nothing in them is fetched or run. */
export async function readMarkup(job: Job): Promise<Parts> {
  return { text: plainText(await readString(job)) }
}

export async function readCsv(job: Job): Promise<Parts> {
  const text = await readString(job)
  const mark = CELL_MARKS.reduce((best, next) => (cells(text, next) > cells(text, best) ? next : best))
  return { text: parseRows(text, mark).map(toLine).join('\n') }
}

export function toLine(cells: string[]): string {
  return cells.join('   ').trimEnd()
}

/** RFC 4180: quotes enclose separators, newlines and doubled quotes. */
function parseRows(text: string, mark: string): string[][] {
  const rows: string[][] = [[]]
  const cell = new RegExp(
    `([${mark}]|\\r?\\n|^)(?:"((?:[^"]|"")*)"|([^"${mark}\\r\\n][^${mark}\\r\\n]*)?)`,
    'gy',
  )
  for (const [, before, quoted, plain] of text.matchAll(cell)) {
    if (before?.endsWith('\n')) rows.push([])
    rows.at(-1)?.push(quoted?.replaceAll('""', '"').replace(/\s+/g, ' ') ?? plain ?? '')
  }
  return rows
}

/**
 * The number of rows with as many cells as the first, if that has more than one: commas in amounts don't line up this
 * way.
 */
function cells(text: string, mark: string): number {
  const counts = text
    .slice(0, 10_000)
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(mark).length)
  const first = counts[0] ?? 1
  return first < 2 ? 0 : counts.filter((each) => each === first).length * first
}

async function readString(job: Job): Promise<string> {
  const bytes = await readFile(job.input)
  const text = decodeText(bytes, declaredCharset(bytes))
  if (text === undefined) throw new ReadingError('corrupt', 'control bytes in text')
  return text
}
