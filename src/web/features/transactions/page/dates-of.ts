import type { DealDate, DealDates } from '#domains/transactions/dates/schema.ts'
import { KEY_DATES, type KeyDate } from '#domains/transactions/rules/dates.ts'
import { dateName, KEY_DATE_NAMES } from '#web/features/transactions/words.ts'
import { formatCount } from '#web/kit/figures.ts'

/** A line of the timeline of a deal's dates. */
export type Line = {
  id: string
  name: string
  date: string | null
  done: boolean
  /** How it is counted; null for a date that people set. */
  rule: string | null
  key_date: boolean
}

/** Key dates that are set and all others, in the order of their days; those without a day come last. */
export function linesOf(deal: DealDates): Line[] {
  const keys = KEY_DATES.flatMap((id): Line[] =>
    deal[id]
      ? [{ id, name: KEY_DATE_NAMES[id], date: deal[id], done: false, rule: null, key_date: true }]
      : [],
  )
  const others = deal.dates.map((one) => ({
    ...{ id: one.id, name: one.name, date: one.date, done: one.done_at !== null },
    ...{ rule: ruleOf(one, deal.dates), key_date: false },
  }))
  return [...keys, ...others].toSorted((a, b) => (a.date ?? '9').localeCompare(b.date ?? '9'))
}

/** "17 days after the contract", "set by hand". */
export function ruleOf({ days, unit, direction, counted_from, fixed }: DealDate, all: DealDate[]): string {
  if (fixed) return 'Set by hand'
  const other = all.find(({ id }) => id === counted_from)?.name
  const from = other ?? dateName(counted_from, 'another date').toLowerCase()
  if (days === 0) return `Same day as ${from}`
  const count = formatCount(days, unit === 'business' ? 'business day' : 'day')
  return `${count} ${direction} ${from}`
}

export const missingKeyDates = (deal: DealDates): KeyDate[] => KEY_DATES.filter((id) => !deal[id])

/** A date as the API takes it. */
export function inputOf({ date: _, done_at, counted_from, ...rule }: DealDate) {
  return { ...rule, counted_from, done: done_at !== null }
}
