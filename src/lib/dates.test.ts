import { expect, test } from 'vitest'
import { addDays, addMonths, addYears, dayAt, endOfDay, isInstant, isZone, weekdayOf } from './dates.ts'

test('a year from 29 February is 1 March, and four years on it is 29 February again', () => {
  expect(addYears('2024-02-29', 1)).toBe('2025-03-01')
  expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  expect(addYears('2025-03-10', -2)).toBe('2023-03-10')
})

test('days cross leap days and years; months end where the month ends', () => {
  expect(addDays('2024-01-16', 45)).toBe('2024-03-01')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(addMonths('2025-08-31', 6)).toBe('2026-02-28')
  expect(weekdayOf('1993-05-15')).toBe('Saturday')
})

test('midnight is where the zone says, across the change of the clocks', () => {
  expect(endOfDay('2026-03-08', 'America/New_York').toString()).toBe('2026-03-09T04:00:00Z')
  expect(dayAt('2026-03-09T03:59:59Z', 'America/New_York')).toBe('2026-03-08')
  expect(dayAt('2026-03-09T04:00:00Z', 'America/New_York')).toBe('2026-03-09')
})

test('what is no zone and no moment is known as such', () => {
  expect([isZone('America/Denver'), isZone('Denver'), isZone('')]).toEqual([true, false, false])
  expect([isInstant('2026-01-01T00:00:00Z'), isInstant('2026-01-01'), isInstant('')]).toEqual([
    true,
    false,
    false,
  ])
})
