import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { NewDocumentRequest } from '#domains/documents/requests/schema.ts'
import { NewShare } from '#domains/documents/shares/schema.ts'
import { NewApiKey } from '#domains/identity/api-keys/schema.ts'
import { NewAccount, OrganizationChange, Profile } from '#domains/identity/schema.ts'
import {
  choicesOf,
  daysOf,
  defaultOf,
  emptyOf,
  filledOf,
  limitsOf,
  mistakesOf,
  rangeOf,
} from './kit/use-zod-form.ts'

describe('a form takes its limits from the schema of the contract', () => {
  test.each([
    { field: 'first_name', expected: { required: true, maxLength: 200 } },
    { field: 'phone_primary', expected: { required: false, maxLength: 40 } },
    { field: 'license_numbers', expected: { required: false } },
  ] as const)('$field of the profile', ({ field, expected }) => {
    expect(limitsOf(Profile.required().shape[field])).toEqual(expected)
  })

  test.each([
    { field: 'email', expected: { required: false, maxLength: 320 } },
    { field: 'website', expected: { required: false, maxLength: 2000 } },
    { field: 'name', expected: { required: true, maxLength: 300 } },
  ] as const)('$field of the organization', ({ field, expected }) => {
    expect(limitsOf(OrganizationChange.required().shape[field])).toEqual(expected)
  })

  test('numbers have their range, and a period of days is offered only where the schema takes it', () => {
    expect(rangeOf(NewShare.shape.max_accesses)).toEqual({ min: 1, max: 100_000 })
    expect(rangeOf(NewShare.shape.message)).toEqual({})
    const { expires_in_days } = NewApiKey.shape
    expect(daysOf(expires_in_days, [30, 365, 730, 1095]).map(({ label }) => label)).toEqual([
      '30 days',
      '1 year',
      '2 years',
    ])
    expect(defaultOf(expires_in_days)).toBe(365)
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
    expect(mistakesOf(Profile.required().shape, value)).toEqual(expected)
  })

  test('of a new account, a key and a share', () => {
    expect(mistakesOf(NewAccount.shape, { password: 'too short', first_name: ' ' })).toEqual({
      password: 'At least 12 characters',
      first_name: 'Required',
    })
    expect(mistakesOf(NewApiKey.shape, { name: 'Nightly', scopes: [] })).toEqual({
      scopes: 'Choose at least one permission.',
    })
    const share = { email: '', user_id: null, password: 'abc', max_accesses: 0 }
    expect(mistakesOf(NewShare.shape, share)).toEqual({
      password: 'At least 4 characters',
      max_accesses: 'At least 1',
    })
    expect(mistakesOf(NewDocumentRequest.shape, { items: [] })).toEqual({
      items: 'Name at least one document.',
    })
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

describe('a form of a new record', () => {
  const Loan = z.object({
    borrower: z.string().min(1),
    phone: z.string().optional(),
    note: z.string().nullable(),
    due_at: z.iso.datetime(),
    kind: z.enum(['front', 'back']).default('front'),
    team_id: z.uuid().nullable().default(null),
    paid: z.boolean(),
    tags: z.array(z.string()),
  })

  test('begins with the defaults of its schema, and with nothing where there are none', () => {
    expect(emptyOf(Loan)).toEqual({
      ...{ borrower: '', phone: '', note: '', due_at: '', kind: 'front', team_id: null },
      ...{ paid: false, tags: [] },
    })
  })

  test('sends what was left empty as null where that can be, or not at all', () => {
    expect(filledOf(Loan, { ...emptyOf(Loan), borrower: 'Ben' })).toEqual({
      ...{ borrower: 'Ben', note: null, due_at: '', kind: 'front', team_id: null, paid: false, tags: [] },
    })
  })

  test('names a moment that is missing or no moment', () => {
    expect(mistakesOf(Loan.shape, { due_at: '', borrower: '' })).toEqual({
      due_at: 'Enter a date and a time',
      borrower: 'Required',
    })
  })
})
