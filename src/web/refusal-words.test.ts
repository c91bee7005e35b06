import { expect, test } from 'vitest'
import { Refusal } from '#lib/requests.ts'
import { forPeople } from './refusal-words.ts'

const refused = (detail: string, ...issues: [field: string, reason: string][]) =>
  forPeople(
    new Refusal(400, {
      code: 'invalid',
      detail,
      issues: issues.map(([field, reason]) => ({ field, reason })),
    }),
  )

test('a refusal names its field as the interface does, and keeps the name for the form', () => {
  const refusal = refused('sale_price: is an amount in dollars, such as 1250000.00', [
    'sale_price',
    'is an amount in dollars, such as 1250000.00',
  ])
  expect(refusal.message).toBe('Sale price is an amount in dollars, such as 1250000.00.')
  expect(refusal.fields).toEqual({ sale_price: 'is an amount in dollars, such as 1250000.00' })
  expect(
    refused(
      'agents.0.user_id: is missing. values: is too long',
      ['agents.0.user_id', 'is missing'],
      ['values', 'is too long'],
    ).message,
  ).toBe('User is missing. Values is too long.')
})

test('a refusal that is a sentence already stays as it is', () => {
  const sentence = 'The shares of the agents have to add to 100%.'
  expect(refused(sentence, ['agents', 'doesn’t add to 100%']).message).toBe(sentence)
  expect(refused('Deal not found.').message).toBe('Deal not found.')
})
