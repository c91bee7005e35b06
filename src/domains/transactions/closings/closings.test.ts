import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { deal, plan, close, amounts } = commissionsOf(app)
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

const amend = (person: TestPerson, id: string, body: object) =>
  app.send(person, 'POST', `/transactions/${id}/amend`, { reason: 'The statement was corrected.', ...body })
const confirmed = async (id: string) =>
  (await app.send(agent, 'GET', `/transactions/${id}/net-sheet`)).body.confirmed
const facts = (id: string) =>
  app.query(`select name, payload from events where subject_id = '${id}' order by id desc limit 3`)

describe('a closing', () => {
  test('keeps the net sheet as it was confirmed, whatever is added later', async () => {
    const { id } = await deal(agent)
    const closed = await close(agent, id, '2026-03-02', { sale_price: '410000.00', result: '389500.00' })
    expect(closed.body).toMatchObject({ stage: 'closed', closed_on: '2026-03-02', sale_price: '410000.00' })
    const kept = { result: '389500.00', sale_price: '410000.00', closed_on: '2026-03-02' }
    expect(await confirmed(id)).toMatchObject(kept)
    const fee = { kind: 'fee', label: 'Late fee', amount: '100.00', paid_by: 'seller', paid_to: 'title' }
    await app.send(agent, 'POST', `/transactions/${id}/amounts`, fee)
    expect(await confirmed(id)).toMatchObject(kept)
    expect((await facts(id)).map(({ name }) => name)).toContain('transactions.closed')
  })

  test('with a net sheet that has changed meanwhile closes nothing', async () => {
    const { id } = await deal(agent)
    expect((await close(agent, id, '2026-03-02', { result: '1.00' })).status).toBe(409)
    expect((await app.send(agent, 'GET', `/transactions/${id}`)).body.stage).toBe('clear_to_close')
    expect(await app.query(`select id from transaction_closings where transaction_id = '${id}'`)).toEqual([])
    expect((await close(agent, id, '2199-01-01')).status).toBe(400)
  })

  test('that is undone on its day has no confirmed figures, and those of the next are its own', async () => {
    const { id } = await deal(agent)
    await close(agent, id, '2026-03-02')
    const undo = { from: 'closed', to: 'clear_to_close', reason: 'Entered for the wrong deal.' }
    expect((await app.send(agent, 'POST', `/transactions/${id}/stage`, undo)).status).toBe(200)
    expect(await confirmed(id)).toBeNull()
    await close(agent, id, '2026-03-03', { sale_price: '300000.00' })
    expect(await confirmed(id)).toMatchObject({ closed_on: '2026-03-03', result: '285000.00' })
  })

  test('is made by no viewer and no stranger', async () => {
    const { id } = await deal(agent)
    expect((await close(viewer, id, '2026-03-02')).status).toBe(403)
    expect((await close(stranger, id, '2026-03-02')).status).toBe(404)
    expect((await amend(viewer, id, { sale_price: '1.00' })).status).toBe(403)
    expect((await amend(stranger, id, { sale_price: '1.00' })).status).toBe(404)
    expect((await amend(agent, id, { sale_price: '1.00' })).status).toBe(422)
  })
})

describe('what was closed', () => {
  test('is changed by its own agents with a reason, and what its commission was computed by only by managers', async () => {
    const { id } = await deal(agent)
    await close(agent, id, '2026-03-02')
    const colleague = await app.newPerson('agent', owner)
    const { version } = (await app.send(agent, 'GET', `/transactions/${id}`)).body
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
    expect((await amend(agent, id, { sale_price: '390000.00' })).status).toBe(200)
    const { body } = await app.send(owner, 'GET', `/transactions/${id}`)
    const corrected = await app.send(
      owner,
      'PATCH',
      `/transactions/${id}`,
      { commission_rate: 0.05 },
      { 'if-match': `"${body.version}"` },
    )
    expect(corrected.status).toBe(200)
  })

  test('closed on a day from its contract on: the day says in which year of its agents it counts', async () => {
    const { id } = await deal(agent)
    const before = await close(agent, id, '2019-03-02')
    expect(before).toMatchObject({ status: 400, body: { issues: [{ field: 'closed_on' }] } })
    await close(agent, id, '2026-03-02')
    expect((await amend(agent, id, { closed_on: '2019-01-01' })).status).toBe(400)
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
    const { version } = (await app.send(ben, 'GET', path)).body
    const patched = await app.send(ben, 'PATCH', path, { sale_price: '1.00' }, { 'if-match': `"${version}"` })
    expect(patched.status).toBe(422)
    expect((await amend(ben, first.id, { sale_price: '400000.00' })).status).toBe(400)
    expect((await amend(ben, first.id, { closed_on: '2199-01-01' })).status).toBe(400)
    const amended = await amend(ben, first.id, { sale_price: '200000.00', closed_on: '2026-02-03' })
    expect(amended.body).toMatchObject({ sale_price: '200000.00', closed_on: '2026-02-03' })
    expect((await facts(first.id))[0]).toMatchObject({
      name: 'transactions.amended',
      payload: {
        reason: 'The statement was corrected.',
        changes: { sale_price: { from: '400000.00', to: '200000.00' } },
      },
    })
    await app.runJobs()
    expect(await amounts(owner, first.id)).toMatchObject({ company: '3000.00' })
    expect(await amounts(owner, second.id)).toMatchObject({ company: '5000.00' })
    expect(await amounts(owner, pending.id)).toMatchObject({ company: '0.00' })
    expect(await confirmed(first.id)).toMatchObject({ sale_price: '400000.00', closed_on: '2026-02-02' })
  })
})
