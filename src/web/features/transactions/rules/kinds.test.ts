import { expect, test } from 'vitest'
import { KIND_CHOICES, kindOf, kindValue } from './kinds.ts'

test('what fills a required document is chosen as a type, or as one category of it', () => {
  for (const { items } of KIND_CHOICES)
    for (const { value } of items) expect(kindValue(kindOf(value))).toBe(value)
  expect(kindOf('disclosure/lead_based_paint')).toEqual({
    document_type: 'disclosure',
    document_category: 'lead_based_paint',
  })
  expect(kindOf(null)).toEqual({ document_type: null, document_category: null })
})
