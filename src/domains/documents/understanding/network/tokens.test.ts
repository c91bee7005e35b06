import { expect, test } from 'vitest'
import { toReading } from '#testing/sample-reading.ts'
import { findValues } from '../labels.ts'
import { toPageText } from '../rows.ts'
import { readVocabulary } from './network.ts'
import { toTokens } from './tokens.ts'

const vocabulary = readVocabulary()
const words = new Map([...vocabulary].map(([word, id]) => [id, word]))

function tokensOf(...lines: string[]) {
  const pages = toReading(...lines).pages.map(toPageText)
  return toTokens(
    pages,
    pages.map(({ text }) => findValues(text)),
    vocabulary,
  )
}
const written = (...lines: string[]) =>
  tokensOf(...lines).map(({ id, value }) => value?.normalized ?? words.get(id))

test('words become pieces of the vocabulary, in lowercase and without accents', () => {
  expect(written('Señora Quartzfield')).toEqual(['sen', '##ora', 'quartz', '##field'])
  expect(written('Seller: O’Brien & Co.')).toEqual(['seller', ':', 'o', '’', 'brien', '&', 'co', '.'])
})

test('an amount and a date are one token each, wherever they are', () => {
  const tokens = tokensOf('Price $412,500.00 on June 9, 2025 and $5,000 by 7/14/2025')
  const values = tokens.filter(({ value }) => value)
  expect(values.map(({ value }) => value?.normalized)).toEqual([
    '412500.00',
    '2025-06-09',
    '5000.00',
    '2025-07-14',
  ])
  expect(tokens).toHaveLength(4 + 4)
})

test('the largest amount and the first and last date are marked, the same value the same way each time', () => {
  const marks = new Map(
    tokensOf('$9,000.00 and $412,500.00 and $9,000.00', 'June 9, 2025 and July 1, 2025 and August 4, 2025')
      .filter(({ value }) => value)
      .map(({ value, mark }) => [value?.normalized, mark]),
  )
  expect(marks.get('412500.00')).toBe(7)
  expect(marks.get('9000.00')).toBe(8)
  expect(marks.get('2025-06-09')).toBe(1)
  expect(marks.get('2025-08-04')).toBe(6)
})

test('the end of a row, a gap between columns and a rule are tokens', () => {
  const [first, gap, second, end, third, rule] = tokensOf('Buyer          Seller', 'Name ________')
  expect([gap?.id, end?.id, rule?.id]).toEqual([2, 1, 3])
  expect([first, second, third].map((token) => token?.head)).toEqual([true, true, true])
  expect(second?.column).toBeGreaterThan(first?.column ?? 99)
})

test('the spelling of a word is kept beside it', () => {
  const shapes = tokensOf('by McKay BANK of R. 2025x 77')
    .filter(({ head }) => head)
    .map(({ shape }) => shape)
  expect(shapes).toEqual([1, 4, 3, 1, 5, 8, 6, 1, 6])
})

test('a number of any length has few pieces, and a word outside the vocabulary is one unknown', () => {
  expect(tokensOf('123456789012345678901234567890').length).toBeLessThanOrEqual(3)
  expect(tokensOf('漢').map(({ id }) => id)).toEqual([expect.any(Number)])
  expect(tokensOf('')).toEqual([])
})

test('a document of any length gives only the first tokens', () => {
  const pages = Array.from({ length: 300 }, () => toReading('Seller: Bartholomew Quist')).flatMap(
    ({ pages }) => pages.map(toPageText),
  )
  const values = pages.map(({ text }) => findValues(text))
  expect(toTokens(pages, values, vocabulary, 100)).toEqual(toTokens(pages, values, vocabulary).slice(0, 100))
})

test('every token has the position of its word', () => {
  const pages = toReading('Seller: Bartholomew Quist', 'pays $5,000.00').pages.map(toPageText)
  const [page] = pages
  const tokens = toTokens(pages, [findValues(page?.text ?? '')], vocabulary)
  for (const { start, end, head } of tokens.filter((token) => token.head))
    expect(page?.text.slice(start, end), String(head)).toMatch(/^\S+$/)
})
