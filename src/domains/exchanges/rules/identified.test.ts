import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ExchangedProperty,
  entitledTo,
  type IdentificationFacts,
  identifiedIn,
  type SentNotice,
} from './identified.ts'

const property = (id: string, more: Partial<ExchangedProperty> = {}): ExchangedProperty => ({
  ...{ id, side: 'replacement', address: id, price: '400000.00', fair_market_value: null },
  ...{ expected_receipt_value: null, to_be_produced: false, incidental_to: null, transferred_on: null },
  ...{ substantially_same: null, ...more },
})
const SOLD = property('sold', { side: 'relinquished', price: '1000000.00', transferred_on: '2026-03-02' })
const notice = (kind: SentNotice['kind'], sent_at: string, ...ids: string[]): SentNotice => ({
  ...{ id: `${kind} ${sent_at}`, kind, sent_at, recipient_id: null },
  properties: ids.map((exchange_property_id) => ({ exchange_property_id, fair_market_value: null })),
})
const facts = (properties: ExchangedProperty[], notices: SentNotice[]): IdentificationFacts => ({
  ...{ clock_start: '2026-03-02', identification_deadline: '2026-04-16', exchange_deadline: '2026-08-29' },
  ...{ time_zone: 'America/New_York', properties: [SOLD, ...properties], notices },
})
const counted = (given: IdentificationFacts) => identifiedIn(given).outcome.counted

test('of several notices the last word about a property counts', () => {
  const [a, b] = [property('a'), property('b')]
  const first = notice('identification', '2026-03-10T12:00:00Z', 'a', 'b')
  const revoked = notice('revocation', '2026-03-12T12:00:00Z', 'a')
  const again = notice('identification', '2026-03-14T12:00:00Z', 'a')
  expect(counted(facts([a, b], [first]))).toEqual(['a', 'b'])
  expect(counted(facts([a, b], [first, revoked]))).toEqual(['b'])
  expect(counted(facts([a, b], [first, revoked, again]))).toEqual(['a', 'b'])
})

test('a revocation to someone else leaves the identification standing', () => {
  const first = notice('identification', '2026-03-10T12:00:00Z', 'a')
  const elsewhere = { ...notice('revocation', '2026-03-12T12:00:00Z', 'a'), recipient_id: 'another' }
  expect(counted(facts([property('a')], [first, elsewhere]))).toEqual(['a'])
})

test('the value of property to be produced is that at its expected receipt', () => {
  const house = property('a', {
    price: '100000.00',
    to_be_produced: true,
    expected_receipt_value: '900000.00',
  })
  const four = ['b', 'c', 'd'].map((id) => property(id))
  const all = facts([house, ...four], [notice('identification', '2026-03-10T12:00:00Z', 'a', 'b', 'c', 'd')])
  expect(identifiedIn(all)).toMatchObject({
    outcome: { rule: 'over_identified', aggregate_fmv: 210_000_000n },
  })
})

test('without the sale price, a fourth property is left open', () => {
  const all = facts(
    ['a', 'b', 'c', 'd'].map((id) => property(id)),
    [notice('identification', '2026-03-10T12:00:00Z', 'a', 'b', 'c', 'd')],
  )
  const unknown = {
    ...all,
    properties: all.properties.map((one) => ({ ...one, price: one.id === 'sold' ? null : one.price })),
  }
  expect(identifiedIn(unknown)).toMatchObject({ outcome: { rule: 'undetermined' }, limit: null })
})

test('money waits for everything that is identified and not received, also where too much is identified', () => {
  const ids = ['a', 'b', 'c', 'd']
  const named = notice('identification', '2026-03-10T12:00:00Z', ...ids)
  const rich = ids.map((id) =>
    property(id, { price: '900000.00', transferred_on: id === 'a' ? '2026-03-20' : null }),
  )
  expect(identifiedIn(facts(rich, [named])).outcome.rule).toBe('over_identified')
  expect(entitledTo(facts(rich, [named]))).toEqual({ identified: ids, outstanding: ['b', 'c', 'd'] })
})

test('the order in which notices are told never changes what is identified', () => {
  const ids = ['a', 'b', 'c', 'd']
  const sent = fc.record({
    kind: fc.constantFrom('identification' as const, 'revocation' as const),
    day: fc.integer({ min: 3, max: 60 }),
    which: fc.subarray(ids, { minLength: 1 }),
  })
  fc.assert(
    fc.property(fc.uniqueArray(sent, { selector: ({ day }) => day, maxLength: 8 }), (all) => {
      const notices = all.map(({ kind, day, which }) =>
        notice(kind, new Date(Date.UTC(2026, 2, day, 12)).toISOString(), ...which),
      )
      const properties = ids.map((id) => property(id))
      const told = identifiedIn(facts(properties, notices)).outcome
      expect(identifiedIn(facts(properties, notices.toReversed())).outcome).toEqual(told)
      // Against a plain model: the last word in time, of those that were sent in the period.
      const last = (id: string) =>
        all.filter(({ which, day }) => which.includes(id) && day <= 47).toSorted((x, y) => y.day - x.day)[0]
          ?.kind
      for (const id of ids)
        expect([id, told.counted.includes(id)]).toEqual([id, last(id) === 'identification'])
    }),
  )
})
