import { expect, test } from 'vitest'
import { findAmounts, findFigures } from './amounts.ts'

test.each([
  ['$1,234,567.89', '1234567.89'],
  ['$ 25,000', '25000.00'],
  ['US$100.5', '100.50'],
  ['$1.5 million', '1500000.00'],
  ['($1,200.00)', '1200.00'],
  ['  ($1,200.00)', '-1200.00'],
  ['- $1,200.00', '1200.00'],
  ['$3,622 – $6,289', '3622.00 6289.00'],
  ['1,250.00', '1250.00'],
  ['6.875%', undefined],
  ['Section 12.34.5', undefined],
  ['$999999999999', '999999999999.00'],
  ['$1.2M', '1200000.00'],
  ['$875k', '875000.00'],
  ['$2.5 billion', '2500000000.00'],
  ['USD 50K', '50000.00'],
  ['310,000 USD', '310000.00'],
  ['1.75 million dollars', '1750000.00'],
  ['$2,500.-', '2500.00'],
  ['US$ 4,150.00/mo', '4150.00'],
  ['-$1,500', '-1500.00'],
  ['$-1,500.00', '-1500.00'],
  ['$1,250,000.000', '1250000.00'],
  ['$ 4 150.00', undefined],
  ['$1,25', undefined],
  ['$1,234,56', undefined],
  ['$12.345', undefined],
  ['€1,250.00', undefined],
  ['_$410,250.00_', '410250.00'],
  ['_1,250.00_', '1250.00'],
  ['$4l2,5OO.OO', '412500.00'],
  ['$1O,0O0', '10000.00'],
  ['6.85 percent', undefined],
  ['72.00 %', undefined],
  ['17.36 acres', undefined],
  ['10,454.00 sq ft', undefined],
  ['East 310.40 feet', undefined],
  ['Section 5121.07', undefined],
  ['Tract 0331.08', undefined],
  ['a coverage of 1.45', '1.45'],
  ['$2.50 per square foot', '2.50'],
])('the amount %s is read as %s', (text, amount) => {
  expect(findAmounts(`pay ${text} now`).map((found) => found.normalized)).toEqual(amount?.split(' ') ?? [])
})

test.each([
  ['emd 3,000 with the title company', ['3000.00']],
  ['10k over asking', ['10000.00']],
  ['1.185M. Cash', ['1185000.00']],
  ['at 10.44 sharp', []],
  ['$1,295,000', []],
  ['61,400 sq ft and 1,250.00', []],
  ['Section 5,121', []],
  ['5 and 2025', []],
])('%s may be money', (text, figures) => {
  expect(findFigures(text).map(({ normalized }) => normalized)).toEqual(figures)
})

test('an amount at the end of a line is complete, whatever number starts the next', () => {
  expect(findAmounts('asks $ 1,295,000\n4 Starts').map(({ normalized }) => normalized)).toEqual([
    '1295000.00',
  ])
  expect(findAmounts('Earnest money $ _85,000____').map(({ normalized }) => normalized)).toEqual(['85000.00'])
})

test('the letter that starts the next item of a list is not part of an amount', () => {
  const sums = (text: string) => findAmounts(text).map(({ normalized }) => normalized)
  expect(sums('A. Dwelling $1,486.00\nB. Other structures $31,000')).toEqual(['1486.00', '31000.00'])
  expect(sums('A $500 B. $600 M')).toEqual(['500.00', '600000000.00'])
  expect(sums('at $1.2 million or $950k')).toEqual(['1200000.00', '950000.00'])
})

test('parentheses around an amount in figures after its words do not make it negative, wherever the row ends', () => {
  const sums = (text: string) => findAmounts(text).map(({ normalized }) => normalized)
  expect(sums('Seven Hundred Thousand Dollars\n  ($700,000.00)')).toEqual(['700000.00'])
  expect(sums('Less vacancy   ($40,707)')).toEqual(['-40707.00'])
})

test('the unit of a rate is not an amount', () => {
  expect(findAmounts('a tax of .22 per $100 is $585.20').map(({ normalized }) => normalized)).toEqual([
    '585.20',
  ])
})
