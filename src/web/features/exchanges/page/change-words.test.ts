import { expect, test } from 'vitest'
import { changeWords } from './change-words.ts'

test('each field that changed is named with what it was and what it is', () => {
  expect(
    changeWords({
      exchange_type: { from: 'delayed', to: 'reverse' },
      price: { from: null, to: '455000.00' },
      agreement_signed_on: { from: null, to: '2026-01-15' },
      extension_obtained: { from: false, to: true },
    }),
  ).toEqual([
    'Type: Delayed → Reverse',
    'Price: none → $455,000.00',
    'Exchange agreement signed: none → Thu, Jan 15, 2026',
    'Extension obtained: No → Yes',
  ])
})

test('of a text only that it changed is said, and a field without words has its name', () => {
  const changes = { notes: { from: null, to: null }, lot_size: { from: 1, to: 2 } }
  expect(changeWords(changes)).toEqual(['Notes changed', 'Lot size: 1 → 2'])
})
