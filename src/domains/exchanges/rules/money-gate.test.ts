import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#lib/dates.ts'
import { accruedInterest } from './accrual.ts'
import { interest } from './interest.ts'
import { PAYS, type Purpose, postingsOf } from './ledger.ts'
import { type GateFacts, moneyGate } from './money-gate.ts'
import { isRoutingNumber } from './routing-number.ts'
import { approvalObstacle, isApproved, stepObstacle } from './two-person.ts'

const PROPERTY: NonNullable<GateFacts['property']> = {
  ...{ side: 'replacement', identified: true, transferred_on: null },
  ...{ assigned_on: '2026-01-20', parties_notified_on: '2026-01-20' },
}
const FACTS: GateFacts = {
  as_of: '2026-02-01',
  exchange: {
    ...{ status: 'identification_period', exchange_type: 'delayed', clock_start: '2026-01-05' },
    ...{ identification_deadline: '2026-02-19', exchange_deadline: '2026-07-04' },
  },
  ...{ purpose: 'purchase', closing_item: null, amount: 100n, property: PROPERTY },
  payee: { relation: 'independent', status: 'verified' },
  balances: { cash: 1000n, exchange_funds: 1000n, interest: 10n },
  identified: [{ address: '1 Main Street', received_on: null }],
  deadlines_moved_on: null,
  fees: { agreed: 200n, paid: 150n },
}
const ask = (given: Partial<GateFacts>) => moneyGate({ ...FACTS, ...given })
const codes = (given: Partial<GateFacts>) => ask(given).refusals.map(({ code }) => code)

