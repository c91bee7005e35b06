import { createHash } from 'node:crypto'
import type { CivilDate } from '#lib/dates.ts'
import { AppError } from '#lib/errors.ts'
import type { Money } from '#lib/money.ts'

/** Positive: money that came in. */
export type ParsedLine = {
  line_key: string
  posted_on: CivilDate
  amount: Money
  reference: string | null
  description: string
}

export type ParsedStatement = {
  format: 'ofx' | 'csv' | 'bai2'
  starts_on: CivilDate
  ends_on: CivilDate
  /** At the end of the last day, where the file says it. */
  closing_balance: Money | null
  lines: ParsedLine[]
}

/** What a file says, before its lines have keys. */
export type ReadLine = Omit<ParsedLine, 'line_key'> & {
  /** The bank's own number of the line, where it gives one. */
  bank_id?: string | undefined
}

/**
 * Each line with its key: the bank's number, or what the line says with its place among equal lines of a day. So files that
 * overlap have the same line once, and two equal payments stay two.
 */
export function withKeys(lines: ReadLine[]): ParsedLine[] {
  const seen = new Map<string, number>()
  return lines.map(({ bank_id, ...line }) => {
    const { posted_on, amount, reference, description } = line
    const said = [posted_on, amount, bank_id ?? `${reference ?? ''}|${description}`].join('|')
    const place = seen.get(said) ?? 0
    seen.set(said, place + 1)
    const line_key = createHash('sha256').update(`${said}|${place}`).digest('hex')
    return { ...line, line_key }
  })
}

export function unreadable(why: string): AppError {
  return new AppError('invalid', why, { issues: [{ field: 'file', reason: why }] })
}

/** Visible text on one line, as long as a column takes. */
export function plainText(text: string, longest: number): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, longest)
}

/** A file is of the account whose last digits it names; it may mask the others. */
export function isAccount(number: string, last4: string): boolean {
  return number.replaceAll(/[^0-9A-Za-z]/g, '').endsWith(last4)
}
