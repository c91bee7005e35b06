import type { CivilDate } from '#lib/dates.ts'

/** Something on a day of a calendar. */
export type CalendarDay = {
  id: string
  day: CivilDate
  /** "Closing" */
  name: string
  /** Of what: an address. */
  text: string
  to: string
  /** One of those that matter most. */
  marked?: boolean
}
