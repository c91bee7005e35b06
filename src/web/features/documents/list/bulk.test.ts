import { expect, test } from 'vitest'
import { BulkChange } from '#domains/documents/schema.ts'
import { MOST } from './use-bulk.ts'

test('as many documents can be selected as the API changes at once, and no more', () => {
  const change = (count: number) =>
    BulkChange.safeParse({ action: 'trash', ids: Array(count).fill(crypto.randomUUID()) }).success
  expect(change(MOST)).toBe(true)
  expect(change(MOST + 1)).toBe(false)
})
