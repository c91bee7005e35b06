import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type DatedDeal, replayCommissions } from '#domains/transactions/rules/caps.ts'
import { centsOf, decimalOf, rateOf } from '#domains/transactions/rules/figures.ts'
import { addDays } from '#lib/dates.ts'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { deal, plan, close } = commissionsOf(app)
let owner: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
})

/** What a deal is by the history, kept by the test itself. */
type Known = {
  id: string
  version: number
  agents: number[]
  price: number
  day: string
  state: 'pending' | 'closed' | 'gone'
}
type Step = {
  what: 'create' | 'close' | 'undo' | 'cancel' | 'reprice' | 'move' | 'amend'
  which: number
  price: number
  days: number
  shared: boolean
  compute: boolean
}

const FIRST = '2026-01-10'
const PLANS = [
  { tiers: [{ from: '0', rate: 0.7 }], cap: '9000.00' },
  {
    tiers: [
      { from: '0', rate: 0.6 },
      { from: '30000', rate: 0.8 },
    ],
    cap: '15000.00',
  },
]
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'create',
    'create',
    'create',
    'close',
    'close',
    'undo',
    'cancel',
    'reprice',
    'move',
    'amend',
  ),
  which: fc.nat(20),
  price: fc.integer({ min: 100_000, max: 900_000 }),
  days: fc.integer({ min: 0, max: 250 }),
  shared: fc.boolean(),
  compute: fc.boolean(),
})

const body = (price: number) => ({ sale_price: `${price}.00` })

/** Does a step to one of the deals for which it is possible; others are skipped. */
async function take(
  { what, which, price, days, shared }: Step,
  deals: Known[],
  agents: TestPerson[],
): Promise<void> {
  const day = addDays(FIRST, days)
  if (what === 'create') {
    const [first, second] = which % 2 === 0 ? [0, 1] : [1, 0]
    const both = shared ? agents[second] : agents[first]
    const people = { listing_agent_id: agents[first]?.user_id, selling_agent_id: both?.user_id }
    const { id, version } = await deal(owner, { ...people, ...body(price), closing_date: day })
    deals.push({
      id,
      version,
      agents: shared ? ([first, second] as number[]) : [first as number],
      price,
      day,
      state: 'pending',
    })
    return
  }
  const wanted = what === 'undo' || what === 'amend' ? 'closed' : 'pending'
  const open = deals.filter(({ state }) => state === wanted)
  const one = open[which % Math.max(1, open.length)]
  if (!one) return
  const path = `/transactions/${one.id}`
  const { version } = (await app.send(owner, 'GET', path)).body
  const head = { 'if-match': `"${version}"` }
  const answer = await {
    close: () => close(owner, one.id, day),
    undo: () =>
      app.send(owner, 'POST', `${path}/stage`, {
        from: 'closed',
        to: 'clear_to_close',
        reason: 'Too early.',
      }),
    cancel: () => app.send(owner, 'POST', `${path}/cancel`, { reason: 'It fell through.' }),
    reprice: () => app.send(owner, 'PATCH', path, body(price), head),
    move: () => app.send(owner, 'PATCH', `${path}/dates`, { closing_date: day }, head),
    amend: () =>
      app.send(
        owner,
        'PATCH',
        `${path}/closing`,
        { reason: 'Corrected.', closed_on: day, ...body(price + 1) },
        head,
      ),
  }[what]()
  expect(answer.status, `${what}: ${answer.raw}`).toBe(200)
  if (what === 'cancel') one.state = 'gone'
  if (what === 'close' || what === 'amend') Object.assign(one, { state: 'closed', closed_on: day })
  if (what === 'undo') one.state = 'pending'
  if (what === 'reprice') one.price = price
  if (what === 'amend') one.price = price + 1
  if (what === 'move') one.day = day
}

/** All of it from nothing, by the rules alone. */
function replayed(deals: (Known & { closed_on?: string })[], agents: TestPerson[]) {
  const dated: DatedDeal[] = deals
    .filter(({ state }) => state !== 'gone')
    .map(({ id, price, day, state, closed_on, agents: places }) => ({
      ...{ id, day: state === 'closed' ? (closed_on ?? day) : day, closed: state === 'closed' },
      ...{
        price: centsOf(`${price}.00`),
        gross: { kind: 'rate', rate: rateOf(0.05) },
        listing_share: rateOf(0.5),
      },
      ...{ side: 'both', cooperating: '', referrals: [], franchise: null },
      agents: places.map((place) => ({
        ...{
          agent_id: agents[place]?.user_id ?? '',
          name: '',
          anniversary: '2026-01-01',
          team: [],
          deductions: [],
        },
        share: rateOf(places.length === 1 ? 1 : 0.5),
        plan: {
          cap: centsOf(PLANS[place]?.cap ?? '0'),
          tiers: (PLANS[place]?.tiers ?? []).map(({ from, rate }) => ({
            from: centsOf(from),
            rate: rateOf(rate),
          })),
        },
      })),
    }))
  return new Map(
    [...replayCommissions(dated)].map(([id, { lines }]) => [
      id,
      Object.fromEntries(lines.map((line) => [line.id, decimalOf(line.amount)])),
    ]),
  )
}

test('whatever happens to deals, and however it is computed in between, the figures are those of a replay from nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
      const agents = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
      for (const [place, agent] of agents.entries())
        await plan(owner, agent, { ...PLANS[place], anniversary: '2026-01-01' })
      const deals: Known[] = []
      for (const one of steps) {
        await take(one, deals, agents)
        if (one.compute) await app.runJobs()
      }
      await Promise.all([app.runJobs(), app.runJobs()])
      await app.runJobs()
      const expected = replayed(deals, agents)
      for (const { id } of deals) {
        const { lines } = (await app.send(owner, 'GET', `/transactions/${id}/commissions`)).body
        const now = Object.fromEntries(
          lines.map(({ key, amount }: { key: string; amount: string }) => [key, amount]),
        )
        expect(now).toEqual(expected.get(id) ?? {})
      }
    }),
    { numRuns: Number(process.env.HISTORIES ?? 8) },
  )
}, 300_000)
