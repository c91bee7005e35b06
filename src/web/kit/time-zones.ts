/** "Pacific Time – Los Angeles": what people call a zone, then the city that the standard names it by. */
export function timeZoneName(zone: string): string {
  if (zone === 'UTC') return 'UTC'
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' })
  const name = parts.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? zone
  return name.includes(city) ? name : `${name} – ${city}`
}

/** Those of most readers come first. */
const FIRST = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
]

/** All zones for a field, by the names that people look for. */
export function timeZoneChoices(): { value: string; label: string }[] {
  const zones = new Set([...FIRST, ...Intl.supportedValuesOf('timeZone')])
  return [...zones].map((value) => ({ value, label: timeZoneName(value) }))
}
