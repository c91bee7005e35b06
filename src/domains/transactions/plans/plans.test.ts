import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { deal, plan, close, amounts } = commissionsOf(app)
let owner: TestPerson
let officer: TestPerson
let ana: TestPerson
let ben: TestPerson
let stranger: TestPerson
const THIS_YEAR = new Date().getUTCFullYear()

beforeAll(async () => {
  owner = await app.newPerson('owner')
  officer = await app.newPerson('officer', owner)
  stranger = await app.newPerson('owner')
})
beforeEach(async () => {
  ana = await app.newPerson('agent', owner)
  ben = await app.newPerson('agent', owner)
})

const read = (person: TestPerson, id: string) => app.send(person, 'GET', `/commission-plans/${id}`)
const change = (person: TestPerson, id: string, version: number, body: object) =>
  app.send(person, 'PATCH', `/commission-plans/${id}`, body, { 'if-match': `"${version}"` })
const progressOf = async (person: TestPerson, agent: TestPerson) =>
  (await app.send(person, 'GET', '/commission-plans/progress?limit=200')).body.items.find(
    ({ user_id }: { user_id: string }) => user_id === agent.user_id,
  )

describe('a commission plan', () => {
  test('is set by those who manage commissions, and seen by its agent and by no other', async () => {
    const { id } = await plan(officer, ana, { cap: '18000.00' })
    expect((await read(ana, id)).body).toMatchObject({ user_id: ana.user_id, cap: '18000.00', version: 1 })
    expect((await read(ben, id)).status).toBe(404)
    expect((await read(stranger, id)).status).toBe(404)
    expect((await change(stranger, id, 1, { cap: null })).status).toBe(404)
    expect((await change(ana, id, 1, { cap: '1.00' })).status).toBe(403)
    const listed = (await app.send(ben, 'GET', '/commission-plans')).body.items
    expect(listed).toEqual([])
  })

  test('begins at nothing and rises, once for each agent and day, for members only', async () => {
    const body = {
      ...{ user_id: ana.user_id, valid_from: '2024-01-01', anniversary: '2024-01-01', cap: null },
      ...{ tiers: [{ from: '0', rate: 0.7 }], deductions: [] },
    }
    const create = (more: object, person = owner) =>
      app.send(person, 'POST', '/commission-plans', { ...body, ...more })
    for (const tiers of [
      [{ from: '10', rate: 0.7 }],
      [
        { from: '0', rate: 0.7 },
        { from: '0', rate: 0.8 },
      ],
    ])
      expect(await create({ tiers })).toMatchObject({ status: 400, body: { issues: [{ field: 'tiers' }] } })
    expect((await create({ user_id: stranger.user_id })).status).toBe(404)
    expect((await create({}, ana)).status).toBe(403)
    expect((await create({})).status).toBe(201)
    expect(await create({})).toMatchObject({ status: 409, body: { issues: [{ field: 'valid_from' }] } })
  })

  test('of a later day changes nothing that closed before it, and everything that follows', async () => {
    await plan(owner, ana)
    const [closed, pending] = [await deal(ana), await deal(ana, { closing_date: '2026-09-01' })]
    await close(ana, closed.id, '2026-03-02')
    await plan(owner, ana, { valid_from: '2026-04-01', tiers: [{ from: '0', rate: 0.9 }] })
    await app.runJobs()
    expect(await amounts(owner, closed.id)).toMatchObject({ [ana.user_id]: '14000.00' })
    expect(await amounts(owner, pending.id)).toMatchObject({ [ana.user_id]: '18000.00' })
  })

  test('that changes moves the agent’s year, and not what closed in an earlier one', async () => {
    const { id } = await plan(owner, ana, { anniversary: '2020-01-01' })
    const [before, now] = [await deal(ana), await deal(ana)]
    await close(ana, before.id, `${THIS_YEAR - 1}-12-30`)
    await close(ana, now.id, `${THIS_YEAR}-01-02`)
    await app.runJobs()
    expect((await change(owner, id, 1, { tiers: [{ from: '0', rate: 0.6 }] })).body.version).toBe(2)
    expect((await change(owner, id, 1, { cap: '1.00' })).status).toBe(412)
    await app.runJobs()
    expect(await amounts(owner, before.id)).toMatchObject({ [ana.user_id]: '14000.00' })
    expect(await amounts(owner, now.id)).toMatchObject({ [ana.user_id]: '12000.00' })
  })
})

describe('an agent’s year', () => {
  test('adds what closed in it, says what is left to the cap, and names the deals', async () => {
    await plan(owner, ana, { cap: '8000.00', anniversary: '2020-01-01' })
    const [old, closed, pending] = [
      await deal(ana),
      await deal(ana),
      await deal(ana, { closing_date: `${THIS_YEAR}-12-31` }),
    ]
    await close(ana, old.id, `${THIS_YEAR - 1}-12-31`)
    await close(ana, closed.id, `${THIS_YEAR}-01-01`)
    await app.runJobs()
    const year = await progressOf(ana, ana)
    expect(year).toMatchObject({
      ...{ year_from: `${THIS_YEAR}-01-01`, year_until: `${THIS_YEAR}-12-31`, cap: '8000.00' },
      ...{
        brought_in: '20000.00',
        kept: '6000.00',
        left: '2000.00',
        earned: '14000.00',
        pending_kept: '2000.00',
      },
    })
    type Counted = { transaction_id: string }
    expect(year.deals.map(({ transaction_id }: Counted) => transaction_id)).toEqual([closed.id, pending.id])
    expect(await progressOf(owner, ana)).toMatchObject({ kept: '6000.00' })
    expect(await progressOf(ben, ana)).toBeUndefined()
    expect(await progressOf(stranger, ana)).toBeUndefined()
  })

  test('is the same in pages', async () => {
    await plan(owner, ana)
    await plan(owner, ben)
    const { body } = await app.send(owner, 'GET', '/commission-plans/progress?limit=1')
    expect(body.items).toHaveLength(1)
    const next = await app.send(owner, 'GET', `/commission-plans/progress?limit=1&cursor=${body.next_cursor}`)
    expect(next.body.items[0].user_id > body.items[0].user_id).toBe(true)
  })
})

test('a franchise fee comes off first from its day on, and ends with a rate of zero', async () => {
  const boss = await app.newPerson('owner')
  const agent = await app.newPerson('agent', boss)
  const set = (valid_from: string, rate: number, person = boss) =>
    app.send(person, 'POST', '/franchise-fees', { valid_from, rate, at_most: '1000.00' })
  expect((await set('2026-01-01', 0.1)).status).toBe(201)
  expect((await set('2026-07-01', 0)).status).toBe(201)
  expect((await set('2026-07-01', 0.1)).status).toBe(409)
  expect((await set('2026-08-01', 0.1, agent)).status).toBe(403)
  expect((await app.send(agent, 'GET', '/franchise-fees')).status).toBe(403)
  expect((await app.send(stranger, 'GET', '/franchise-fees')).body.items).toEqual([])
  await plan(boss, agent)
  const [early, late] = [await deal(agent), await deal(agent, { closing_date: '2026-08-01' })]
  await app.runJobs()
  expect(await amounts(boss, early.id)).toEqual({
    franchise: '1000.00',
    [agent.user_id]: '13300.00',
    company: '5700.00',
  })
  expect(await amounts(boss, late.id)).toEqual({ [agent.user_id]: '14000.00', company: '6000.00' })
})
