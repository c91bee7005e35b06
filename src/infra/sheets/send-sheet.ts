import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import writeWorkbook from 'write-excel-file/node'
import { csvLine } from '#lib/csv.ts'

export type SheetValue = string | number | null
export type Sheet = {
  /** Without its ending. */
  name: string
  headers: string[]
  rows: AsyncIterable<SheetValue[]>
}

/** UTF-8 is what a spreadsheet takes a file for that begins so. */
const MARK = '\ufeff'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Sends rows as a file for spreadsheets: CSV as they are read, a workbook once all of them are there. */
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
