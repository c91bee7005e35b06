import { describe, expect, test } from 'vitest'
import { type AgentShare, type Deal, NO_PROGRESS, type Plan, splitCommission } from './commissions.ts'
import { centsOf, rateOf, WHOLE } from './figures.ts'

/** Each case is a plan in words, with figures that were worked out on paper and not by the code. */
const $ = (dollars: number) => centsOf(dollars.toFixed(2))
const percent = (part: number) => rateOf(part / 100)
const plan = (tiers: [from: number, agent: number][], cap: number | null = null): Plan => ({
  tiers: tiers.map(([from, agent]) => ({ from: $(from), rate: percent(agent) })),
  cap: cap === null ? null : $(cap),
})
const split = (agent: number, cap: number | null = null) => plan([[0, agent]], cap)
const SLIDING: [number, number][] = [
  [0, 60],
  [50_000, 70],
  [100_000, 80],
]
const agent = (id: string, shared: Plan | null, more: Partial<AgentShare> = {}): AgentShare => ({
  ...{ agent_id: id, name: id, share: WHOLE, plan: shared, progress: NO_PROGRESS, team: [], deductions: [] },
  ...more,
})
const before = (brought_in: number, kept: number) => ({
  progress: { brought_in: $(brought_in), kept: $(kept) },
})
const fee = (amount: number) => ({ deductions: [{ label: 'Transaction fee', amount: $(amount) }] })
const ana = (shared: Plan | null, more: Partial<AgentShare> = {}) => ({
  agents: [agent('ana', shared, more)],
})
const rate = (part: number) => ({ gross: { kind: 'rate' as const, rate: percent(part) } })
const flat = (amount: number) => ({ gross: { kind: 'flat' as const, amount: $(amount) } })
const tiered = (...tiers: [number | null, number][]) => ({
  gross: {
    kind: 'tiered' as const,
    tiers: tiers.map(([up_to, part]) => ({ up_to: up_to === null ? null : $(up_to), rate: percent(part) })),
  },
})
const listing = (part = 50) => ({ side: 'listing' as const, listing_share: percent(part) })
const referral = (id: string, part: number) => ({ id, to: id, rate: percent(part) })
const franchise = (part: number, at_most: number | null = null) => ({
  franchise: { rate: percent(part), at_most: at_most === null ? null : $(at_most) },
})

/** $400,000 at 5%, both sides: $20,000. */
const paid = (more: Partial<Deal>) => {
  const deal: Deal = {
    ...{ price: $(400_000), ...rate(5), listing_share: percent(50), side: 'both', cooperating: 'Bay Realty' },
    ...{ referrals: [], franchise: null, agents: [], ...more },
  }
  const amounts: Record<string, number> = {}
  for (const { id, to, amount } of splitCommission(deal).lines) {
    const name = to === 'company' ? to : id
    amounts[name] = Number($(amounts[name] ?? 0) + amount) / 100
  }
  return amounts
}

