import { Branding } from '#domains/identity/schema.ts'

/** The sender name for emails about documents. */
export const senderOf = (notice: { organization_name: string; branding: unknown }) => ({
  name: notice.organization_name,
  accent: Branding.safeParse(notice.branding).data?.accent,
})

/** A title made fit for the subject of an email, on one line. */
export const subjectOf = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** "Dec 9, 2026", the last day in the zone of what ends at the moment; midnight belongs to the day that it ends. */
export function lastDayIn(zone: string, end: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: zone }).format(Date.parse(end) - 1)
}

/** "Dec 9, 2026, 5:00 PM PST". */
export function momentIn(zone: string, instant: string): string {
  return new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(instant))
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
