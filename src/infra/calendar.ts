import ical, { ICalEventTransparency } from 'ical-generator'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { CivilDate } from '#lib/dates.ts'

/** A day that matters to someone, as their calendar shows it. */
export type CalendarEntry = {
  /** Stays the same when the day moves, so that calendars move it too. */
  id: string
  day: CivilDate
  title: string
  details: string
  /** Where it is looked at. */
  url: string
  /** ISO instant. */
  changed_at: string
}

export type CalendarQuestion = {
  from: CivilDate
  /** Only what is about this subject; otherwise what is the person's own. */
  about: { subject_type: string; subject_id: string } | null
  base_url: string
}

/** A domain's days of a member: what they see, by their own policies. */
export type Calendar = (tx: Tx, actor: Actor, question: CalendarQuestion) => Promise<CalendarEntry[]>

const HOUR_S = 3600

/** An iCalendar file (RFC 5545). Its entries are whole days without a time, the same in every time zone. */
export function renderCalendar(name: string, entries: CalendarEntry[]): string {
  const calendar = ical({ name, prodId: '//Deedline//Deedline//EN', ttl: HOUR_S })
  for (const { id, day, title, details, url, changed_at } of entries) {
    const start = new Date(`${day}T00:00:00Z`)
    calendar.createEvent({
      id: `${id}@deedline`,
      ...{ start, end: new Date(start.getTime() + 86_400_000), allDay: true, timezone: 'UTC' },
      ...{ summary: title, description: details, url },
      ...{ stamp: new Date(changed_at), lastModified: new Date(changed_at) },
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}
