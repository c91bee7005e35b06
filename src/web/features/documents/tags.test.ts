import { expect, test } from 'vitest'
import { ownTagsOf, withOwnTags } from './tags.ts'

const document = { tags: ['contract', 'purchase_agreement', '2025', 'scanned', 'rush', 'unit 2025'] }

test('people see the tags that a person gave, not those of the reading', () => {
  expect(ownTagsOf(document)).toEqual(['rush', 'unit 2025'])
})

test('changing their tags leaves those of the reading where they are', () => {
  expect(withOwnTags(document, ['closed'])).toEqual([
    'contract',
    'purchase_agreement',
    '2025',
    'scanned',
    'closed',
  ])
  expect(withOwnTags(document, ownTagsOf(document))).toEqual(document.tags)
})
