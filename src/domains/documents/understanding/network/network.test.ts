import { expect, test } from 'vitest'
import { toReading } from '#testing/sample-reading.ts'
import { findValues } from '../labels.ts'
import { toPageText } from '../rows.ts'
import { AMOUNT_FIELDS, DATE_FIELDS, ROLES, TAGS } from './meanings.ts'
import { openNetwork } from './network.ts'
import { toTokens } from './tokens.ts'

const network = await openNetwork()

function tokensOf(...lines: string[]) {
  const pages = toReading(...lines).pages.map(toPageText)
  return toTokens(
    pages,
    pages.map(({ text }) => findValues(text)),
    network.vocabulary,
  )
}
const sum = (chances: Float32Array | undefined) => [...(chances ?? [])].reduce((all, each) => all + each, 0)

test('the network gives probabilities for each token that add up to one for each question', async () => {
  const tokens = tokensOf('The purchase price is $412,500.00, and closing is on June 9, 2025.')
  const said = await network.judge(tokens)
  expect(said).toHaveLength(tokens.length)
  for (const { tags, roles, amounts, dates } of said) {
    expect([tags, roles, amounts, dates].map((each) => each.length)).toEqual([
      TAGS.length,
      ROLES.length,
      AMOUNT_FIELDS.length,
      DATE_FIELDS.length,
    ])
    for (const chances of [tags, roles, amounts, dates]) expect(sum(chances)).toBeCloseTo(1, 3)
  }
})

test('a document of many windows is judged to its end, each place where it is closer to the middle', async () => {
  const filler = Array.from(
    { length: 90 },
    (_, i) => `Paragraph ${i} of the rules that everybody here keeps at home.`,
  )
  const sale = 'The purchase price is $412,500.00, which Anneliese Drummond, the Buyer, pays at the closing.'
  const tokens = tokensOf(...filler, sale, ...filler)
  expect(tokens.length).toBeGreaterThan(2_000)
  const said = await network.judge(tokens)
  expect(said).toHaveLength(tokens.length)
  const price = said[tokens.findIndex(({ value }) => value !== null)]
  expect(AMOUNT_FIELDS[price?.amounts.indexOf(Math.max(...price.amounts)) ?? -1]).toBe('purchase_price')
})

test('no tokens give no output, and the same input gives the same output twice', async () => {
  expect(await network.judge([])).toEqual([])
  const tokens = tokensOf('Seller: Bartholomew Quist')
  expect(await network.judge(tokens)).toEqual(await network.judge(tokens))
})

test('several documents are judged at once without disturbing each other', async () => {
  const one = tokensOf('Seller: Bartholomew Quist')
  const other = tokensOf('Buyer: Anneliese Drummond of Cold Spring')
  const alone = [await network.judge(one), await network.judge(other)]
  expect(await Promise.all([network.judge(one), network.judge(other)])).toEqual(alone)
})
