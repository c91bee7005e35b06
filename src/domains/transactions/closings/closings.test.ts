import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { deal, plan, close } = commissionsOf(app)
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

const confirmed = async (id: string) =>
  (await app.send(agent, 'GET', `/transactions/${id}/net-sheet`)).body.confirmed
const facts = (id: string) =>
  app.query(`select name, payload from events where subject_id = '${id}' order by id desc limit 3`)

describe('a closing', () => {
  test('keeps the net sheet as it was confirmed', async () => {
    const { id } = await deal(agent)
    const closed = await close(agent, id, '2026-03-02', { sale_price: '410000.00', result: '389500.00' })
    expect(closed.body).toMatchObject({ stage: 'closed', closed_on: '2026-03-02', sale_price: '410000.00' })
    const kept = { result: '389500.00', sale_price: '410000.00', closed_on: '2026-03-02' }
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
  })
})
