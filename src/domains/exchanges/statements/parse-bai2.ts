import type { Money } from '#lib/money.ts'
import { isAccount, type ParsedStatement, plainText, type ReadLine, unreadable, withKeys } from './parsed.ts'

type Day = { as_of: string; closing: Money | null; lines: ReadLine[] }

/**
 * A BAI2 file (Cash Management Balance Reporting, version 2), for the account with these last digits. Amounts are cents;
 * codes 100 to 399 are credits, 400 to 699 debits. The control totals of the account must agree.
 */
export function parseBai2(text: string, last4: string): ParsedStatement {
  const days: Day[] = []
  let [as_of, usd, other] = ['', true, 0]
  let day: Day | null = null
  let total = { signed: 0n, absolute: 0n }
  for (const [code, ...fields] of recordsOf(text)) {
    if (code === '02') [as_of, usd] = [dayOf(fields[3] ?? ''), (fields[5] || 'USD') === 'USD']
    else if (code === '03') {
      total = { signed: 0n, absolute: 0n }
      const own = isAccount(fields[0] ?? '', last4)
      if (!own) other++
      else if (!usd || (fields[1] || 'USD') !== 'USD') throw unreadable('This statement isn’t in US dollars.')
      const summary = summaryOf(fields.slice(2))
      for (const { amount } of summary) count(total, amount)
      day = own ? { as_of, closing: closingOf(summary), lines: [] } : null
      if (day) days.push(day)
    } else if (code === '16') {
      count(total, amountOf(fields[1] ?? ''))
      const line = lineOf(as_of, fields)
      if (line) day?.lines.push(line)
    } else if (code === '49') checkTotal(total, fields[0] ?? '')
  }
  if (days.length === 0)
    throw unreadable(other > 0 ? `No account in this file ends in ${last4}.` : 'This isn’t a BAI2 file.')
  days.sort((one, two) => (one.as_of < two.as_of ? -1 : 1))
  return {
    ...{ format: 'bai2', starts_on: days[0]?.as_of ?? '', ends_on: days.at(-1)?.as_of ?? '' },
    closing_balance: days.at(-1)?.closing ?? null,
    lines: withKeys(days.flatMap(({ lines }) => lines)),
  }
}

/** Records with their continuations (88) as one, and the slash at the end taken off. */
function recordsOf(text: string): string[][] {
  const records: string[] = []
  for (const written of text.split(/\r?\n/)) {
    const line = written.trim()
    if (line === '') continue
    if (!line.startsWith('88,')) records.push(line)
    else {
      const before = records.pop()
      if (before === undefined) throw unreadable('This BAI2 file begins with a continuation.')
      const rest = line.slice(3)
      records.push(before.endsWith('/') ? `${before.slice(0, -1)},${rest}` : `${before} ${rest}`)
    }
  }
  if (!records[0]?.startsWith('01,') || !records.at(-1)?.startsWith('99,'))
    throw unreadable('This BAI2 file is cut off: its first or last record is missing.')
  return records.map((record) => record.replace(/\/$/, '').split(','))
}

/** 251103 or 20251103. */
function dayOf(text: string): string {
  const digits = /^(?:20)?(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!digits) throw unreadable(`“${text.slice(0, 20)}” isn’t a date of a BAI2 file.`)
  return `20${digits[1]}-${digits[2]}-${digits[3]}`
}

function amountOf(text: string): Money {
  const said = text.trim()
  if (!/^[+-]?\d{0,15}$/.test(said))
    throw unreadable(`“${said.slice(0, 40)}” isn’t an amount of a BAI2 file.`)
  return BigInt(said.replace('+', '') || '0')
}

type Summary = { code: string; amount: Money }

/** Type code, amount, item count and funds type, again and again; a funds type may bring fields of its own. */
function summaryOf(fields: string[]): Summary[] {
  const all: Summary[] = []
  for (let at = 0; at + 1 < fields.length; ) {
    if (fields[at]) all.push({ code: fields[at] ?? '', amount: amountOf(fields[at + 1] ?? '') })
    at += 4 + fundsFields(fields, at + 3)
  }
  return all
}

/** How many fields follow a funds type: three amounts, a value date and time, or so many pairs of days and amounts. */
function fundsFields(fields: string[], at: number): number {
  const type = (fields[at] ?? '').toUpperCase()
  if (type === 'S') return 3
  if (type === 'V') return 2
  return type === 'D' ? 1 + 2 * Number.parseInt(fields[at + 1] ?? '0', 10) : 0
}

const CLOSING_LEDGER = '015'
function closingOf(summary: Summary[]): Money | null {
  return summary.find(({ code }) => code === CLOSING_LEDGER)?.amount ?? null
}

function lineOf(posted_on: string, fields: string[]): ReadLine | null {
  const code = Number(fields[0])
  const amount = amountOf(fields[1] ?? '')
  if (amount === 0n) return null
  if (!(code >= 100 && code <= 699)) throw unreadable(`The code ${fields[0]} of a line isn’t known.`)
  const rest = fields.slice(3 + fundsFields(fields, 2))
  const [bank = '', customer = '', ...said] = rest
  return {
    ...{ posted_on, amount: code < 400 ? amount : -amount, bank_id: bank.trim() || undefined },
    reference: plainText(bank || customer, 200) || null,
    description: plainText(said.join(','), 1000) || `Transaction of type ${fields[0]}`,
  }
}

type Total = { signed: Money; absolute: Money }
function count(total: Total, amount: Money): void {
  total.signed += amount
  total.absolute += amount < 0n ? -amount : amount
}

/** Banks differ in whether negative balances count as such. */
function checkTotal({ signed, absolute }: Total, said: string): void {
  const control = amountOf(said)
  if (control !== signed && control !== absolute)
    throw unreadable('The control total of the account is wrong: this file isn’t complete.')
}
