import { expect, test } from 'vitest'
import { centsOf, decimalOf } from './figures.ts'
import { netSheet, type SheetAmount, type View } from './net-sheet.ts'

const $ = (dollars: number) => centsOf(dollars.toFixed(2))
const amount = (
  kind: SheetAmount['kind'],
  dollars: number,
  [paid_by, paid_to]: [string, string],
  status: SheetAmount['status'] = 'expected',
): SheetAmount => ({ id: kind, kind, label: kind, amount: $(dollars), paid_by, paid_to, status })

const AMOUNTS = [
  amount('earnest_money', 25_000, ['buyer', 'title'], 'received'),
  amount('payoff', 310_000, ['seller', 'lender']),
  amount('credit', 5_000, ['seller', 'buyer']),
  amount('fee', 2_500, ['seller', 'title']),
  amount('loan', 600_000, ['lender', 'buyer']),
  amount('fee', 8_000, ['buyer', 'title']),
  amount('concession', 9_999, ['seller', 'buyer'], 'waived'),
  amount('deposit', 7_777, ['buyer', 'title'], 'refunded'),
]

const resultOf = (view: View, more: Partial<Parameters<typeof netSheet>[1]> = {}) => {
  const commission = { amount: $(40_000), formula: ['$800,000.00 × 5% = $40,000.00'] }
  const sale = {
    price: $(800_000),
    commission,
    commission_by: 'seller' as View,
    amounts: AMOUNTS,
    earnest_money: null,
    ...more,
  }
  const line = netSheet(view, sale).at(-1)
  return [line?.label, decimalOf(line?.amount ?? 0n), line?.formula[0]]
}

test('a seller keeps the price less commission, payoff, credit and fees; a deposit is part of the price', () => {
  expect(resultOf('seller')).toEqual([
    'Net to seller',
    '442500.00',
    '$800,000.00 + $0.00 − $357,500.00 = $442,500.00',
  ])
})

test('a buyer brings the price and fees less deposit, loan and credit', () => {
  expect(resultOf('buyer')).toEqual([
    'Cash to close',
    '178000.00',
    '$800,000.00 + $8,000.00 − $630,000.00 = $178,000.00',
  ])
})

test('a commission that the buyer pays is on the buyer’s sheet', () => {
  expect(resultOf('seller', { commission_by: 'buyer' })[1]).toBe('482500.00')
  expect(resultOf('buyer', { commission_by: 'buyer' })[1]).toBe('218000.00')
})

test('a seller who owes more than the price brings the rest', () => {
  const amounts = [amount('payoff', 900_000, ['seller', 'lender'])]
  expect(resultOf('seller', { amounts }).slice(0, 2)).toEqual(['Seller brings to closing', '140000.00'])
})

test('a lender’s loan counts toward the price wherever it is paid to, and one of the seller is less for the seller', () => {
  for (const paid_to of ['buyer', 'title', 'seller']) {
    const amounts = [amount('loan', 600_000, ['lender', paid_to])]
    expect(resultOf('buyer', { amounts })[1]).toBe('200000.00')
    expect(resultOf('seller', { amounts })[1]).toBe('760000.00')
  }
  const amounts = [amount('loan', 100_000, ['seller', 'buyer'])]
  expect(resultOf('buyer', { amounts })[1]).toBe('700000.00')
  expect(resultOf('seller', { amounts })[1]).toBe('660000.00')
})

test('earnest money of the contract counts until a deposit is recorded, and a refunded one counts nothing', () => {
  const earnest_money = $(30_000)
  expect(resultOf('buyer', { amounts: [], earnest_money }).slice(0, 2)).toEqual([
    'Cash to close',
    '770000.00',
  ])
  expect(resultOf('seller', { amounts: [], earnest_money })[1]).toBe('760000.00')
  const received = [amount('earnest_money', 25_000, ['buyer', 'title'], 'received')]
  expect(resultOf('buyer', { amounts: received, earnest_money })[1]).toBe('775000.00')
  const refunded = [amount('earnest_money', 25_000, ['buyer', 'title'], 'refunded')]
  expect(resultOf('buyer', { amounts: refunded, earnest_money })[1]).toBe('800000.00')
})

test('a buyer whose deposit and loan are more than the price gets cash back', () => {
  const amounts = [amount('loan', 900_000, ['lender', 'title'])]
  expect(resultOf('buyer', { amounts }).slice(0, 2)).toEqual(['Cash back to buyer', '100000.00'])
})
