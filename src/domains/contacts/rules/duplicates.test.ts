import { describe, expect, test } from 'vitest'
import { type Comparable, likenessOf, PROPOSED } from './duplicates.ts'

const person = (first_name: string, last_name: string, more: Partial<Comparable> = {}): Comparable => ({
  ...{ kind: 'person', first_name, last_name, display_name: `${first_name} ${last_name}`.trim() },
  ...{ emails: [], phones: [], addresses: [], birthday: null },
  ...more,
})
const phone = { phones: [{ label: 'home' as const, number: '+14155550132' }] }
const email = (address: string) => ({ emails: [{ label: 'home' as const, email: address }] })
const home = {
  addresses: [{ label: 'home' as const, line1: '12 Oak St.', zip_code: '94110', country: 'USA' }],
}
const company = (display_name: string, more: Partial<Comparable> = {}) =>
  person('', '', { kind: 'llc', first_name: null, last_name: null, display_name, ...more })

describe('two contacts', () => {
  test.each([
    [
      'the same person with the same email address',
      person('Ana', 'Alvarez', email('a@x.com')),
      person('Ana', 'Alvarez', email('A@x.com')),
    ],
    [
      'the same person with the same phone number',
      person('Ana', 'Alvarez', phone),
      person('Ana', 'Álvarez', phone),
    ],
    ['a short form of the first name', person('Rob', 'Stone', phone), person('Robert', 'Stone', phone)],
    ['an initial', person('R.', 'Stone', phone), person('Robert', 'Stone', phone)],
    ['a slip in the last name', person('Robert', 'Hendersen', phone), person('Robert', 'Henderson', phone)],
    [
      'the same name at the same address',
      person('Ana', 'Alvarez', home),
      person('Ana', 'Alvarez', {
        addresses: [{ label: 'work', line1: '12 oak st', zip_code: '94110-2211', country: 'USA' }],
      }),
    ],
    [
      'a company with and without its form',
      company('Bluewater Holdings, LLC', email('i@b.com')),
      company('Bluewater Holdings', email('i@b.com')),
    ],
    [
      'a name that was never split',
      person('Ana', 'Alvarez', phone),
      person('', '', { first_name: null, last_name: null, display_name: 'Ana Alvarez', ...phone }),
    ],
  ])('are proposed as one: %s', (_, one, other) => {
    expect(likenessOf(one, other).score).toBeGreaterThanOrEqual(PROPOSED)
    expect(likenessOf(other, one)).toEqual(likenessOf(one, other))
  })

  test.each([
    ['spouses with one phone number', person('Ana', 'Alvarez', phone), person('Luis', 'Alvarez', phone)],
    [
      'spouses with one email address and one address',
      person('Ana', 'Alvarez', { ...email('family@x.com'), ...home }),
      person('Luis', 'Alvarez', { ...email('family@x.com'), ...home }),
    ],
    ['strangers with one phone number', person('Ana', 'Alvarez', phone), person('Tom', 'Reed', phone)],
    ['namesakes of whom nothing else agrees', person('John', 'Smith'), person('John', 'Smith')],
    [
      'father and son with the same name and different birthdays',
      person('John', 'Smith', { ...home, birthday: '1950-01-01' }),
      person('John', 'Smith', { ...home, birthday: '1980-05-05' }),
    ],
    [
      'a person and their company',
      person('Ana', 'Alvarez', email('a@x.com')),
      company('Ana Alvarez', email('a@x.com')),
    ],
    ['two companies at one address', company('Alpha LLC', home), company('Beta LLC', home)],
  ])('are not: %s', (_, one, other) => {
    expect(likenessOf(one, other).score).toBeLessThan(PROPOSED)
  })
})
