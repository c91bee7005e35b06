import { MantineProvider } from '@mantine/core'
import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'
import { MomentField } from './MomentField.tsx'
import { momentOf, typedOf, zoneNameAt } from './moment-text.ts'
import { readAs } from './reader.ts'

const NEW_YORK = 'America/New_York'

afterEach(() => readAs(null))

test('a moment is shown on the clock of the person, with the name of their zone', () => {
  readAs({ timezone: NEW_YORK, locale: 'en-US' })
  const field = createElement(MomentField, {
    label: 'Due back',
    value: '2026-11-30T22:00:00.000Z',
    onChange: () => {},
  })
  const html = renderToStaticMarkup(createElement(MantineProvider, null, field))
  expect(html).toContain('value="2026-11-30T17:00"')
  expect(html).toContain('EST')
})

test.each([
  ['2026-11-30T17:00', NEW_YORK, '2026-11-30T22:00:00.000Z'],
  ['2026-07-01T17:00', NEW_YORK, '2026-07-01T21:00:00.000Z'],
  ['2026-11-30T17:00', 'Pacific/Honolulu', '2026-12-01T03:00:00.000Z'],
  ['2026-11-30T17:00', 'America/Phoenix', '2026-12-01T00:00:00.000Z'],
  ['', NEW_YORK, ''],
  ['2026-02-30T17:00', NEW_YORK, ''],
  ['soon', NEW_YORK, ''],
])('%s on the clock of %s is %s', (typed, zone, at) => expect(momentOf(typed, zone)).toBe(at))

test('a time that the clock skips in spring is an hour later, and of one that comes twice the first is meant', () => {
  const skipped = momentOf('2027-03-14T02:30', NEW_YORK)
  expect(typedOf(skipped, NEW_YORK)).toBe('2027-03-14T03:30')
  expect(zoneNameAt(skipped, NEW_YORK)).toBe('EDT')
  const twice = momentOf('2026-11-01T01:30', NEW_YORK)
  expect(twice).toBe('2026-11-01T05:30:00.000Z')
  expect(zoneNameAt(twice, NEW_YORK)).toBe('EDT')
  expect(typedOf('2026-11-01T06:30:00.000Z', NEW_YORK)).toBe('2026-11-01T01:30')
})

test('every minute is shown as a time, and but for the hour that comes twice is the same when typed again', () => {
  const minutes = fc.integer({ min: 0, max: 5_000_000 }).map((count) => Date.UTC(2026, 0) + count * 60_000)
  const zones = fc.constantFrom(NEW_YORK, 'Pacific/Honolulu', 'America/Phoenix', 'UTC')
  fc.assert(
    fc.property(minutes, zones, (ms, zone) => {
      const at = new Date(ms).toISOString()
      const again = momentOf(typedOf(at, zone), zone)
      return again === at || Date.parse(at) - Date.parse(again) === 3_600_000
    }),
  )
})
