import { Temporal } from '#lib/dates.ts'
import { formatMonthAndYear } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { readerLocale } from '#web/kit/reader.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

type DayFields = { year: number; month: number; day: number }

/**
 * A day as people write it, `3/2/2026` or `3/2/26` in the order that the reader writes, `2026-03-02`, `Mar 2, 2026`,
 * `2 March 2026`, as ISO; else undefined.
 */
export function parseDay(text: string): string | undefined {
  const fields = readDay(text)
  try {
    return fields && Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString()
  } catch {
    return undefined // Temporal has no other question for it.
  }
}

/** What is wrong with a text that is no day: said of what was typed, without guessing another day. */
export function mistakeOf(text: string): string {
  const fields = readDay(text)
  if (!fields) return `Enter a date as ${dayPattern()}.`
  const { year, month, day } = fields
  if (month < 1 || month > 12 || day < 1) return 'That date doesn’t exist.'
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return `${formatMonthAndYear(first.toString())} has ${first.daysInMonth} days.`
}

/** The numbers of a text that looks like a day, though there may be no such day. A year of two digits is of this century. */
function readDay(text: string): DayFields | undefined {
  const words = text.trim().toLowerCase()
  const short = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(words)
  if (short)
    return dayFirst() ? fieldsOf(short[3], short[2], short[1]) : fieldsOf(short[3], short[1], short[2])
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words)
  if (iso) return fieldsOf(iso[1], iso[2], iso[3])
  const named = /^(?:([a-z]+)\.? (\d{1,2})|(\d{1,2}) ([a-z]+)\.?),? (\d{4}|\d{2})$/.exec(words)
  const month = MONTHS.indexOf((named?.[1] ?? named?.[4] ?? '').slice(0, 3)) + 1
  return named && month > 0 ? fieldsOf(named[5], month, named[2] ?? named[3]) : undefined
}

function fieldsOf(year: string | undefined, month: unknown, day: unknown): DayFields {
  return {
    year: Number(year) + (year?.length === 2 ? 2000 : 0),
    month: Number(month),
    day: Number(day),
  }
}

/** `03/02/2026`, as the reader's field shows a day; text that is no day stays as it was typed. */
export function showDay(fact: string): string {
  if (parseDay(fact) !== fact) return fact
  const [year, month, day] = fact.split('-')
  return dayPattern()
    .replace('mm', month ?? '')
    .replace('dd', day ?? '')
    .replace('yyyy', year ?? '')
}

/** `mm/dd/yyyy`, the way that the reader's locale writes a day in digits. The year is last, as it is typed. */
export function dayPattern(): string {
  if (!dayFirst()) return 'mm/dd/yyyy'
  return readerLocale() === 'de-DE' ? 'dd.mm.yyyy' : 'dd/mm/yyyy'
}

function dayFirst(): boolean {
  const parts = new Intl.DateTimeFormat(readerLocale()).formatToParts(0).map(({ type }) => type)
  return parts.indexOf('day') < parts.indexOf('month')
}

/** `$1,250,000.5` as `1250000.5`; undefined where it is not dollars and cents as the reader's locale writes them. */
export function parseDollars(text: string): string | undefined {
  const { group, decimal } = separators()
  const digits = text.replaceAll(/[$\s]|US/g, '')
  const [whole = '', cents, ...more] = digits.split(decimal)
  const grouped = group.trim() === '' ? [whole] : whole.split(group)
  const wellGrouped = grouped.length === 1 || grouped.slice(1).every((three) => three.length === 3)
  if (more.length > 0 || !wellGrouped) return undefined
  const plain = cents === undefined ? grouped.join('') : `${grouped.join('')}.${cents}`
  return /^\d{1,13}(\.\d{0,2})?$/.test(plain) ? plain.replace(/\.$/, '') : undefined
}

function separators(): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(readerLocale()).formatToParts(1234567.5)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { group: of('group'), decimal: of('decimal') }
}

export function showDollars(fact: string): string {
  return /^\d{1,13}(\.\d{1,2})?$/.test(fact) ? formatMoney(fact) : fact
}
