import { Branding } from '#domains/identity/schema.ts'

/** In whose name a mail about documents goes out. */
export const senderOf = (notice: { organization_name: string; branding: unknown }) => ({
  name: notice.organization_name,
  accent: Branding.safeParse(notice.branding).data?.accent,
})

/** A title as a mail's subject can carry it, in one line. */
export const subjectOf = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** "Dec 9, 2026", as the calendar of the zone shows the moment. */
export function dayIn(zone: string, instant: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: zone }).format(new Date(instant))
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
