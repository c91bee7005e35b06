import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMoney, sum } from '#lib/money.ts'
import { type DatedDeal, replayCommissions, yearBegan } from './caps.ts'
import { type AgentShare, type Deal, NO_PROGRESS, type Plan, splitCommission } from './commissions.ts'
import { WHOLE } from './figures.ts'

const $ = (dollars: number) => parseMoney(dollars) as bigint
const rate = (percent: number) => BigInt(Math.round(percent * 10_000))
const plan = (agent: number, cap: number | null = null): Plan => ({
  tiers: [{ from: 0n, rate: rate(agent) }],
  cap: cap === null ? null : $(cap),
})
const agent = (more: Partial<AgentShare> = {}): AgentShare => ({
  ...{ agent_id: 'ana', name: 'Ana Alvarez', share: WHOLE, plan: plan(70), progress: NO_PROGRESS },
  ...{ team: [], deductions: [] },
  ...more,
})
const deal = (more: Partial<Deal> = {}): Deal => ({
  ...{ price: $(750_000), gross: { kind: 'rate', rate: rate(6) }, listing_share: rate(50), side: 'listing' },
  ...{ cooperating: 'Bay Realty', referrals: [], franchise: null, agents: [agent()] },
  ...more,
})
/** By id; what the company keeps of each agent is added. */
const paid = (given: Deal) => {
  const amounts: Record<string, number> = {}
  for (const { id, to, amount } of splitCommission(given).lines) {
    const key = to === 'company' ? 'company' : id
    amounts[key] = ((amounts[key] ?? 0) * 100 + Number(amount)) / 100
  }
  return amounts
}

describe('a commission is split', () => {
  test.each<[string, Partial<Deal>, Record<string, number>]>([
    [
      'between the sides, the agent and the company',
      {},
      { cooperating: 22_500, ana: 15_750, company: 6_750 },
    ],
    ['whole, where we represent both sides', { side: 'both' }, { ana: 31_500, company: 13_500 }],
    [
      'by a flat fee',
      { gross: { kind: 'flat', amount: $(9_999.99) }, side: 'both' },
      { ana: 6_999.99, company: 3_000 },
    ],
    [
      'in tiers of the price',
      {
        gross: {
          kind: 'tiered',
          tiers: [
            { up_to: $(500_000), rate: rate(6) },
            { up_to: null, rate: rate(4) },
          ],
        },
        side: 'both',
      },
      { ana: 28_000, company: 12_000 },
    ],
    [
      'after a referral fee and a franchise fee that has a limit',
      {
        referrals: [{ id: 'ref', to: 'Denver Homes', rate: rate(25) }],
        franchise: { rate: rate(6), at_most: $(900) },
      },
      { cooperating: 22_500, ref: 5_625, franchise: 900, ana: 11_182.5, company: 4_792.5 },
    ],
    [
      'with a team and a transaction fee',
      {
        agents: [
          agent({
            team: [{ id: 'tom', name: 'Tom', rate: rate(20) }],
            deductions: [{ label: 'transaction fee', amount: $(395) }],
          }),
        ],
      },
      { cooperating: 22_500, ana: 12_205, 'ana tom': 3_150, company: 7_145 },
    ],
    [
      'between two agents of ours, whose shares leave a cent',
      {
        gross: { kind: 'flat', amount: $(100.01) },
        side: 'both',
        agents: [
          agent({ share: rate(33.3333) }),
          agent({ agent_id: 'bob', name: 'Bob', share: rate(66.6667), plan: plan(100) }),
        ],
      },
      { ana: 23.34, bob: 66.67, company: 10 },
    ],
    [
      'up to the cap only',
      { agents: [agent({ plan: plan(70, 18_000), progress: { brought_in: $(50_000), kept: $(15_000) } })] },
      { cooperating: 22_500, ana: 19_500, company: 3_000 },
    ],
    [
      'all to the agent beyond the cap',
      { agents: [agent({ plan: plan(70, 18_000), progress: { brought_in: $(60_000), kept: $(18_000) } })] },
      { cooperating: 22_500, ana: 22_500, company: 0 },
    ],
    [
      'on a sliding scale, each part by its tier',
      {
        agents: [
          agent({
            plan: {
              tiers: [
                { from: 0n, rate: rate(60) },
                { from: $(50_000), rate: rate(80) },
              ],
              cap: null,
            },
            progress: { brought_in: $(40_000), kept: $(16_000) },
          }),
        ],
      },
      { cooperating: 22_500, ana: 16_000, company: 6_500 },
    ],
  ])('%s', (_, more, expected) => {
    expect(paid(deal(more))).toEqual(expected)
  })

  test('and every figure says how it comes about', () => {
    const capped = agent({ plan: plan(70, 18_000), progress: { brought_in: $(50_000), kept: $(15_000) } })
    const { lines } = splitCommission(deal({ agents: [capped] }))
    expect(lines.find(({ id }) => id === 'ana')?.formula).toEqual([
      'Agent’s part: $22,500.00 × 70% = $15,750.00',
      'Cap reached: the company keeps $3,000.00 of $6,750.00',
      '$22,500.00 − company $3,000.00 = $19,500.00',
    ])
  })

  test('so that its parts add to it, whatever the figures', () => {
    const cents = fc.bigInt({ min: 0n, max: 1_000_000_000n })
    const share = fc.bigInt({ min: 0n, max: WHOLE })
    fc.assert(
      fc.property(
        cents,
        share,
        share,
        share,
        share,
        cents,
        cents,
        share,
        (price, whole, listing, split, referral, cap, kept, mate) => {
          const two = [split, WHOLE - split].map((part, n) =>
            agent({
              agent_id: `a${n}`,
              share: part,
              plan: {
                tiers: [
                  { from: 0n, rate: split },
                  { from: cap, rate: WHOLE },
                ],
                cap,
              },
              progress: { brought_in: kept, kept },
              team: [{ id: 't', name: 'T', rate: mate }],
            }),
          )
          const given = deal({
            price,
            gross: { kind: 'rate', rate: whole },
            listing_share: listing,
            referrals: [{ id: 'r', to: 'R', rate: referral }],
            franchise: { rate: mate, at_most: cap },
            agents: two,
          })
          const { gross, lines } = splitCommission(given)
          expect(sum(lines.map(({ amount }) => amount))).toBe(gross.amount)
          for (const { id, amount } of lines) expect(amount, id).toBeGreaterThanOrEqual(0n)
        },
      ),
    )
  })
})

