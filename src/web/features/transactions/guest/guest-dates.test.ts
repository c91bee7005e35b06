import { expect, test } from 'vitest'
import type { GuestDeal } from '#domains/transactions/guests/schema.ts'
import { guestDates } from './guest-dates.ts'

const deal = {
  ...{
    listing_date: null,
    contract_date: '2026-11-02',
    closing_date: '2026-12-15',
    possession_date: '2026-12-16',
  },
  closed_on: null,
  dates: [
    { id: 'a', name: 'Loan contingency', date: '2026-11-23', done: false },
    { id: 'b', name: 'Earnest money', date: '2026-11-05', done: true },
  ],
} as unknown as GuestDeal

test('the dates of a client come in their order, with the deal’s own among them', () => {
  expect(guestDates(deal, '2026-11-20').map(({ name, done }) => [name, done])).toEqual([
    ['Contract', true],
    ['Earnest money', true],
    ['Loan contingency', false],
    ['Closing', false],
    ['Possession', false],
  ])
})

test('once the deal has closed, its real day takes the place of the agreed one, and nothing is left to do', () => {
  const dates = guestDates({ ...deal, closed_on: '2026-12-14' }, '2026-12-14')
  expect(dates.find(({ id }) => id === 'closing_date')).toMatchObject({ name: 'Closed', date: '2026-12-14' })
  expect(dates.filter(({ done, key }) => !done && !key)).toEqual([])
})
