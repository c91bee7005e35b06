import { expect, test } from 'vitest'
import { changeWords } from './change-words.ts'

test('what changed of a deal is said in words, with what stood there before', () => {
  expect(
    changeWords({
      sale_price: { from: '450000.00', to: '455000.00' },
      commission_rate: { from: null, to: 0.025 },
      seller_is_foreign: { from: null, to: false },
      financing: { from: 'cash', to: 'conventional' },
      listing_agent_id: { from: 'Ana Alvarez', to: null },
      notes: { from: null, to: null },
    }),
  ).toEqual([
    'Sale price: $450,000.00 → $455,000.00',
    'Commission: none → 2.5%',
    'Seller is a foreign person: none → No',
    'Financing: Cash → Conventional loan',
    'Listing agent: Ana Alvarez → none',
    'Notes changed',
  ])
  expect(changeWords(null)).toEqual([])
})
