import { expect, test } from 'vitest'
import { AMOUNT_FIELDS, DATE_FIELDS } from './meanings.ts'
import type { Said } from './network.ts'
import type { Token } from './tokens.ts'
import { nameValues } from './values.ts'

/** A sum or a day with the field of its label, and the field that the network takes it for, so sure. */
type Spoken = { normalized: string; ruled?: string; sure?: number; field: string; chance: number }

function named(...spoken: Spoken[]) {
  const chances = (fields: string[], { field, chance }: Spoken) =>
    Float32Array.from(fields, (each) => (each === field ? chance : (1 - chance) / (fields.length - 1)))
  const tokens = spoken.map(({ normalized, ruled, sure = 0.6 }, index): Token => {
    const plain = /^\d{4}-/.test(normalized) ? 'date' : 'amount'
    const place = { start: index * 9, end: index * 9 + 8 }
    const value = { ...place, value: normalized, normalized, field: ruled ?? plain, sure }
    return { ...place, page: 0, head: true, id: 4, shape: 0, column: 1, mark: 0, value }
  })
  const said = spoken.map(
    (each): Said => ({
      tags: new Float32Array(),
      roles: new Float32Array(),
      amounts: chances(AMOUNT_FIELDS, each),
      dates: chances(DATE_FIELDS, each),
    }),
  )
  return nameValues(tokens, said).map(({ field, normalized }) => `${field} ${normalized}`)
}

test('a value has the field that the network is sure of, in the product’s words', () => {
  expect(named({ normalized: '412500.00', field: 'purchase_price', chance: 0.9 })).toEqual([
    'purchase_price 412500.00',
  ])
  expect(named({ normalized: '90000.00', field: 'payoff', chance: 0.9 })).toEqual(['payoff_amount 90000.00'])
  expect(named({ normalized: '2025-06-09', field: 'list_date', chance: 0.9 })).toEqual([
    'listing_date 2025-06-09',
  ])
})

test('a value that appears twice has the field found at one of the places', () => {
  expect(
    named(
      { normalized: '412500.00', field: 'other', chance: 0.9 },
      { normalized: '412500.00', field: 'purchase_price', chance: 0.9 },
    ),
  ).toEqual(['purchase_price 412500.00', 'purchase_price 412500.00'])
})

test("if the network is not sure, its label's field is used, unless that is all but impossible", () => {
  const label = { normalized: '2025-06-09', ruled: 'closing_date' }
  expect(named({ ...label, field: 'closing_date', chance: 0.3 })).toEqual(['closing_date 2025-06-09'])
  expect(named({ ...label, field: 'other', chance: 0.99 })).toEqual(['date 2025-06-09'])
  expect(named({ ...label, field: 'due_date', chance: 0.9 })).toEqual(['due_date 2025-06-09'])
})

test('a field that only labels know is kept, and a figure that may not be money is an amount only with a field', () => {
  expect(named({ normalized: '926.75', ruled: 'transfer_tax', field: 'tax', chance: 0.99 })).toEqual([
    'transfer_tax 926.75',
  ])
  expect(named({ normalized: '3000.00', sure: 0, field: 'none', chance: 0.9 })).toEqual([])
  expect(named({ normalized: '3000.00', sure: 0, field: 'earnest_money', chance: 0.9 })).toEqual([
    'earnest_money 3000.00',
  ])
})

test('the field whose name is right beside a value is its field, whatever the network says', () => {
  const label = { normalized: '3118.00', ruled: 'premium', field: 'deductible', chance: 0.9 }
  expect(named({ ...label, sure: 0.95 })).toEqual(['premium 3118.00'])
  expect(named({ ...label, sure: 0.9 })).toEqual(['deductible 3118.00'])
})

test('a value with a field is never negative, whatever parentheses it is in', () => {
  expect(named({ normalized: '-215000.00', field: 'loan_amount', chance: 0.9 })).toEqual([
    'loan_amount 215000.00',
  ])
  expect(named({ normalized: '-12.00', field: 'other', chance: 0.9 })).toEqual(['amount -12.00'])
})
