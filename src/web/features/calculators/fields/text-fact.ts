import { Temporal } from '#lib/dates.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A day as people write it, `3/2/2026`, `2026-03-02`, `Mar 2, 2026`, `2 March 2026`, as ISO; else undefined. */
export function parseDay(text: string): string | undefined {
  const words = text.trim().toLowerCase()
  const us = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(words)
  if (us) return dayOf(us[3], us[1], us[2])
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const named = /^(?:([a-z]+)\.? (\d{1,2})|(\d{1,2}) ([a-z]+)\.?),? (\d{4})$/.exec(words)
  const month = MONTHS.indexOf((named?.[1] ?? named?.[4] ?? '').slice(0, 3)) + 1
  return named && month > 0 ? dayOf(named[5], month, named[2] ?? named[3]) : undefined
}

function dayOf(year: unknown, month: unknown, day: unknown): string | undefined {
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString()
  } catch {
    return undefined // Temporal has no other question for it.
  }
}

/** `03/02/2026`, as the field shows a day; text that is no day stays as it was typed. */
export function showDay(fact: string): string {
  const [year, month, day] = fact.split('-')
  return parseDay(fact) === fact ? `${month}/${day}/${year}` : fact
}

/** `$1,250,000.5` as `1250000.50`; undefined where it is not dollars and cents. */
export function parseDollars(text: string): string | undefined {
  const plain = text.replaceAll(/[$,\s]/g, '')
  return /^\d{1,13}(\.\d{0,2})?$/.test(plain) ? plain.replace(/\.$/, '') : undefined
}

const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

export function showDollars(fact: string): string {
  return parseDollars(fact) === undefined ? fact : DOLLARS.format(fact as never)
}
