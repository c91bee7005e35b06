import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  dayAt,
  endOfDay,
  isInstant,
  isZone,
  periodOf,
  today,
  weekdayOf,
} from './dates.ts'

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

test('a period of days begins and ends at the midnights of its zone, also where a day has 23 hours', () => {
  const { since, until } = periodOf({ from: '2026-03-08', to: '2026-03-08' }, 'America/New_York')
  expect([`${since}`, `${until}`]).toEqual(['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'])
  expect(periodOf({ to: '2026-03-08' }, 'UTC')).toEqual({ until: endOfDay('2026-03-08', 'UTC') })
})

test('what is no zone and no moment is known as such', () => {
  expect([isZone('America/Denver'), isZone('Denver'), isZone('')]).toEqual([true, false, false])
  expect([isInstant('2026-01-01T00:00:00Z'), isInstant('2026-01-01'), isInstant('')]).toEqual([
    true,
    false,
    false,
  ])
})

test.each([
  ['Pacific/Honolulu', '2026-11-30T10:00:00Z'],
  ['America/New_York', '2026-03-09T04:00:00Z'],
  ['Asia/Kathmandu', '2026-11-29T18:15:00Z'],
  ['Australia/Lord_Howe', '2026-04-05T13:30:00Z'],
  ['Pacific/Apia', '2026-11-29T11:00:00Z'],
  ['UTC', '2026-12-31T00:00:00Z'],
])('today changes at midnight in %s and stays the same all day', (timezone, midnight) => {
  const at = (ms: number) => today(new Date(Date.parse(midnight) + ms), { timezone })
  const day = dayAt(midnight, timezone)
  expect([at(-1), at(0), at(1), at(3_600_000), at(-1)]).toEqual([
    addDays(day, -1),
    day,
    day,
    day,
    addDays(day, -1),
  ])
})
