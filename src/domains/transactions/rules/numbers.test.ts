import { expect, test } from 'vitest'
import { numberOf } from './numbers.ts'

test.each([
  [2026, 1, '2026-0001'],
  [2026, 42, '2026-0042'],
  [2027, 10_000, '2027-10000'],
])('the deal of %i in place %i has the number %s', (year, place, number) => {
  expect(numberOf(year, place)).toBe(number)
})
