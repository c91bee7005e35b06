import { decodeText } from '#infra/reading/decode-text.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import type { FilesOfKind, Table } from './table.ts'
import { unreadable } from './unreadable.ts'

/** What a file is, by its content and not by its name, and its rows; the first one names the columns. */
export function readTable(bytes: Buffer, scratch: string, { things, accepts, readText }: FilesOfKind): Table {
  const text = bytes.toString('latin1', 0, 8)
  if (bytes.length === 0) throw unreadable('This file is empty. Export it again and upload the new copy.')
  if (text.startsWith('PK')) return { format: 'xlsx', rows: readWorkbook(bytes, scratch) }
  if (text.startsWith('%PDF')) throw unreadable(`This is a PDF. Export your ${things} as ${accepts}.`)
  if (text.startsWith('\xd0\xcf\x11\xe0'))
    throw unreadable('This is an old or protected Excel workbook. Save it as XLSX or CSV and upload that.')
  const decoded = decodeText(bytes)?.replace(/^\ufeff/, '')
  if (decoded === undefined) throw unreadable(`This isn’t a file of ${things}. Choose a ${accepts} file.`)
  if (!decoded.trim()) throw unreadable('This file is empty. Export it again and upload the new copy.')
  return readText?.(decoded) ?? { format: 'csv', rows: readCsv(decoded) }
}