describe('caps', () => {
  const dated = (id: string, day: string, closed = true): DatedDeal => ({
    ...deal({ side: 'both', gross: { kind: 'flat', amount: $(20_000) } }),
    ...{ id, day, closed, agents: [{ ...agent({ plan: plan(70, 15_000) }), anniversary: '2020-04-01' }] },
  })
  const companyOf = (deals: DatedDeal[]) =>
    Object.fromEntries(
      [...replayCommissions(deals)].map(([id, { lines }]) => [
        id,
        Number(lines.find((one) => one.to === 'company')?.amount) / 100,
      ]),
    )

  test('count what closed first, then what is pending, in the order of their days', () => {
    expect(
      companyOf([
        dated('c', '2026-09-01', false),
        dated('b', '2026-06-01'),
        dated('a', '2026-05-01'),
        dated('d', '2026-07-01', false),
      ]),
    ).toEqual({
      ...{ a: 6_000, b: 6_000, d: 3_000, c: 0 },
    })
  })

  test('begin anew on the agent’s anniversary', () => {
    expect(
      companyOf([
        dated('a', '2026-02-01'),
        dated('b', '2026-03-31'),
        dated('c', '2026-03-31'),
        dated('d', '2026-04-01'),
      ]),
    ).toEqual({
      ...{ a: 6_000, b: 6_000, c: 3_000, d: 6_000 },
    })
    expect(yearBegan('2020-02-29', '2026-02-28')).toBe('2025-03-01')
    expect(yearBegan('2020-02-29', '2028-02-29')).toBe('2028-02-29')
  })

  test('are counted again when a deal falls through or closes after all', () => {
    const pending = dated('c', '2026-09-01', false)
    const [a, b] = [dated('a', '2026-05-01'), dated('b', '2026-06-01')]
    expect(companyOf([a, b, pending]).c).toBe(3_000)
    expect(companyOf([a, pending]).c).toBe(6_000)
    expect(companyOf([a, b, { ...pending, day: '2026-05-15', closed: true }])).toMatchObject({
      a: 6_000,
      c: 6_000,
      b: 3_000,
    })
  })
})
