import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { deal, plan, close, commission, terms, amounts } = commissionsOf(app)
let owner: TestPerson
let ana: TestPerson
let ben: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  stranger = await app.newPerson('owner')
})

/** Agents of their own for each group of tests, so that one group's deals count toward nobody else's year. */
async function newAgents(): Promise<void> {
  ana = await app.newPerson('agent', owner)
  ben = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
}
const facts = (name: string) =>
  app.query(`select subject_id, payload from events where name = 'transactions.${name}' order by id`)

describe('the commission of a deal', () => {
  beforeAll(newAgents)

  test('is computed from its rate and the plan of its agent, with every step', async () => {
    await plan(owner, ana, { cap: '18000.00', deductions: [{ label: 'Transaction fee', amount: '395.00' }] })
    const { id } = await deal(ana)
    await app.runJobs()
    const read = await commission(owner, id)
    expect(read).toMatchObject({ gross: '20000.00', ours: '20000.00', counts_on: '2026-06-01', version: 0 })
    expect(await amounts(owner, id)).toEqual({ [ana.user_id]: '13605.00', company: '6395.00' })
    expect(read.lines[0].formula).toEqual([
      'Agent’s part: $20,000.00 × 70% = $14,000.00',
      '$20,000.00 − company $6,000.00 = $14,000.00',
      '$14,000.00 − Transaction fee $395.00 = $13,605.00',
    ])
    const { body } = await app.send(owner, 'GET', `/transactions/${id}`)
    expect([body.commission_amount, body.version]).toEqual(['20000.00', 1])
  })

  test('takes other terms, refuses those that don’t add up, and names whom it doesn’t know', async () => {
    const { id } = await deal(ana)
    const share = (user_id: string, part: number, more: object = {}) => ({ user_id, share: part, ...more })
    const refused = await terms(owner, id, 0, { agents: [share(ana.user_id, 0.5)] })
    expect(refused).toMatchObject({ status: 400, body: { issues: [{ field: 'agents' }] } })
    const unknown = await terms(owner, id, 0, { agents: [share(stranger.user_id, 1)] })
    expect(unknown.status).toBe(404)
    const tiers = [{ up_to: '500000.00', rate: 0.06 }]
    expect((await terms(owner, id, 0, { gross: { kind: 'tiered', tiers } })).status).toBe(400)
    const agents = [
      share(ana.user_id, 0.6),
      share(ben.user_id, 0.4, { team: [{ user_id: ana.user_id, rate: 0.1 }] }),
    ]
    expect((await terms(owner, id, 0, { agents })).status).toBe(200)
    expect((await terms(owner, id, 0, { agents })).status).toBe(412)
    await app.runJobs()
    const read = await commission(owner, id)
    expect(read.version).toBe(1)
    expect(read.terms.agents.map(({ share: part }: { share: number }) => part)).toEqual([0.6, 0.4])
    const flat = await terms(owner, id, 1, { gross: { kind: 'flat', amount: '9000.00' } })
    expect(flat.body).toMatchObject({ version: 2, terms: { agents: null, gross: { amount: '9000.00' } } })
    await app.runJobs()
    expect((await commission(owner, id)).gross).toBe('9000.00')
  })

  test('of a closed deal takes other terms only for a reason, which its timeline shows', async () => {
    const { id } = await deal(ana)
    await close(ana, id, '2026-05-04')
    const flat = { gross: { kind: 'flat', amount: '9000.00' } }
    expect(await terms(owner, id, 0, flat)).toMatchObject({
      ...{ status: 400, body: { issues: [{ field: 'reason' }] } },
    })
    expect((await terms(owner, id, 0, { ...flat, reason: 'The seller agreed to a flat fee.' })).status).toBe(
      200,
    )
    const { body } = await app.send(owner, 'GET', `/transactions/${id}/timeline`)
    expect(body.items).toContainEqual(
      expect.objectContaining({
        name: 'transactions.commission_terms_changed',
        summary: 'The seller agreed to a flat fee.',
      }),
    )
  })

  test('is computed whatever days people type', async () => {
    const days = ['0001-01-01', '9999-12-31', '2024-02-29']
    const ids = []
    for (const closing_date of days) ids.push((await deal(ana, { closing_date })).id)
    await app.runJobs()
    for (const id of ids) expect((await commission(owner, id)).gross).toBe('20000.00')
    for (const id of ids) await app.send(ana, 'POST', `/transactions/${id}/cancel`, { reason: 'A test.' })
  })

  test('says what is missing', async () => {
    const { id } = await deal(ana, { commission_rate: null, sale_price: null })
    await app.runJobs()
    expect(await commission(owner, id)).toMatchObject({
      lines: [],
      warnings: [
        'Enter the commission rate to compute who is paid.',
        'Enter the sale price to compute who is paid.',
      ],
    })
  })

  test('is nothing to a stranger, and its terms are nothing to an agent', async () => {
    const { id } = await deal(ana)
    await app.runJobs()
    expect((await app.send(stranger, 'GET', `/transactions/${id}/commissions`)).status).toBe(404)
    expect((await terms(stranger, id, 0, {})).status).toBe(404)
    expect((await terms(ana, id, 0, {})).status).toBe(403)
    expect((await commission(ana, id)).terms).toBeNull()
  })
})

