import { expect, test } from 'vitest'
import type { Amount } from '#domains/transactions/amounts/schema.ts'
import { valuesOf } from '#web/features/transactions/page/commission/terms-values.ts'
import { amendValuesOf, draftOf, newAmount } from './amend-values.ts'

const credit: Amount = {
  ...{ id: 'a', kind: 'credit', label: 'Repairs', amount: '4000.00', paid_by: 'seller', paid_to: 'buyer' },
  ...{ held_by: null, held_by_name: null, due_on: null, settled_on: null, status: 'paid', version: 3 },
}
const deal = { closed_on: '2026-03-02', sale_price: '400000.00' }
const terms = {
  ...{ gross: { kind: 'rate' as const, rate: 0.05 }, paid_by: 'seller' as const, listing_share: 0.5 },
  ...{ referrals: [], agents: null },
}
const before = { deal, amounts: [credit], commission: { terms, version: 2 } }
const values = amendValuesOf(deal, [credit])

test('nothing is sent of a closing that nobody corrected, however its figures are typed', () => {
  expect(draftOf(values, valuesOf(terms), before)).toEqual({})
  expect(draftOf({ ...values, sale_price: '400000' }, null, before)).toEqual({})
})

test('day, price and what became of each amount are sent, with the version that was seen', () => {
  const [one] = values.amounts
  if (!one) throw new Error('An amount is missing.')
  expect(draftOf({ ...values, closed_on: '2026-03-03', sale_price: '1' }, null, before)).toEqual({
    ...{ closed_on: '2026-03-03', sale_price: '1' },
  })
  const changed = { ...values, amounts: [{ ...one, amount: '3500' }] }
  expect(draftOf(changed, null, before).amounts).toMatchObject({
    changed: [{ id: 'a', version: 3, amount: '3500', label: 'Repairs' }],
  })
  const removed = { ...values, amounts: [{ ...one, removed: true }] }
  expect(draftOf(removed, null, before).amounts).toEqual({ added: [], changed: [], removed: ['a'] })
})

test('an amount that was added is sent without what only the form knows, and not if it was taken back', () => {
  const fee = { ...newAmount('fee', 'Recording fee', ['seller', 'title']), amount: '85' }
  const added = draftOf({ ...values, amounts: [...values.amounts, fee] }, null, before).amounts?.added
  expect(added).toEqual([
    {
      ...{ kind: 'fee', label: 'Recording fee', amount: '85', paid_by: 'seller', paid_to: 'title' },
      ...{ status: 'paid', held_by: null, due_on: null, settled_on: null },
    },
  ])
  expect(
    draftOf({ ...values, amounts: [...values.amounts, { ...fee, removed: true }] }, null, before),
  ).toEqual({})
})

test('what the commission is computed by is sent with the version of its terms', () => {
  const flat = { ...valuesOf(terms), kind: 'flat' as const, amount: '9000' }
  expect(draftOf(values, flat, before).commission).toEqual({
    ...{ gross: { kind: 'flat', amount: '9000' }, paid_by: 'seller', listing_share: 0.5, version: 2 },
  })
})
