import { expect, test } from 'vitest'
import { matchesAddress, surestWord } from './addresses.ts'

const ADDRESS = '1208 N. Harbor Street, Apt 4-B, Austin, TX 78701'

test.each([
  '1208 N. Harbor Street, Apt 4-B, Austin, TX 78701',
  '1208 north harbor st',
  '1208 N Harbor St Apartment 4-B',
  'harbor stre',
  'HARBOR ST',
  'Harbor St.',
  'harb',
  'austin tx',
  '78701',
  '4 b',
])('“%s” is a part of the address', (part) => {
  expect(matchesAddress(ADDRESS, part)).toBe(true)
  expect(ADDRESS.toLowerCase()).toContain(surestWord(part))
})

test.each(['208 N Harbor', 'arbor st', 'Harbor Road', 'Harbor St Dallas', '', ' ,. ', 'street harbor'])(
  '“%s” is not',
  (part) => expect(matchesAddress(ADDRESS, part)).toBe(false),
)

test('of a part, the longest word that has one spelling is looked for', () => {
  expect(surestWord('12 North Harbor Street')).toBe('harbor')
  expect(surestWord('North St')).toBe('')
})
