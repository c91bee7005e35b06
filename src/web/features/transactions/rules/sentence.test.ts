import { expect, test } from 'vitest'
import { sentenceOf } from './sentence.ts'

test.each([
  ['Every deal', { all: [] }],
  ['State is California', { fact: 'state' as const, is: 'CA' }],
  [
    'State is Texas and HOA is yes',
    {
      all: [
        { fact: 'state' as const, is: 'TX' },
        { fact: 'hoa' as const, is: true },
      ],
    },
  ],
  ['Year built is at least 1978', { not: { fact: 'year_built' as const, below: 1978 } }],
  [
    'Sale price is at least $100,000.01 and (Financing is FHA loan or Financing is VA loan)',
    {
      all: [
        { fact: 'sale_price' as const, at_least: 100_000.01 },
        {
          any: [
            { fact: 'financing' as const, is: 'fha' },
            { fact: 'financing' as const, is: 'va' },
          ],
        },
      ],
    },
  ],
])('a rule says when it applies: %s', (words, predicate) => {
  expect(sentenceOf(predicate)).toBe(words)
})
