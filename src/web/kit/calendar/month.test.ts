import { expect, test } from 'vitest'
import { monthAfter, monthOf, weeksOf } from './month.ts'

test.each([
  ['2026-11', '2026-11-01', '2026-12-05', 5],
  ['2026-02', '2026-02-01', '2026-02-28', 4],
  ['2024-02', '2024-01-28', '2024-03-02', 5],
  ['2026-08', '2026-07-26', '2026-09-05', 6],
])('the weeks of %s go from %s to %s', (month, first, last, count) => {
  const weeks = weeksOf(month)
  expect([weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length]).toEqual([first, last, count])
  expect(new Set(weeks.flat()).size).toBe(count * 7)
})

test('a month that is none is this one, and the next of December is in the next year', () => {
  expect(monthOf('2026-13', '2026-11-30')).toBe('2026-11')
  expect(monthOf(undefined, '2026-11-30')).toBe('2026-11')
  expect(monthOf('2027-02', '2026-11-30')).toBe('2027-02')
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
})
