import { expect, test } from 'vitest'
import { dayOf } from './day-of.ts'

test('A period says which of its days today is', () => {
  expect(dayOf('2026-03-02', '2026-04-16', 45)).toEqual({ text: 'Today is day 0 of 45', percent: 0 })
  expect(dayOf('2026-03-02', '2026-04-16', 9)).toEqual({ text: 'Today is day 36 of 45', percent: 80 })
})

test('A period that is over or has not begun says so', () => {
  expect(dayOf('2026-03-02', '2026-04-16', -1)).toEqual({ text: 'All 45 days have passed', percent: 100 })
  expect(dayOf('2026-03-02', '2026-04-16', 46)).toEqual({ text: 'Begins in 1 day', percent: 0 })
})
