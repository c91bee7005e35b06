import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Files } from '#infra/files/files.ts'
import type { Table } from './reading/table.ts'
import { unreadable } from './reading/unreadable.ts'
import { MOST_COLUMNS, MOST_ROWS } from './schema.ts'

const SAMPLES = 5
const LONGEST_CELL = 32_000
const LONGEST_SAMPLE = 200
const CHUNK = 256 * 1024

export type SavedRows = { headers: string[]; samples: string[][]; row_count: number }

/** Stores the rows of a file one a line, so that each batch begins where the one before ended. */
export async function saveRows(files: Files, key: string, { rows }: Table): Promise<SavedRows> {
  const saved: SavedRows = { headers: [], samples: [], row_count: 0 }
  await files.write(key, chunksOf(saved, rows))
  return saved
}

/** The lines to store; what they are is noted in `saved` on the way. */
async function* chunksOf(saved: SavedRows, rows: Table['rows']): AsyncGenerator<Uint8Array> {
  let text = ''
  for await (const row of rows) {
    if (row.length > MOST_COLUMNS)
      throw unreadable(
        `A row has ${row.length} columns; at most ${MOST_COLUMNS} can be read. Remove those you don’t need, or check the separator.`,
      )
    const cells = row.map(cleaned)
    if (saved.headers.length === 0) {
      saved.headers = cells.map((header, at) => header.slice(0, LONGEST_SAMPLE) || `Column ${at + 1}`)
      continue
    }
    if (++saved.row_count > MOST_ROWS)
      throw unreadable('This file has more than 100,000 rows. Split it and import the parts.')
    if (saved.samples.length < SAMPLES) saved.samples.push(cells.map((cell) => cell.slice(0, LONGEST_SAMPLE)))
    text += `${JSON.stringify(cells)}\n`
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (saved.row_count === 0) throw unreadable('This file has no rows below the names of its columns.')
  yield Buffer.from(text)
}

/** Without control characters, and with plain line breaks. */
const cleaned = (cell: string) =>
  cell
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()
    .slice(0, LONGEST_CELL)

export type Batch = { from: number; rows: string[][] }

/** The id of what a row becomes: the same one each time, so that a later step of the import finds it again. */
export function idOfRow(import_id: string, row: number): string {
  const hash = createHash('sha256').update(`${import_id} ${row}`).digest('hex')
  return `${import_id.slice(0, 14)}7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}

/** The stored rows after the first `skip`, in batches. */
export async function* batchesOf(
  files: Files,
  key: string,
  skip: number,
  size: number,
): AsyncGenerator<Batch> {
  const lines = createInterface({ input: await files.read(key), crlfDelay: Number.POSITIVE_INFINITY })
  let at = 0
  let batch: Batch = { from: skip, rows: [] }
  for await (const line of lines) {
    if (at++ < skip) continue
    batch.rows.push(JSON.parse(line) as string[])
    if (batch.rows.length < size) continue
    yield batch
    batch = { from: at, rows: [] }
  }
  if (batch.rows.length > 0) yield batch
}
