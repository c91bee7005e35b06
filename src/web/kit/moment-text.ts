import { Temporal } from '#lib/dates.ts'

/**
 * "2026-11-30T17:00", as a person types it on the clock of their zone, as ISO text in UTC. In the hour that is skipped in
 * spring it is an hour later, and of the hour that comes twice in fall the first. Empty where it is no time.
 */
export function momentOf(typed: string, zone: string): string {
  try {
    const at = Temporal.PlainDateTime.from(typed).toZonedDateTime(zone).toInstant()
    return at.toString({ smallestUnit: 'millisecond' })
  } catch {
    return ''
  }
}

/** The other way: what the clock of the zone shows at a moment, to the minute. */
export function typedOf(at: string, zone: string): string {
  if (!at) return ''
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' })
}

/** "EST": what the zone is called at that moment, or now. */
export function zoneNameAt(at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    at ? new Date(at) : new Date(),
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}
