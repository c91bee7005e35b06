import { Branding } from '#domains/identity/schema.ts'

/** The sender name for emails about documents. */
export const senderOf = (notice: { organization_name: string; branding: unknown }) => ({
  name: notice.organization_name,
  accent: Branding.safeParse(notice.branding).data?.accent,
})

/** A title made fit for the subject of an email, on one line. */
export const subjectOf = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/**
 * "Dec 9, 2026, 5:00 PM PST": until when something works, on the sender's clock, which it names. What ends at midnight
 * works until 11:59 PM of the day before.
 */
export function expiryIn(timeZone: string, at: string): string {
  const end = new Date(at)
  const last = new Date(end.getTime() - 1)
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone })
  return new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(day.format(last) === day.format(end) ? end : last)
}

/** "Wed, Dec 9, 2026", for a civil date. */
export function dayOf(day: string): string {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T12:00:00Z`))
}