const CASES: [string, Partial<Deal>, Record<string, number>][] = [
  ['70% to the agent', ana(split(70)), { ana: 14_000, company: 6_000 }],
  ['90% to the agent', ana(split(90)), { ana: 18_000, company: 2_000 }],
  ['all to the agent, for a fee of $495 a deal', ana(split(100), fee(495)), { ana: 19_505, company: 495 }],
  ['80%, capped at $3,000', ana(split(80, 3_000)), { ana: 17_000, company: 3_000 }],
  [
    '80%, capped at $16,000 of which $15,200 are paid',
    ana(split(80, 16_000), before(76_000, 15_200)),
    { ana: 19_200, company: 800 },
  ],
  [
    '80%, and this deal reaches the cap to the cent',
    ana(split(80, 16_000), before(60_000, 12_000)),
    { ana: 16_000, company: 4_000 },
  ],
  [
    'beyond the cap, where the fee of $250 goes on',
    ana(split(80, 16_000), { ...before(90_000, 16_000), ...fee(250) }),
    { ana: 19_750, company: 250 },
  ],
  ['70% with a cap of nothing', ana(split(70, 0)), { ana: 20_000, company: 0 }],
  [
    '60, 70 and 80%, with $40,000 brought in before',
    ana(plan(SLIDING), before(40_000, 16_000)),
    { ana: 13_000, company: 7_000 },
  ],
  [
    '60, 70 and 80%, with $95,000 brought in before',
    ana(plan(SLIDING), before(95_000, 33_500)),
    { ana: 15_500, company: 4_500 },
  ],
  [
    '60, 70 and 80%, exactly where the second tier begins',
    ana(plan(SLIDING), before(50_000, 20_000)),
    { ana: 14_000, company: 6_000 },
  ],
  [
    '60, 70 and 80%, with a deal that crosses all three',
    { price: $(2_000_000), ...ana(plan(SLIDING), before(40_000, 16_000)) },
    { ana: 73_000, company: 27_000 },
  ],
  [
    '60, 70 and 80%, and a cap with $5,000 left',
    ana(plan(SLIDING, 21_000), before(40_000, 16_000)),
    { ana: 15_000, company: 5_000 },
  ],
  [
    'our half, after 25% to who referred the client',
    { ...listing(), referrals: [referral('ref', 25)], ...ana(split(70)) },
    { cooperating: 10_000, ref: 2_500, ana: 5_250, company: 2_250 },
  ],
  [
    'our half, after $1,000 and 25% to two who referred the client',
    {
      ...listing(),
      referrals: [{ id: 'one', to: 'one', amount: $(1_000) }, referral('two', 25)],
      ...ana(split(70)),
    },
    { cooperating: 10_000, one: 1_000, two: 2_500, ana: 4_550, company: 1_950 },
  ],
  [
    'referral fees of more than there is, which take what is left',
    { ...listing(), referrals: [referral('one', 60), referral('two', 50)], ...ana(split(70)) },
    { cooperating: 10_000, one: 6_000, two: 4_000, ana: 0, company: 0 },
  ],
  [
    'a franchise fee of 6%',
    { ...franchise(6), ...ana(split(70)) },
    { franchise: 1_200, ana: 13_160, company: 5_640 },
  ],
  [
    'a franchise fee of 6%, at most $500',
    { ...franchise(6, 500), ...ana(split(70)) },
    { franchise: 500, ana: 13_650, company: 5_850 },
  ],
  [
    'a franchise fee of 5% of what a referral of 30% leaves',
    { ...listing(), referrals: [referral('ref', 30)], ...franchise(5), ...ana(split(70)) },
    { cooperating: 10_000, ref: 3_000, franchise: 350, ana: 4_655, company: 1_995 },
  ],
  ['a flat fee of $7,500', { ...flat(7_500), ...ana(split(70)) }, { ana: 5_250, company: 2_250 }],
  [
    '6% of the first $250,000 and 4% of the rest',
    { ...tiered([250_000, 6], [null, 4]), ...ana(split(70)) },
    { ana: 14_700, company: 6_300 },
  ],
  [
    '6% of $100,000, 2.5% of the next $200,000, 1% of the rest',
    { ...tiered([100_000, 6], [300_000, 2.5], [null, 1]), ...ana(split(70)) },
    { ana: 8_400, company: 3_600 },
  ],
  [
    '60% of the gross to the listing side, which is ours',
    { ...listing(60), ...ana(split(70)) },
    { cooperating: 8_000, ana: 8_400, company: 3_600 },
  ],
  [
    '60% of the gross to the listing side, which is not ours',
    { ...listing(60), side: 'selling', ...ana(split(70)) },
    { cooperating: 12_000, ana: 5_600, company: 2_400 },
  ],
  [
    'two agents, 60% at 70 and 40% at 80',
    {
      agents: [
        agent('ana', split(70), { share: percent(60) }),
        agent('ben', split(80), { share: percent(40) }),
      ],
    },
    { ana: 8_400, ben: 6_400, company: 5_200 },
  ],
  [
    'two agents in halves, of whom one has reached the cap',
    {
      agents: [
        agent('ana', split(80, 16_000), { share: percent(50), ...before(80_000, 16_000) }),
        agent('ben', split(70), { share: percent(50) }),
      ],
    },
    { ana: 10_000, ben: 7_000, company: 3_000 },
  ],
  [
    'a teammate with 30% of the agent’s part',
    ana(split(70), { team: [{ id: 'tom', name: 'Tom', rate: percent(30) }] }),
    { ana: 9_800, 'ana tom': 4_200, company: 6_000 },
  ],
  [
    'a teammate with half, before the agent’s fee of $395',
    ana(split(70), { team: [{ id: 'tom', name: 'Tom', rate: percent(50) }], ...fee(395) }),
    { ana: 6_605, 'ana tom': 7_000, company: 6_395 },
  ],
  [
    'a fee of more than the agent gets, which takes that and no more',
    { ...flat(300), ...ana(split(70), fee(395)) },
    { ana: 0, company: 300 },
  ],
  [
    '2.75% of $333,333.33, rounded once and then again',
    { price: $(333_333.33), ...rate(2.75), ...ana(split(70)) },
    { ana: 6_416.67, company: 2_750 },
  ],
  [
    'half a cent, which goes up to the agent',
    { ...flat(0.05), ...ana(split(50)) },
    { ana: 0.03, company: 0.02 },
  ],
  [
    'three agents in thirds of $100, of whom the last gets the cent',
    {
      ...flat(100),
      agents: [
        agent('ana', split(100), { share: 333_333n }),
        agent('ben', split(100), { share: 333_333n }),
        agent('cem', split(100), { share: 333_334n }),
      ],
    },
    { ana: 33.33, ben: 33.33, cem: 33.34, company: 0 },
  ],
  ['an agent without a plan, whose part the company holds', ana(null), { ana: 0, company: 20_000 }],
  ['no agent at all', {}, { company: 20_000 }],
]

describe('a commission of $20,000', () => {
  test.each(CASES)('is paid by %s', (_, more, expected) => {
    expect(paid(more)).toEqual(expected)
  })

  test('shows an agent’s fee, cap and share in their own formula, and never another agent’s', () => {
    const two = [
      agent('ana', split(70, 2_000), { share: percent(60), ...fee(395) }),
      agent('ben', split(63.7), { share: percent(40) }),
    ]
    const deal: Deal = {
      ...{ price: $(400_000), ...rate(5), listing_share: percent(50), side: 'both', cooperating: '' },
      ...{ referrals: [], franchise: null, agents: two },
    }
    const { lines } = splitCommission(deal)
    const ofAna = lines.filter(({ agent_id }) => agent_id === 'ana')
    expect(ofAna.map(({ formula }) => formula)).toEqual([
      [
        '$20,000.00 × 60% = $12,000.00',
        'Agent’s part: $12,000.00 × 70% = $8,400.00',
        'Cap reached: the company keeps $2,000.00 of $3,600.00',
        '$12,000.00 − company $2,000.00 = $10,000.00',
        '$10,000.00 − Transaction fee $395.00 = $9,605.00',
      ],
      [
        'Cap reached: the company keeps $2,000.00 of $3,600.00',
        '$2,000.00 + Transaction fee $395.00 = $2,395.00',
      ],
    ])
    expect(JSON.stringify(ofAna.map(({ formula }) => formula))).not.toMatch(/63\.7|5,096|2,904/)
  })
})
