import { parseBai2 } from './parse-bai2.ts'
import { parseCsv } from './parse-csv.ts'
import { parseOfx } from './parse-ofx.ts'
import { type ParsedStatement, unreadable } from './parsed.ts'
import type { CsvColumns } from './schema.ts'

const MOST_LINES = 20_000

/** The statement in a file of a bank, by what the file is, whatever its name. */
export function parseStatement(bytes: Buffer, last4: string, columns: CsvColumns): ParsedStatement {
  const text = decode(bytes)
  const start = text.slice(0, 2_000)
  const statement = /<OFX>|OFXHEADER/i.test(start)
    ? parseOfx(text, last4)
    : /^\s*01,/.test(start)
      ? parseBai2(text, last4)
      : parseCsv(text, columns)
  if (statement.lines.length > MOST_LINES)
    throw unreadable('This file has more than 20,000 lines. Export fewer days at a time.')
  return { ...statement, lines: statement.lines.filter(({ amount }) => amount !== 0n) }
}

/** UTF-8, or else Windows-1252, which older systems of banks write. */
function decode(bytes: Buffer): string {
  if (bytes.includes(0)) throw unreadable('Choose a bank statement in OFX, BAI2 or CSV format.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
