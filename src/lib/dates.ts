import { Temporal } from 'temporal-polyfill'

export { Temporal }

/**
 * A calendar day as ISO text, `2026-02-28`, in the column, the JSON and the form. Text of this shape sorts as days do,
 * so dates are compared with `<` (4 ns); a Temporal.PlainDate is made only for arithmetic (1.4 µs for `from` and
 * `add`, Node 26, 2026-11-24). Never a `Date`: that is a moment, and lands a day early west of Greenwich.
 */
export type CivilDate = string

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/**
 * The same day so many months later; the last of the month where that day does not exist (August 31, February 30).
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ months }).toString()
}

/** The same day so many years later; February 29 becomes March 1, because no 29th has passed before it. */
export function addYears(date: CivilDate, years: number): CivilDate {
  const from = Temporal.PlainDate.from(date)
  const to = from.add({ years })
  return (to.day === from.day ? to : to.add({ days: 1 })).toString()
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(to).days
}

export function weekdayOf(date: CivilDate | Temporal.PlainDate): Weekday {
  const day = typeof date === 'string' ? Temporal.PlainDate.from(date) : date
  return WEEKDAYS[day.dayOfWeek - 1] as Weekday
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4))
}

export function earliest(first: CivilDate, ...others: CivilDate[]): CivilDate {
  let least = first
  for (const date of others) if (date < least) least = date
  return least
}

export function latest(first: CivilDate, ...others: CivilDate[]): CivilDate {
  let most = first
  for (const date of others) if (date > most) most = date
  return most
}

/** The first moment after the day in the zone: what the regulations call midnight at the end of a period. */
export function endOfDay(date: CivilDate, zone: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).toInstant()
}

/**
 * The moments at which a period of days begins and ends in the zone: the first of `from`, and the first after `to`. Each
 * may be open.
 */
export function periodOf(
  { from, to }: { from?: CivilDate | undefined; to?: CivilDate | undefined },
  zone: string,
): { since?: Temporal.Instant; until?: Temporal.Instant } {
  return {
    ...(from && { since: endOfDay(addDays(from, -1), zone) }),
    ...(to && { until: endOfDay(to, zone) }),
  }
}

/**
 * The day that the zone's calendar showed at the moment. Throws RangeError on text that isn't an instant or a zone.
 */
export function dayAt(instant: string, zone: string): CivilDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

const QUARTER_MS = 15 * 60 * 1000
const days = new Map<string, { quarter: number; day: CivilDate }>()

/**
 * Today on the calendar of the person who is asking. Asked at nearly every request, so the answer is kept for the
 * quarter of an hour: every zone's day begins at a full one (https://www.iana.org/time-zones, since 1972).
 */
export function today(now: Date, { timezone }: { timezone: string }): CivilDate {
  const quarter = Math.floor(now.getTime() / QUARTER_MS)
  const known = days.get(timezone)
  if (known?.quarter === quarter) return known.day
  const day = dayAt(now.toISOString(), timezone)
  days.set(timezone, { quarter, day })
  return day
}

/** Whether Temporal reads the text as a moment: it takes no more than nine digits of a second. */
export function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false // Temporal has no other question for it.
  }
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false // Temporal has no other question for it.
  }
}
