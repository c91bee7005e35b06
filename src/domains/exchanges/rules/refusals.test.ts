import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { calculate, KINDS, type Kind } from './calculate.ts'
import examples from './examples.json' with { type: 'json' }

function refusal(kind: string, inputs: unknown): { field: string; reason: string }[] {
  try {
    calculate({ kind: kind as Kind, inputs })
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.details.issues as never
    throw error
  }
  throw new Error('It was not refused.')
}

const notice = { sent: '2025-07-01', signed: true, written: true, unambiguous: true, recipient_ok: true }
const identification = (property: object, change: object = {}) => ({
  identification_deadline: '2025-07-17',
  exchange_deadline: '2025-11-29',
  relinquished_fmv_at_transfer: [1_000_000],
  properties: [property],
  ...change,
})
const deadlines = { transfer_dates: ['2025-06-02'], return_due_date: '2026-04-15', extension_obtained: false }
const gate = {
  identification_deadline: '2025-07-17',
  exchange_deadline: '2025-11-29',
  as_of: '2025-09-01',
  any_property_identified_or_received: false,
  entitled_not_yet_received: [],
}
const flow = { sale_price: 100, adjusted_basis: 10, purchase_price: 100, qi_funds_used: 100 }

describe('impossible facts are refused, with the field and the reason', () => {
  test.each<[title: string, kind: string, inputs: unknown, field: string, reason: RegExp]>([
    [
      '30 February',
      'deadlines',
      { ...deadlines, transfer_dates: ['2026-02-30'] },
      'transfer_dates[0]',
      /day of the calendar/,
    ],
    [
      'a day that is no text',
      'deadlines',
      { ...deadlines, transfer_dates: [20250602] },
      'transfer_dates[0]',
      /day of the calendar/,
    ],
    ['no transfer', 'deadlines', { ...deadlines, transfer_dates: [] }, 'transfer_dates', /at least one/],
    [
      'a return due before the transfer',
      'deadlines',
      { ...deadlines, return_due_date: '2025-04-15' },
      'return_due_date',
      /after the first transfer/,
    ],
    [
      'an extension to before the due date',
      'deadlines',
      { ...deadlines, extended_due_date: '2026-04-14' },
      'extended_due_date',
      /after the due date/,
    ],
    [
      'an extension of no return',
      'deadlines',
      { ...deadlines, extension_obtained: true, return_due_date: null },
      'return_due_date',
      /must be given/,
    ],
    [
      'a place that is no time zone',
      'deadlines',
      { ...deadlines, time_zone: 'Atlantis' },
      'time_zone',
      /time zone/,
    ],
    [
      'a misspelt fact',
      'deadlines',
      { ...deadlines, extention: true },
      'extention',
      /not a fact of this kind/,
    ],
    [
      'a fact left out',
      'deadlines',
      { transfer_dates: ['2025-06-02'] },
      'extension_obtained',
      /true or false/,
    ],
    [
      'a notice without a recipient',
      'identification',
      identification({ id: 'A', notice: { ...notice, recipient_ok: undefined } }),
      'properties[0].notice.recipient_ok',
      /true or false/,
    ],
    [
      'a receipt before the transfer',
      'identification',
      identification({ id: 'A', received: '2025-06-01' }, { transfer_date: '2025-06-02' }),
      'properties[0].received',
      /before the transfer/,
    ],
    [
      'one property twice',
      'identification',
      identification({}, { properties: [{ id: 'A' }, { id: 'A' }] }),
      'properties',
      /twice/,
    ],
    [
      'a moment in no zone',
      'identification',
      identification({ id: 'A', notice: { ...notice, sent: '2025-07-18T03:59:58Z' } }),
      'time_zone',
      /on which day/,
    ],
    [
      'a moment finer than a nanosecond',
      'identification',
      identification(
        { id: 'A', notice: { ...notice, sent: '2025-07-18T03:59:58.1234567890Z' } },
        { time_zone: 'UTC' },
      ),
      'properties[0].notice.sent',
      /instant/,
    ],
    [
      'a moment after the years of four digits',
      'identification',
      identification(
        { id: 'A', notice: { ...notice, sent: '9999-12-31T23:59:59-23:59' } },
        { time_zone: 'UTC' },
      ),
      'properties[0].notice.sent',
      /instant/,
    ],
    [
      'a revocation of nothing',
      'identification',
      identification({
        id: 'A',
        revocation: { sent: '2025-07-01', written: true, signed: true, same_recipient: true },
      }),
      'properties[0].revocation',
      /must follow/,
    ],
    [
      'negative money',
      'form8824',
      { adjusted_basis_given: -1, fmv_likekind_received: 5 },
      'adjusted_basis_given',
      /negative/,
    ],
    [
      'a tenth of a cent',
      'form8824',
      { adjusted_basis_given: 0.001, fmv_likekind_received: 5 },
      'adjusted_basis_given',
      /two decimals/,
    ],
    [
      'money without end',
      'form8824',
      { adjusted_basis_given: 1e21, fmv_likekind_received: 5 },
      'adjusted_basis_given',
      /two decimals/,
    ],
    [
      'money in words',
      'form8824',
      { adjusted_basis_given: '1e5', fmv_likekind_received: 5 },
      'adjusted_basis_given',
      /two decimals/,
    ],
    [
      'classes that do not add up',
      'form8824',
      { adjusted_basis_given: 1, fmv_likekind_received: 5, fmv_1250_received: 4 },
      'fmv_1250_received',
      /add/,
    ],
    ['more spent than was held', 'qi_flow', { ...flow, qi_funds_used: 100.01 }, 'qi_funds_used', /exceed/],
    [
      'more paid out of the sale than it brought',
      'qi_flow',
      { ...flow, debt_paid_off: 101 },
      'sale_price',
      /cash_from_taxpayer_at_sale/,
    ],
    ['line 20 above line 19', 'line21', { line19: 1, line20: 2 }, 'line20', /line 19/],
    [
      'properties that cannot carry a basis',
      'allocate',
      { total_basis: 1, properties: [{ id: 'A', fmv: 0 }] },
      'properties',
      /value/,
    ],
    [
      'nothing identified, yet something awaited',
      'funds_release',
      { ...gate, entitled_not_yet_received: ['A'] },
      'entitled_not_yet_received',
      /must be empty/,
    ],
    [
      'payment before the transfer',
      'installment',
      {
        amount_realized: 1,
        adjusted_basis: 1,
        boot_or_returned_cash: 1,
        transfer_date: '2025-06-02',
        payment_date: '2025-06-01',
        bona_fide_intent: true,
      },
      'payment_date',
      /before the transfer/,
    ],
    [
      'a disposition before the exchange',
      'related_party',
      {
        last_transfer_date: '2025-06-02',
        disposition_date: '2025-06-01',
        exchange_tax_year: 2025,
        deferred_gain: 1,
      },
      'disposition_date',
      /before the last transfer/,
    ],
    [
      'a percentage above a hundred',
      'related_person',
      { family_member: false, ownership_percent_between: 101 },
      'ownership_percent_between',
      /100/,
    ],
    ['a kind that does not exist', 'constructor', {}, 'kind', /must be one of/],
    ['nothing at all', 'deadlines', null, '', /object/],
  ])('%s', (_, kind, inputs, field, reason) => {
    expect(refusal(kind, inputs)).toContainEqual({ field, reason: expect.stringMatching(reason) })
  })
})

