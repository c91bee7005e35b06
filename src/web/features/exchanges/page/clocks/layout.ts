import type { Deadline, ExchangeDeadlines } from '#domains/exchanges/deadlines/schema.ts'
import { addDays, type CivilDate, daysBetween, earliest, latest } from '#lib/dates.ts'

/** Where a day stands between the ends of a picture, in percent of its width. */
export type Scale = (day: CivilDate) => number

export type Mark = { label: string; at: number; anchor: 'start' | 'middle' | 'end'; shown: boolean }

type Facts = Pick<ExchangeDeadlines, 'clock_start' | 'facts' | 'deadlines'>

/** The day on which the period of a deadline began. */
export function startOf({ kind }: Pick<Deadline, 'kind'>, { clock_start, facts }: Facts): CivilDate | null {
  return kind.startsWith('parking') ? facts.parked_on : clock_start
}

/** Today on the calendar of the exchange. */
export function todayOf({ date, days_remaining }: Pick<Deadline, 'date' | 'days_remaining'>): CivilDate {
  return addDays(date, -days_remaining)
}

/** One scale for all clocks of an exchange, so that their lengths compare; null while none runs. */
export function scaleOf({ clock_start, facts, deadlines }: Facts): Scale | null {
  const [first, ...others] = [clock_start, facts.parked_on].filter((day) => day !== null)
  if (first === undefined) return null
  const from = earliest(first, ...others)
  const ends = [first, ...others].map((day) => addDays(day, 180))
  const to = latest(from, ...ends, ...deadlines.map(({ date }) => date))
  const days = daysBetween(from, to)
  return (day) => Math.min(100, Math.max(0, (daysBetween(from, day) / days) * 100))
}

/** In percent: closer than that, two labels would touch on a phone. */
const APART = 17
const EDGE = 9

/** Day 0, day 45 and day 180 on the scale. Where there is no room for a label, only its line is drawn. */
export function marksOf(start: CivilDate, scale: Scale): Mark[] {
  let last = Number.NEGATIVE_INFINITY
  return [0, 45, 180].map((day) => {
    const at = scale(addDays(start, day))
    const shown = at - last >= APART
    if (shown) last = at
    return { label: `Day ${day}`, at, anchor: anchorOf(at), shown }
  })
}

export function anchorOf(at: number): Mark['anchor'] {
  if (at < EDGE) return 'start'
  return at > 100 - EDGE ? 'end' : 'middle'
}

/** "Day 36 of 45", or how a period stands that runs no more. */
export function progressOf(start: CivilDate, { date, days_remaining }: Deadline): string {
  const days = daysBetween(start, date)
  const day = days - days_remaining
  if (days_remaining < 0) return `All ${days} days have passed`
  return `Day ${day} of ${days}`
}
