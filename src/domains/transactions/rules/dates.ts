import { addDays, type CivilDate } from '#lib/dates.ts'
import { isBusinessDay, isFederalHoliday, isWeekend } from '#lib/holidays.ts'

/** The dates of a deal that people set; every other date is counted from one of them, or from one that is. */
export const KEY_DATES = ['listing_date', 'contract_date', 'closing_date', 'possession_date'] as const
export type KeyDate = (typeof KEY_DATES)[number]

export function isKeyDate(field: string): field is KeyDate {
  return KEY_DATES.some((one) => one === field)
}

/** How a date follows from another: "17 calendar days after acceptance, to the next business day". */
export type DateRule = {
  id: string
  name: string
  /** A key date, or the id of another rule. */
  from: string
  days: number
  unit: 'calendar' | 'business'
  direction: 'after' | 'before'
  /** A date that falls on a weekend or a federal holiday moves to the business day after it, before it, or not at all. */
  roll: 'next' | 'previous' | 'none'
  /** Whether the day from which is counted is day 0, as contracts usually have it, or day 1. */
  first_day: 0 | 1
  /** Set by people, whatever the rule says. */
  fixed?: CivilDate | null
}

export type DerivedDate = {
  id: string
  /** Null while the date from which it is counted is unknown. */
  date: CivilDate | null
  /** Where the count ended before it moved, and why it moved. */
  counted: CivilDate | null
  rolled: 'weekend' | 'holiday' | null
  fixed: boolean
}

export type KeyDates = Partial<Record<KeyDate, CivilDate | null>>

/**
 * Every date of a deal from its key dates and rules. Throws RangeError on rules that count from each other in a circle or
 * from something that does not exist: such rules are refused when they are saved.
 */
export function deriveDates(given: KeyDates, rules: DateRule[]): Map<string, DerivedDate> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const derived = new Map<string, DerivedDate>()
  const resolve = (id: string, path: string[]): CivilDate | null => {
    if ((KEY_DATES as readonly string[]).includes(id)) return given[id as KeyDate] ?? null
    const rule = byId.get(id)
    if (!rule) throw new RangeError(`No date is called ${id}.`)
    if (path.includes(id)) throw new RangeError(`${rule.name} is counted from itself.`)
    const known = derived.get(id) ?? derive(rule, resolve(rule.from, [...path, id]))
    derived.set(id, known)
    return known.date
  }
  for (const { id } of rules) resolve(id, [])
  return derived
}

function derive(rule: DateRule, from: CivilDate | null): DerivedDate {
  const { id, fixed } = rule
  if (fixed) return { id, date: fixed, counted: from && count(rule, from), rolled: null, fixed: true }
  if (!from) return { id, date: null, counted: null, rolled: null, fixed: false }
  const counted = count(rule, from)
  const date = rolled(counted, rule.roll)
  const why = isWeekend(counted) ? 'weekend' : isFederalHoliday(counted) ? 'holiday' : null
  return { id, date, counted, rolled: date === counted ? null : why, fixed: false }
}

function count({ days, unit, direction, first_day }: DateRule, from: CivilDate): CivilDate {
  const step = direction === 'after' ? 1 : -1
  const total = Math.max(0, days - first_day)
  if (unit === 'calendar') return addDays(from, step * total)
  let day = from
  for (let left = total; left > 0; ) {
    day = addDays(day, step)
    if (isBusinessDay(day)) left--
  }
  return day
}

function rolled(day: CivilDate, roll: DateRule['roll']): CivilDate {
  let date = day
  while (roll !== 'none' && !isBusinessDay(date)) date = addDays(date, roll === 'next' ? 1 : -1)
  return date
}

export type MovedDate = { id: string; name: string; from: CivilDate | null; to: CivilDate | null }

/** What moves when the key dates or the rules change, for people to see before it is saved. */
export function movedDates(
  before: { given: KeyDates; rules: DateRule[] },
  after: { given: KeyDates; rules: DateRule[] },
): MovedDate[] {
  const [was, is] = [deriveDates(before.given, before.rules), deriveDates(after.given, after.rules)]
  const names = new Map([...before.rules, ...after.rules].map(({ id, name }) => [id, name]))
  const key = KEY_DATES.map((id) => ({
    id,
    name: id,
    from: before.given[id] ?? null,
    to: after.given[id] ?? null,
  }))
  const others = [...names].map(([id, name]) => ({
    id,
    name,
    from: was.get(id)?.date ?? null,
    to: is.get(id)?.date ?? null,
  }))
  return [...key, ...others].filter(({ from, to }) => from !== to)
}
