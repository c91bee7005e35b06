import { expect, test } from 'vitest'
import { findSumsInWords } from './sums-in-words.ts'

const sums = (text: string) => findSumsInWords(text).map(({ normalized }) => normalized)

test('a price written only in words is read', () => {
  expect(sums('The consideration shall be Seven Hundred Eighty-five Thousand\nDollars, of which')).toEqual([
    '785000.00',
  ])
  expect(sums('Eleven million two hundred fifty thousand dollars')).toEqual(['11250000.00'])
  expect(sums('Fourteen hundred fourteen and 00/100 dollars.')).toEqual(['1414.00'])
  expect(sums('One hundred five and 50/100 Dollars')).toEqual(['105.50'])
})

test('words before the same amount in figures are not read twice', () => {
  expect(sums('Three Hundred Ninety Thousand Dollars ($390,000.00)')).toEqual([])
  expect(sums('TWO MILLION SEVEN HUNDRED THOUSAND DOLLARS\n   ($2,700,000)')).toEqual([])
})

test('words that are not a number are not an amount', () => {
  expect(sums('hundreds of dollars, a hundred dollars, ten five dollars, many dollars')).toEqual([])
})