test('money is read the same from a number and from the text of a numeric column', () => {
  const lines = (basis: number | string) =>
    calculate({ kind: 'form8824', inputs: { adjusted_basis_given: basis, fmv_likekind_received: 5_000_000 } })
      .outcome
  expect(lines('2000000.01')).toEqual(lines(2000000.01))
})

test('assumptions made for missing facts are named', () => {
  const inputs = { ...deadlines, return_due_date: null }
  expect(calculate({ kind: 'deadlines', inputs }).missing.map(({ field }) => field)).toEqual([
    'return_due_date',
  ])
})

test('every kind of the examples is known, and every kind describes its facts as JSON schema', () => {
  expect(Object.keys(KINDS)).toEqual(expect.arrayContaining([...new Set(examples.map(({ kind }) => kind))]))
  for (const { schema } of Object.values(KINDS)) {
    expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({
      type: 'object',
      additionalProperties: false,
    })
  }
})

test('the rules run in the browser: they import each other, the pure library and nothing else', () => {
  const folder = new URL('.', import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const imported = files.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from),
  )
  expect(imported.length).toBeGreaterThan(100)
  const allowed = /^(\.\/[\w-]+\.ts|#lib\/(dates|money|errors|holidays)\.ts|zod|decimal\.js)$/
  expect(imported.filter((from) => !allowed.test(from ?? ''))).toEqual([])
})
