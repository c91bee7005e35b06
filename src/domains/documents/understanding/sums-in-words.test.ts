import { expect, test } from 'vitest'
import { findSumsInWords } from './sums-in-words.ts'

const sums = (text: string) => findSumsInWords(text).map(({ normalized }) => normalized)

test('a price that stands in words only is read', () => {
  expect(sums('The consideration shall be Seven Hundred Eighty-five Thousand\nDollars, of which')).toEqual([
    '785000.00',
  ])
  expect(sums('Eleven million two hundred fifty thousand dollars')).toEqual(['11250000.00'])
  expect(sums('Fourteen hundred fourteen and 00/100 dollars.')).toEqual(['1414.00'])
  expect(sums('One hundred five and 50/100 Dollars')).toEqual(['105.50'])
})

test('words before the same sum in figures are not read twice', () => {
  expect(sums('Three Hundred Ninety Thousand Dollars ($390,000.00)')).toEqual([])
  expect(sums('TWO MILLION SEVEN HUNDRED THOUSAND DOLLARS\n   ($2,700,000)')).toEqual([])
})

test('words that are no number are no sum', () => {
  expect(sums('hundreds of dollars, a hundred dollars, ten five dollars, many dollars')).toEqual([])
})
