import { describe, expect, test } from 'vitest'
import { isSameName, kindOfName } from './party-names.ts'

describe('a name', () => {
  test.each([
    ['Maria Lopez', 'MARIA LOPEZ'],
    ['Maria J. Lopez', 'Maria Lopez'],
    ['Maria Lopez Garcia', 'Maria Lopez'],
    ['Lopez, Maria', 'Maria Lopez'],
    ['M. Lopez', 'Maria Lopez'],
    ['José Núñez', 'Jose Nunez'],
    ["Sean O'Brien", 'Sean O’Brien'],
    ['Mr. John Smith, Jr.', 'John Smith'],
    ['John and Mary Smith', 'Mary Smith'],
    ['John and Mary Smith', 'John A. Smith'],
    ['John Smith & Ana Ruiz', 'Ana Ruiz'],
    ['John Smith, as Trustee of the Smith Family Trust', 'John Smith'],
    ['John Smith, Trustee of the Smith Family Trust', 'Smith Family Trust'],
    ['The Smith Family Trust', 'Smith Family Revocable Living Trust dated May 4, 2011'],
    ['Whitfield Holdings, LLC', 'Whitfield Holdings L.L.C.'],
    ['Whitfield Holdings, LLC, a California limited liability company', 'WHITFIELD HOLDINGS LLC'],
    ['Petrov Rentals Incorporated', 'Petrov Rentals, Inc.'],
    ['Estate of Harold Abernathy', 'The Estate of Harold Abernathy'],
  ])('“%s” may be “%s”', (one, other) => {
    expect(isSameName(one, other)).toBe(true)
    expect(isSameName(other, one)).toBe(true)
  })

  test.each([
    ['Maria Lopez', 'Mario Lopez'],
    ['Maria Lopez', 'Maria Perez'],
    ['John Paul Smith', 'John Henry Smith'],
    ['John Smith Jr.', 'John Smith Sr.'],
    ['Maria', 'Maria Lopez'],
    ['Smith', 'John Smith'],
    ['The Smith Family Trust', 'John Smith'],
    ['Smith Family Trust', 'Jones Family Trust'],
    ['Whitfield Holdings LLC', 'Whitfield Holdings Inc.'],
    ['Harold Abernathy', 'Estate of Harold Abernathy'],
    ['', ''],
  ])('“%s” is not “%s”', (one, other) => {
    expect(isSameName(one, other)).toBe(false)
    expect(isSameName(other, one)).toBe(false)
  })

  test.each([
    ['Maria Lopez', 'person'],
    ['The Smith Family Trust', 'trust'],
    ['Whitfield Holdings, LLC', 'llc'],
    ['Estate of Harold Abernathy', 'estate'],
    ['Acme Corporation', 'company'],
    ['Oak Partners LP', 'partnership'],
  ])('“%s” is a %s', (name, kind) => expect(kindOfName(name)).toBe(kind))
})
