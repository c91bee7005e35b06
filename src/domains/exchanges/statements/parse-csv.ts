import { parse } from 'csv-parse/sync'
import { Temporal } from '#lib/dates.ts'
import { type Money, parseMoney } from '#lib/money.ts'
import { type ParsedStatement, plainText, type ReadLine, unreadable, withKeys } from './parsed.ts'
import type { CsvColumns } from './schema.ts'

type Column = keyof CsvColumns
/** What banks call the columns, in lower case. */
const COLUMNS: Record<Column, { names: string[] }> = {
  date: {
    names: [
      'date',
      'posting date',
      'posted date',
      'post date',
      'transaction date',
      'booking date',
      'as of date',
    ],
  },
  amount: { names: ['amount', 'transaction amount', 'amount (usd)', 'net amount'] },
  debit: {
    names: ['debit', 'debits', 'debit amount', 'withdrawal', 'withdrawals', 'withdrawal amount', 'money out'],
  },
  credit: {
    names: ['credit', 'credits', 'credit amount', 'deposit', 'deposits', 'deposit amount', 'money in'],
  },
  description: {
    names: ['description', 'details', 'transaction description', 'memo', 'payee', 'name', 'narrative'],
  },
  reference: {
    names: ['reference', 'bank reference', 'reference number', 'check number', 'check #', 'transaction id'],
  },
  balance: { names: ['balance', 'running balance', 'ledger balance', 'running bal.', 'ending balance'] },
}
const HEAD_ROWS = 20

/** A statement as a table; columns are found by their names unless the person names them. */
export function parseCsv(text: string, named: CsvColumns): ParsedStatement {
  const rows = readRows(text)
  const head = rows.slice(0, HEAD_ROWS).findIndex((row) => isHead(placesIn(row, named)))
  if (head < 0) throw unreadable(missingColumns(rows[0] ?? []))
  const places = placesIn(rows[head] ?? [], named)
  const cell = (row: string[], column: Column) => row[places[column] ?? -1]?.trim() ?? ''
  const body = rows.slice(head + 1).filter((row) => cell(row, 'date') !== '')
  const read = body.map((row) => ({ line: readLine(row, cell), balance: moneyOf(cell(row, 'balance')) }))
  const [first, last] = [read[0]?.line.posted_on, read.at(-1)?.line.posted_on]
  if (!first || !last) throw unreadable('This file has no lines.')
  const newestFirst = first > last
  const days = read.map(({ line }) => line.posted_on).toSorted()
  return {
    ...{ format: 'csv', starts_on: days[0] ?? first, ends_on: days.at(-1) ?? last },
    closing_balance: (newestFirst ? read[0] : read.at(-1))?.balance ?? null,
    lines: withKeys(read.map(({ line }) => line).filter(({ amount }) => amount !== 0n)),
  }
}

function readRows(text: string): string[][] {
  const [start = ''] = text.split(/\r?\n/, 1)
  const delimiter = [',', ';', '\t'].toSorted((a, b) => start.split(b).length - start.split(a).length)
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, trim: true })
  } catch {
    throw unreadable('This file isn’t a table of comma-separated values.')
  }
}

function placesIn(row: string[], named: CsvColumns): Partial<Record<Column, number>> {
  const heads = row.map((name) => name.trim().toLowerCase())
  const entries = (Object.keys(COLUMNS) as Column[]).flatMap((column) => {
    const wanted = named[column] ? [named[column].trim().toLowerCase()] : COLUMNS[column].names
    const place = wanted.map((name) => heads.indexOf(name)).find((at) => at >= 0)
    return place === undefined ? [] : [[column, place] as const]
  })
  return Object.fromEntries(entries)
}

function isHead({ date, amount, debit, credit }: Partial<Record<Column, number>>): boolean {
  return date !== undefined && (amount !== undefined || (debit !== undefined && credit !== undefined))
}

function missingColumns(row: string[]): string {
  const seen = row.map((name) => plainText(name, 40)).filter(Boolean)
  return `Name the columns of the date and of the amount. The file has: ${seen.slice(0, 20).join(', ')}.`
}

function readLine(row: string[], cell: (row: string[], column: Column) => string): ReadLine {
  const amount = moneyOf(cell(row, 'amount')) ?? inOrOut(cell(row, 'credit'), cell(row, 'debit'))
  const reference = plainText(cell(row, 'reference'), 200)
  return {
    ...{ posted_on: dayOf(cell(row, 'date')), amount },
    reference: reference || null,
    description: plainText(cell(row, 'description'), 1000) || 'Transaction',
  }
}

/** Some banks write debits as negative amounts, others not. */
function inOrOut(credit: string, debit: string): Money {
  const [came, went] = [moneyOf(credit) ?? 0n, moneyOf(debit) ?? 0n]
  return came - (went < 0n ? -went : went)
}

/** $1,234.56, (1,234.56), -1234.56 or 1234.56-; null where nothing is written. */
function moneyOf(text: string): Money | null {
  const plain = text.replaceAll(/[$,\s]|USD/g, '')
  if (plain === '' || plain === '-') return null
  const negative = /^\(.*\)$|^-|-$/.test(plain)
  const cents = parseMoney(plain.replaceAll(/[()+-]/g, '').replace(/^\./, '0.'))
  if (cents === undefined) throw unreadable(`“${text.slice(0, 40)}” isn’t an amount.`)
  return negative ? -cents : cents
}

/** 2026-03-02, 03/02/2026 or 3/2/26: month first, as US banks write it. */
function dayOf(text: string): string {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text)
  const us = /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})\b/.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : us ? [us[3], us[1], us[2]] : []
  try {
    const full = year?.length === 2 ? `20${year}` : year
    return Temporal.PlainDate.from(
      { year: Number(full), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString()
  } catch {
    throw unreadable(`“${text.slice(0, 40)}” isn’t a date such as 03/02/2026.`)
  }
}
