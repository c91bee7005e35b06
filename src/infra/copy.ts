import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'

export type Cell = string | number | boolean | string[] | null
export type Rows = { table: string; columns: string[]; rows: Iterable<Cell[]> }

/**
 * Adds many rows at once: COPY into a table of the transaction, INSERT from there. COPY alone refuses tables under
 * row-level security; this way they pass its policies, and triggers and foreign keys hold as always.
 */
export async function copyRows(tx: postgres.TransactionSql, { table, columns, rows }: Rows): Promise<void> {
  const incoming = `incoming_${table}`
  const list = columns.join(', ')
  await tx.unsafe(
    `create temp table if not exists ${incoming} on commit drop as select ${list} from ${table} with no data`,
  )
  const sink = await tx.unsafe(`copy ${incoming} (${list}) from stdin`).writable()
  await pipeline(Readable.from(blocks(rows)), sink)
  await tx.unsafe(`insert into ${table} (${list}) select ${list} from ${incoming}`)
  await tx.unsafe(`truncate ${incoming}`)
}

const BLOCK = 256 * 1024

function* blocks(rows: Iterable<Cell[]>): Generator<Buffer> {
  let text = ''
  for (const row of rows) {
    text += `${row.map(encode).join('\t')}\n`
    if (text.length < BLOCK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** COPY's text format. */
function encode(cell: Cell): string {
  if (cell === null) return '\\N'
  const text = Array.isArray(cell)
    ? `{${cell.map((each) => `"${each.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
    : String(cell)
  return text.replaceAll(/[\\\n\r\t]/g, (sign) => ESCAPES[sign] as string)
}
