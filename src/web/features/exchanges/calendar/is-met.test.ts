import { expect, test } from 'vitest'
import { isMet } from './is-met.ts'

test.each([
  ['in the identification period it counts', 'identification', 'identification_period', 3, false],
  ['once that has ended it can’t be late', 'identification', 'exchange_period', -20, true],
  ['the end of the exchange can', 'exchange', 'exchange_period', -20, false],
  ['but not of one that was completed', 'exchange', 'completed', -20, true],
  ['the end of parking can', 'parking', 'active', -1, false],
  ['its agreement counts until its day', 'parking_agreement', 'active', 0, false],
  ['and not after it', 'parking_agreement', 'active', -1, true],
] as const)('of a deadline: %s', (_, kind, status, days_remaining, met) => {
  expect(isMet({ kind, status, days_remaining })).toBe(met)
})