describe('the money gate', () => {
  test.each<[string, Partial<GateFacts>, string[]]>([
    ['a purchase of identified property', {}, []],
    ['a property that was sold', { property: { ...PROPERTY, side: 'relinquished' } }, ['no_property']],
    ['no contract assigned', { property: { ...PROPERTY, assigned_on: null } }, ['not_assigned']],
    [
      'notice after the closing',
      { property: { ...PROPERTY, transferred_on: '2026-01-15' } },
      ['not_assigned', 'not_notified'],
    ],
    [
      'day 46 without identification',
      { as_of: '2026-02-20', property: { ...PROPERTY, identified: false } },
      ['not_identified'],
    ],
    [
      'day 45 without identification',
      { as_of: '2026-02-19', property: { ...PROPERTY, identified: false } },
      [],
    ],
    ['day 181', { as_of: '2026-07-05' }, ['period_ended']],
    [
      'the taxpayer as the seller',
      { payee: { relation: 'exchanger', status: 'verified' } },
      ['release', 'payee_is_taxpayer'],
    ],
    ['a related seller', { payee: { relation: 'related', status: 'verified' } }, ['release']],
    ['a frozen payee', { payee: { relation: 'independent', status: 'frozen' } }, ['payee_frozen']],
    ['a completed exchange', { exchange: { ...FACTS.exchange, status: 'completed' } }, ['exchange_ended']],
    ['more than there is', { amount: 1001n }, ['balance', 'cash']],
    ['more than what is left of the fee', { purpose: 'fee' }, ['fee_exceeded']],
    ['the rest of the fee', { purpose: 'fee', amount: 50n }, []],
    ['interest before a release', { purpose: 'interest', amount: 10n }, ['release']],
    ['more interest than there is', { purpose: 'interest', amount: 11n, as_of: '2026-07-05' }, ['balance']],
    [
      'an item that isn’t one',
      { purpose: 'nonexchange_item', closing_item: 'toString' },
      ['release', 'no_item'],
    ],
  ])('answers %s', (_, given, expected) => {
    expect(codes(given)).toEqual(expected)
  })

  test('warns of deadlines that moved lately', () => {
    expect(ask({ deadlines_moved_on: '2026-01-30' }).warnings.join(' ')).toContain('moved on 2026-01-30')
    expect(ask({ deadlines_moved_on: '2026-01-10' }).warnings).toEqual([])
  })

  test('before the first transfer releases nothing and knows no day', () => {
    const exchange = {
      ...FACTS.exchange,
      clock_start: null,
      identification_deadline: null,
      exchange_deadline: null,
    }
    const answer = ask({ exchange, purpose: 'boot_release' })
    expect(answer).toMatchObject({ allowed: false, earliest_lawful_date: null })
    expect(codes({ exchange })).toEqual(['no_transfer'])
  })

  test('allows a payment to the taxpayer on the first lawful day, and never the day before', () => {
    const purposes = fc.constantFrom<Purpose>('boot_release', 'failed_exchange_release', 'interest')
    const received = fc.option(fc.integer({ min: 0, max: 200 }))
    fc.assert(
      fc.property(
        purposes,
        fc.array(received, { maxLength: 4 }),
        fc.integer({ min: 0, max: 220 }),
        (purpose, all, day) => {
          const as_of = addDays('2026-01-05', day)
          const identified = all.map((one, n) => ({
            address: `${n}`,
            received_on: one === null || one > day ? null : addDays('2026-01-05', one),
          }))
          const given = { purpose, identified, as_of, amount: 5n, property: null }
          const { earliest_lawful_date, allowed } = ask(given)
          expect(allowed).toBe(as_of >= (earliest_lawful_date ?? ''))
          expect((earliest_lawful_date ?? '') >= '2026-02-20').toBe(true)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

test('both sides of every entry add to zero, and money goes out only for a purpose', () => {
  for (const type of [...Object.values(PAYS), 'receipt_sale_proceeds', 'interest_accrued'] as const) {
    const [cash, owed] = postingsOf(type, 7n)
    expect((cash?.amount ?? 0n) + (owed?.amount ?? 0n), type).toBe(0n)
    const out = Object.values(PAYS).some((one) => one === type)
    expect(cash?.amount, type).toBe(out ? -7n : 7n)
  }
})

describe('interest of an account', () => {
  const terms = { annual_rate: 0.0365, compounding: 'none', day_count_basis: 365 } as const
  test('on a balance that stays is what the calculator says', () => {
    const balances = [{ day: '2026-01-05', balance: 100_000_00n }]
    const { outcome } = interest({
      principal: 100_000_00n,
      annual_rate: 0.0365,
      days: 30,
      day_count_basis: 365,
    })
    expect(accruedInterest(terms, balances, '2026-01-05', '2026-02-04')).toBe(outcome.interest)
  })

  test('follows what the account held at the end of each day', () => {
    const balances = [
      { day: '2026-01-05', balance: 100_000_00n },
      { day: '2026-01-15', balance: 0n },
    ]
    expect(accruedInterest(terms, balances, '2026-01-01', '2026-02-28')).toBe(100_00n)
    expect(accruedInterest(terms, [], '2026-01-01', '2026-02-28')).toBe(0n)
  })

  test('is more the more often it is compounded', () => {
    const balances = [{ day: '2025-12-31', balance: 1_000_000_00n }]
    const [none, monthly, daily] = (['none', 'monthly', 'daily'] as const).map((compounding) =>
      accruedInterest({ ...terms, compounding }, balances, '2025-12-31', '2026-12-31'),
    )
    expect([none, monthly, daily]).toEqual([36_500_00n, 37_117_11n, 37_172_41n])
  })
})

test('a routing number has the check digit of the American Bankers Association', () => {
  for (const good of ['011000015', '121000358', '021000021']) expect(isRoutingNumber(good), good).toBe(true)
  for (const bad of ['011000016', '112000358', '000000000', '990000013', '12100035', '12100035a'])
    expect(isRoutingNumber(bad), bad).toBe(false)
})

test('two people approve who had no part in a payment', () => {
  const makers = { created_by: 'ann', entered_by: 'bob', verified_by: 'cem' }
  for (const person of ['ann', 'bob', 'cem']) expect(approvalObstacle(makers, [], person)).not.toBeNull()
  expect(approvalObstacle(makers, ['dee'], 'dee')).toContain('already')
  expect(approvalObstacle(makers, ['dee'], 'eva')).toBeNull()
  expect([isApproved(makers, ['dee', 'dee', 'ann']), isApproved(makers, ['dee', 'eva'])]).toEqual([
    false,
    true,
  ])
  expect([stepObstacle('release', 'approved'), stepObstacle('release', 'authorized')]).toEqual([
    ...[null, expect.stringContaining('two approvers')],
  ])
})
