import { expect, test } from 'vitest'
import type { Comparable } from '#domains/contacts/rules/duplicates.ts'
import { openKnown } from './duplicates.ts'

const person = (name: string, email: string, number?: string): Comparable => {
  const [first_name = null, last_name = null] = name.includes('@') ? [] : name.split(' ')
  return {
    ...{ kind: 'person', display_name: name, first_name, last_name, addresses: [], birthday: null },
    emails: [{ label: 'home', email }],
    phones: number ? [{ label: 'home', number }] : [],
  }
}

test.each([
  ['the same person', person('Ana Alvarez', 'ANA@example.com'), 'Same email address and a similar name'],
  [
    'a row without a name',
    person('ana@example.com', 'ana@example.com'),
    'Same email address and a similar name',
  ],
  [
    'their short name at their number',
    person('A. Alvarez', 'other@example.com', '+14155550132'),
    'Same phone number and a similar name',
  ],
  [
    'their spouse at the family’s address',
    person('Luis Alvarez', 'ana@example.com', '+14155550132'),
    undefined,
  ],
  ['a stranger', person('Ana Alvarez', 'stranger@example.com'), undefined],
])('a row is found to be of a contact that is there: %s', (_, row, reason) => {
  const known = openKnown([person('Ana Alvarez', 'ana@example.com', '+14155550132')])
  expect(known.find(row)?.reason).toBe(reason)
})
