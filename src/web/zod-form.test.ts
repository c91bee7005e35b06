import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { NewDocumentRequest } from '#domains/documents/requests/schema.ts'
import { OrganizationChange, Profile } from '#domains/identity/schema.ts'
import { choicesOf, limitsOf, mistakesOf } from './kit/use-zod-form.ts'

describe('a form takes its limits from the schema of the contract', () => {
  test.each([
    { field: 'first_name', expected: { required: true, maxLength: 200 } },
    { field: 'phone_primary', expected: { required: false, maxLength: 40 } },
    { field: 'license_numbers', expected: { required: false } },
  ] as const)('$field of the profile', ({ field, expected }) => {
    expect(limitsOf(Profile.shape[field])).toEqual(expected)
  })

  test.each([
    { field: 'email', expected: { required: false, maxLength: 320 } },
    { field: 'website', expected: { required: false, maxLength: 2000 } },
    { field: 'name', expected: { required: true, maxLength: 300 } },
  ] as const)('$field of the organization', ({ field, expected }) => {
    expect(limitsOf(OrganizationChange.shape[field])).toEqual(expected)
  })

  test('and what there is to choose', () => {
    const words = { a: 'First', b: 'Second' }
    expect(choicesOf(z.enum(['b', 'a']).optional(), words)).toEqual([
      { value: 'b', label: 'Second' },
      { value: 'a', label: 'First' },
    ])
  })
})

describe('a mistake is named beside its field, in plain words', () => {
  test.each([
    { value: { first_name: '' }, expected: { first_name: 'Required' } },
    { value: { first_name: 'x'.repeat(201) }, expected: { first_name: 'At most 200 characters' } },
    { value: { phone_primary: '' }, expected: {} },
    {
      value: { timezone: 'Mars/Olympus' },
      expected: { timezone: 'Isn’t a time zone such as America/Denver' },
    },
    {
      value: { license_numbers: Array.from({ length: 11 }, (_, i) => `CA ${i}`) },
      expected: { license_numbers: 'At most 10' },
    },
  ])('$expected', ({ value, expected }) => {
    expect(mistakesOf(Profile.shape, value)).toEqual(expected)
  })

  test('of an address', () => {
    expect(mistakesOf(OrganizationChange.shape, { email: 'nobody', website: 'harbor' })).toEqual({
      email: 'Enter an email address',
      website: 'Enter an address such as https://example.com',
    })
    expect(mistakesOf(NewDocumentRequest.shape, { requested_from_email: 'nobody' })).toEqual({
      requested_from_email: 'Enter an email address',
    })
  })
})
