import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import writeWorkbook from 'write-excel-file/node'
import { csvLine } from '#lib/csv.ts'

export type SheetValue = string | number | null
export type Sheet = {
  /** Without the extension. */
  name: string
  headers: string[]
  rows: AsyncIterable<SheetValue[]>
}

/** A byte order mark, by which spreadsheets recognize UTF-8. */
const MARK = '\ufeff'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Sends rows as a file for spreadsheets: CSV is streamed as rows are read, a workbook is sent once it has all of them.
 */
export async function sendSheet(
  reply: FastifyReply,
  format: 'csv' | 'xlsx',
  { name, headers, rows }: Sheet,
): Promise<FastifyReply> {
  reply
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'private, no-store')
  if (format === 'csv') {
    reply.type('text/csv; charset=utf-8')
    return reply.send(Readable.from(linesOf(headers, rows)))
  }
  const cells = [
    headers.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...(await Array.fromAsync(rows, (row) => row.map((value) => (value === null ? null : { value })))),
  ]
  reply.type(XLSX)
  return reply.send(await writeWorkbook(cells, { stickyRowsCount: 1 }).toBuffer())
}

async function* linesOf(headers: string[], rows: Sheet['rows']): AsyncGenerator<string> {
  yield MARK + csvLine(headers)
  for await (const row of rows) yield csvLine(row)
}
