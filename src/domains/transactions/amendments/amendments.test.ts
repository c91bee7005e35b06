import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { deal, plan, close, amounts, terms } = commissionsOf(app)
let owner: TestPerson
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
  await plan(owner, agent, { cap: '8000.00' })
})

const read = async (person: TestPerson, id: string, more = '') =>
  (await app.send(person, 'GET', `/transactions/${id}${more}`)).body
const amend = async (person: TestPerson, id: string, body: object, version?: number) => {
  const seen = version ?? (await read(owner, id)).version ?? 1
  const sent = { reason: 'The statement was corrected.', ...body }
  return app.send(person, 'PATCH', `/transactions/${id}/closing`, sent, { 'if-match': `"${seen}"` })
}
const preview = (person: TestPerson, id: string, body: object) =>
  app.send(person, 'POST', `/transactions/${id}/closing/preview`, body)
const confirmed = async (id: string) => (await read(agent, id, '/net-sheet')).confirmed
const CREDIT = { kind: 'credit', label: 'Repairs', amount: '4000.00', paid_by: 'seller', paid_to: 'buyer' }
const FEE = { kind: 'fee', label: 'Recording fee', amount: '85.00', paid_by: 'seller', paid_to: 'title' }
const add = async (id: string, amount: object) =>
  app.send(agent, 'POST', `/transactions/${id}/amounts`, amount)

/** A closed deal with a credit to the buyer. */
async function closedDeal(person = agent, more: object = {}) {
  const { id } = await deal(person, more)
  const credit = (await add(id, CREDIT)).body
  await close(person, id, '2026-03-02')
  return { id, credit }
}

describe('what was closed', () => {
  test('is amended by its own agents with a reason, and its commission only by managers', async () => {
    const { id } = await closedDeal()
    const colleague = await app.newPerson('agent', owner)
    const { version } = await read(agent, id)
    const change = (person: TestPerson, body: object) =>
      app.send(person, 'PATCH', `/transactions/${id}`, body, { 'if-match': `"${version}"` })
    for (const body of [
      { commission_rate: 0.9 },
      { transaction_type: 'lease' },
      { listing_agent_id: colleague.user_id },
    ])
      for (const person of [agent, colleague])
        expect((await change(person, body)).status, JSON.stringify(body)).toBe(403)
    expect((await amend(colleague, id, { sale_price: '1.00' })).status).toBe(403)
    expect((await amend(agent, id, { sale_price: '390000.00', reason: '' })).status).toBe(400)
    expect((await amend(agent, id, { sale_price: '390000.00' })).status).toBe(200)
    const basis = {
      ...{ version: 0, gross: { kind: 'flat', amount: '9000.00' } },
      ...{ paid_by: 'seller', listing_share: 0.5 },
    }
    expect((await amend(agent, id, { commission: basis })).status).toBe(403)
    expect((await amend(owner, id, { commission: basis })).status).toBe(200)
  })

  test('closed on a day from its contract on, and is not amended while it is open', async () => {
    const { id } = await closedDeal()
    expect((await amend(agent, id, { closed_on: '2019-01-01' })).status).toBe(400)
    expect((await amend(agent, id, { closed_on: '2199-01-01' })).status).toBe(400)
    const open = (await deal(agent)).id
    expect((await amend(agent, open, { sale_price: '1.00' })).status).toBe(422)
    expect((await preview(agent, open, { sale_price: '1.00' })).status).toBe(422)
  })

  test('keeps the amounts of its net sheet, but takes that one was paid', async () => {
    const { id, credit } = await closedDeal()
    const path = `/transactions/${id}/amounts/${credit.id}`
    const change = (body: object, version = 1) =>
      app.send(agent, 'PATCH', path, body, { 'if-match': `"${version}"` })
    expect((await add(id, FEE)).status).toBe(422)
    for (const body of [{ amount: '1.00' }, { status: 'waived' }, { paid_to: 'other' }])
      expect((await change(body)).status, JSON.stringify(body)).toBe(422)
    expect((await app.send(agent, 'DELETE', path)).status).toBe(422)
    expect((await change({ status: 'paid', settled_on: '2026-03-02' })).status).toBe(200)
  })
})