describe('an agent', () => {
  beforeAll(newAgents)

  test('sees what they get, what the company keeps of them and the gross, and in no route what another gets', async () => {
    await plan(owner, ana, { tiers: [{ from: '0', rate: 0.7 }] })
    await plan(owner, ben, { tiers: [{ from: '0', rate: 0.637 }] })
    const { id } = await deal(ana, { selling_agent_id: ben.user_id, listing_agent_id: ana.user_id })
    await app.runJobs()
    expect(await amounts(owner, id)).toMatchObject({ [ana.user_id]: '7000.00', [ben.user_id]: '6370.00' })
    const seen = await commission(ana, id)
    expect(seen.gross).toBe('20000.00')
    expect(await amounts(ana, id)).toEqual({ [ana.user_id]: '7000.00', company: '3000.00' })
    const paths = app
      .api()
      .everyRoute.filter(({ method }) => method === 'GET')
      .map(({ url }) => url.replace('/api/v1', ''))
      .filter((path) => !path.includes(':') || /^\/transactions\/:id(\/[a-z-]+)*$/.test(path))
    expect(paths.length).toBeGreaterThan(30)
    for (const path of paths) {
      const { raw } = await app.send(ana, 'GET', path.replace(':id', id))
      for (const secret of ['6370', '6,370', '3630', '3,630', '0.637', '63.7'])
        expect(raw.toString(), path).not.toContain(secret)
    }
    expect(await amounts(viewer, id)).toEqual({})
  })
})

describe('a closing', () => {
  beforeAll(newAgents)

  test('moves the pending deals of its agents, and they are told from what to what', async () => {
    await plan(owner, ana, { cap: '8000.00' })
    const [first, second] = [await deal(ana, { closing_date: '2026-08-01' }), await deal(ana)]
    await app.runJobs()
    expect(await amounts(owner, second.id)).toMatchObject({ company: '6000.00' })
    expect(await amounts(owner, first.id)).toMatchObject({ company: '2000.00' })
    await close(ana, first.id, '2026-05-04')
    await app.runJobs()
    expect(await amounts(owner, first.id)).toMatchObject({ company: '6000.00' })
    expect(await amounts(owner, second.id)).toMatchObject({ company: '2000.00', [ana.user_id]: '18000.00' })
    expect((await facts('commissions_changed')).at(-1)?.payload).toMatchObject({
      ...{ transaction_id: second.id, user_id: ana.user_id, from: '14000.00', to: '18000.00' },
    })
    await app.readFeed()
    const { body } = await app.send(ana, 'GET', '/notifications')
    expect(JSON.stringify(body)).toContain('changed from $14,000.00 to $18,000.00')
    const others = await app.send(ben, 'GET', '/notifications')
    expect(JSON.stringify(others.body)).not.toContain('18,000')
  })

  test('that is undone, and a deal that is canceled, give back what they took of the cap', async () => {
    await plan(owner, ben, { cap: '8000.00' })
    const [closing, waiting] = [await deal(ben), await deal(ben, { closing_date: '2026-09-01' })]
    await close(ben, closing.id, '2026-05-04')
    await app.runJobs()
    expect(await amounts(owner, waiting.id)).toMatchObject({ company: '2000.00' })
    const undo = { from: 'closed', to: 'clear_to_close', reason: 'Entered for the wrong deal.' }
    await app.send(ben, 'POST', `/transactions/${closing.id}/stage`, undo)
    await app.send(ben, 'POST', `/transactions/${closing.id}/cancel`, { reason: 'Financing was denied.' })
    await app.runJobs()
    expect(await amounts(owner, waiting.id)).toMatchObject({ company: '6000.00' })
    expect(await commission(owner, closing.id)).toMatchObject({ gross: null, lines: [] })
  })

  test('of two deals at once ends as if one had followed the other', async () => {
    await newAgents()
    await plan(owner, ana, { cap: '8000.00' })
    const deals = [await deal(ana), await deal(ana), await deal(ana, { closing_date: '2026-10-01' })]
    await app.runJobs()
    const [one, two, waiting] = deals.map(({ id }) => id) as [string, string, string]
    await Promise.all([close(ana, one, '2026-05-04'), close(ana, two, '2026-05-05')])
    await Promise.all([app.runJobs(), app.runJobs()])
    expect(await amounts(owner, one)).toMatchObject({ company: '6000.00' })
    expect(await amounts(owner, two)).toMatchObject({ company: '2000.00' })
    expect(await amounts(owner, waiting)).toMatchObject({ company: '0.00' })
  })
})

test('a referral follows its contact into the one that it was merged into', async () => {
  await newAgents()
  const contact = async (display_name: string) =>
    (await app.send(owner, 'POST', '/contacts', { display_name })).body.id
  const [loser, winner] = [await contact('Denver Homes'), await contact('Denver Homes LLC')]
  const { id } = await deal(ana)
  const referrals = [{ contact_id: loser, rate: 0.25 }]
  expect((await terms(owner, id, 0, { referrals })).status).toBe(200)
  await app.send(owner, 'POST', `/contacts/${loser}/merge`, { into_contact_id: winner })
  expect((await commission(owner, id)).terms.referrals).toMatchObject([{ contact_id: winner, rate: 0.25 }])
  await app.runJobs()
  expect(await amounts(owner, id)).toMatchObject({ referral: '5000.00' })
})
