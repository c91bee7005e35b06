import type { GuestDeal } from '#domains/transactions/guests/schema.ts'
import { KEY_DATES } from '#domains/transactions/rules/dates.ts'
import { KEY_DATE_NAMES } from '#web/features/transactions/words.ts'

/** `key`: a date of the deal itself, which no one checks off. */
export type GuestDate = { id: string; name: string; date: string; done: boolean; key: boolean }

/** All dates of a deal in their order; what has passed of the key dates is done, and so is everything once it has closed. */
export function guestDates({ dates, closed_on, ...deal }: GuestDeal, today: string): GuestDate[] {
  const keys = KEY_DATES.flatMap((id): GuestDate[] => {
    const date = id === 'closing_date' ? (closed_on ?? deal[id]) : deal[id]
    if (!date) return []
    const name = id === 'closing_date' && closed_on ? 'Closed' : KEY_DATE_NAMES[id]
    const done = id === 'closing_date' ? closed_on !== null : date <= today
    return [{ id, name, date, done, key: true }]
  })
  const ended = closed_on !== null
  return [...keys, ...dates.map((one) => ({ ...one, key: false, done: one.done || ended }))].toSorted(
    (a, b) => a.date.localeCompare(b.date) || a.name.localeCompare(b.name),
  )
}