describe('an amendment', () => {
  test('corrects day and price with a reason, and computes again what followed in the year', async () => {
    const ben = await app.newPerson('agent', owner)
    await plan(owner, ben, { cap: '8000.00' })
    const [first, second, pending] = [await deal(ben), await deal(ben), await deal(ben)]
    await close(ben, first.id, '2026-02-02')
    await close(ben, second.id, '2026-03-02')
    await app.runJobs()
    expect(await amounts(owner, second.id)).toMatchObject({ company: '2000.00' })
    const path = `/transactions/${first.id}`
    const { version } = await read(ben, first.id)
    const patched = await app.send(ben, 'PATCH', path, { sale_price: '1.00' }, { 'if-match': `"${version}"` })
    expect(patched.status).toBe(422)
    expect((await amend(ben, first.id, { sale_price: '400000.00' })).status).toBe(400)
    const change = { sale_price: '200000.00', closed_on: '2026-02-03' }
    const shown = await preview(ben, first.id, change)
    expect(shown.body).toMatchObject({ other_deals: 1 })
    const amended = await amend(ben, first.id, change)
    expect(amended.body).toMatchObject(change)
    await app.runJobs()
    expect(await amounts(owner, first.id)).toMatchObject({ company: '3000.00' })
    expect(await amounts(owner, second.id)).toMatchObject({ company: '5000.00' })
    expect(await amounts(owner, pending.id)).toMatchObject({ company: '0.00' })
    expect(await confirmed(first.id)).toMatchObject({ sale_price: '400000.00', closed_on: '2026-02-02' })
  })

  test('takes the amounts of the net sheet: added, changed and removed', async () => {
    const { id, credit } = await closedDeal()
    const deposit = {
      kind: 'deposit',
      label: 'Option fee',
      amount: '100',
      paid_by: 'buyer',
      paid_to: 'title',
    }
    const changed = [{ id: credit.id, version: 1, amount: '3500.00' }]
    const { status } = await amend(agent, id, { amounts: { added: [FEE, deposit], changed } })
    expect(status).toBe(200)
    const sheet = await read(agent, id, '/net-sheet')
    expect(sheet.result).toBe('376415.00')
    expect(sheet.confirmed.result).toBe('376000.00')
    const [entry] = (await read(agent, id, '/amendments')).items
    expect(entry).toMatchObject({
      ...{ reason: 'The statement was corrected.', user_name: expect.any(String) },
      changes: { result: { from: '$376,000.00', to: '$376,415.00' } },
      amounts: [
        { label: 'Repairs', from: '$4,000.00, seller to buyer', to: '$3,500.00, seller to buyer' },
        { label: 'Recording fee', from: null, to: '$85.00, seller to title' },
        { label: 'Option fee', from: null, to: '$100.00, buyer to title' },
      ],
    })
    expect((await amend(agent, id, { amounts: { removed: [credit.id] } })).status).toBe(200)
    expect((await read(agent, id, '/net-sheet')).result).toBe('379915.00')
    expect((await read(agent, id, '/amendments')).items).toHaveLength(2)
  })

  test('takes what the commission is computed by, and says it in words', async () => {
    const { id } = await closedDeal()
    const gross = {
      ...{ kind: 'tiered' },
      tiers: [
        { up_to: '300000', rate: 0.06 },
        { up_to: null, rate: 0.04 },
      ],
    }
    const commission = { version: 0, gross, paid_by: 'seller', listing_share: 0.5 }
    const shown = (await preview(owner, id, { commission })).body
    expect(shown.net_sheet).toMatchObject({ before: { result: '376000.00' }, after: { result: '374000.00' } })
    expect((await amend(owner, id, { commission })).status).toBe(200)
    const [entry] = (await read(agent, id, '/amendments')).items
    expect(entry.changes.commission).toEqual({ from: '5%', to: '6% up to $300,000.00, then 4%' })
    await app.runJobs()
    expect((await read(owner, id, '/commissions')).gross).toBe('22000.00')
    const falling = { ...gross, tiers: [{ up_to: '10', rate: 0.1 }] }
    expect(
      (await amend(owner, id, { commission: { ...commission, version: 1, gross: falling } })).status,
    ).toBe(400)
  })

  test('is made on what the person saw: of the deal, of an amount, of the commission', async () => {
    const { id, credit } = await closedDeal()
    const { version } = await read(agent, id)
    const price = { sale_price: '390000.00' }
    expect((await amend(agent, id, price, version + 7)).status).toBe(412)
    const changed = (seen: number) => ({
      amounts: { changed: [{ id: credit.id, version: seen, amount: '1.00' }] },
    })
    expect((await amend(agent, id, changed(4))).status).toBe(412)
    expect((await amend(agent, id, { amounts: { removed: [id] } })).status).toBe(404)
    await terms(owner, id, 0, { reason: 'Agreed at the closing table.' })
    const commission = {
      version: 0,
      gross: { kind: 'flat', amount: '1.00' },
      paid_by: 'buyer',
      listing_share: 0.5,
    }
    expect((await amend(owner, id, { commission })).status).toBe(412)
    const answers = await Promise.all([1, 2, 3].map(() => amend(agent, id, price, version)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await read(agent, id, '/net-sheet')).result).toBe('366500.00')
  })

  test('is previewed as it will be, and nothing is saved', async () => {
    const ben = await app.newPerson('agent', owner)
    await plan(owner, ben)
    const { id } = await closedDeal(ben)
    await app.runJobs()
    const change = { sale_price: '300000.00' }
    const { body } = await preview(ben, id, change)
    const line = (key: string) => body.commissions.find((one: { key: string }) => one.key === key)
    expect(line(ben.user_id)).toMatchObject({ from: '14000.00', to: '10500.00' })
    expect(body.changes).toMatchObject({ sale_price: { from: '400000.00', to: '300000.00' } })
    expect(await amounts(owner, id)).toMatchObject({ [ben.user_id]: '14000.00' })
    expect((await read(ben, id)).sale_price).toBe('400000.00')
    await amend(ben, id, change)
    await app.runJobs()
    expect(await amounts(owner, id)).toMatchObject({ [ben.user_id]: '10500.00' })
    expect((await preview(ben, id, change)).status).toBe(400)
  })

  test('shows no agent what a colleague is paid', async () => {
    const ben = await app.newPerson('agent', owner)
    const { id } = await closedDeal(agent, { listing_agent_id: agent.user_id, selling_agent_id: ben.user_id })
    await app.runJobs()
    const keys = async (person: TestPerson) =>
      (await preview(person, id, { sale_price: '1000.00' })).body.commissions.map(
        ({ key }: { key: string }) => key,
      )
    expect(await keys(ben)).not.toContain(agent.user_id)
    expect(await keys(ben)).toContain(ben.user_id)
    expect(await keys(owner)).toEqual(expect.arrayContaining([agent.user_id, ben.user_id]))
  })

  test('is made by no viewer, and is nothing to a stranger', async () => {
    const { id } = await closedDeal()
    const change = { sale_price: '1.00' }
    for (const [person, status] of [
      [viewer, 403],
      [stranger, 404],
    ] as const) {
      expect((await amend(person, id, change)).status).toBe(status)
      expect((await preview(person, id, change)).status).toBe(status)
      expect((await app.send(person, 'GET', `/transactions/${id}/amendments`)).status).toBe(status)
    }
  })
})
