import { expect, test } from 'vitest'
import { timeZoneChoices, timeZoneName } from './time-zones.ts'

test.each([
  ['America/Los_Angeles', 'Pacific Time – Los Angeles'],
  ['America/Phoenix', 'Mountain Standard Time – Phoenix'],
  ['America/Indiana/Indianapolis', 'Eastern Time – Indianapolis'],
  ['Europe/Berlin', 'Central European Time – Berlin'],
  ['UTC', 'UTC'],
])('%s is called %s', (zone, name) => expect(timeZoneName(zone)).toBe(name))

test('the zones of the United States come first, and each zone once', () => {
  const choices = timeZoneChoices()
  expect(choices[0]).toEqual({ value: 'America/New_York', label: 'Eastern Time – New York' })
  expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length)
  expect(choices.length).toBeGreaterThan(300)
})
