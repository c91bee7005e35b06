import { expect, test } from 'vitest'
import { sentenceOf } from './sentence.ts'

test.each([
  ['Every deal', { all: [] }],
  ['California', { fact: 'state' as const, is: 'CA' }],
  [
    'Texas · HOA: yes',
    {
      all: [
        { fact: 'state' as const, is: 'TX' },
        { fact: 'hoa' as const, is: true },
      ],
    },
  ],
  ['State is not California', { not: { fact: 'state' as const, is: 'CA' } }],
  [
    'Sale or Purchase · County is Kings or Queens',
    {
      all: [
        { fact: 'transaction_type' as const, in: ['sale', 'purchase'] },
        { fact: 'county' as const, in: ['Kings', 'Queens'] },
      ],
    },
  ],
  ['Year built is at least 1978', { not: { fact: 'year_built' as const, below: 1978 } }],
  [
    'Sale price is at least $100,000.01 · (FHA loan or VA loan)',
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
