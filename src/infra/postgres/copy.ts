import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Db } from '#infra/postgres/pool.ts'

export type Cell = string | number | boolean | string[] | null
export type Rows = { table: string; columns: string[]; rows: Iterable<Cell[]> }

/**
 * Inserts many rows in one transaction: COPY into a temporary table, then INSERT from there. COPY itself refuses tables
 * with row-level security; this way the rows pass its policies, and triggers and foreign keys apply as usual.
 */
export async function copyRows(db: Db, parts: Iterable<Rows>): Promise<void> {
  const client = new pg.Client({ connectionString: db.url }) // Not from the pool: COPY doesn't work with pipelines.
  await client.connect()
  try {
    await client.query('begin')
    for (const part of parts) await copyPart(client, part)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function copyPart(client: pg.Client, { table, columns, rows }: Rows): Promise<void> {
  const incoming = `incoming_${table}`
  const list = columns.join(', ')
  await client.query(
    `create temp table if not exists ${incoming} on commit drop as select ${list} from ${table} with no data`,
  )
  await pipeline(Readable.from(blocks(rows)), client.query(copyFrom(`copy ${incoming} (${list}) from stdin`)))
  await client.query(`insert into ${table} (${list}) select ${list} from ${incoming}`)
  await client.query(`truncate ${incoming}`)
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
