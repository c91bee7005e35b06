import { expect, test } from 'vitest'
import { nextStepOf } from './next-step.ts'

const none = { relinquished: 0, unassigned: 0, replacement: 0, received: 0 }
const days = { identification_deadline: '2026-04-16', exchange_deadline: '2026-08-29' }
const standing = { status: 'draft' as const, agreement_signed_on: null, properties: none, ...days }
const signed = { ...standing, agreement_signed_on: '2026-02-01' }
const one = { ...none, relinquished: 1 }

test.each([
  ['a draft without a property', standing, 'Add relinquished property', null],
  ['a draft without an agreement', { ...standing, properties: one }, 'Sign exchange agreement', null],
  [
    'a draft whose sale isn’t assigned',
    { ...signed, properties: { ...one, unassigned: 1 } },
    'Assign sale contract',
    null,
  ],
  ['a draft with all of it', { ...signed, properties: one }, 'Activate exchange', null],
  ['an active one', { ...signed, status: 'active' as const, properties: one }, 'Close the sale', null],
  [
    'one in its identification period',
    { ...signed, status: 'identification_period' as const },
    'Identify replacements',
    '2026-04-16',
  ],
  [
    'one in its exchange period',
    { ...signed, status: 'exchange_period' as const, properties: { ...one, replacement: 2, received: 1 } },
    'Acquire replacements',
    '2026-08-29',
  ],
  [
    'one that has received everything',
    { ...signed, status: 'exchange_period' as const, properties: { ...one, replacement: 1, received: 1 } },
    'Complete exchange',
    '2026-08-29',
  ],
])('the next step of %s', (_, exchange, text, by) => {
  expect(nextStepOf(exchange)).toEqual({ text, by })
})

test.each(['completed', 'failed', 'cancelled'] as const)('an exchange that is %s has none', (status) => {
  expect(nextStepOf({ ...signed, status })).toBeNull()
})
