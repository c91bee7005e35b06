import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

const create = async (more: object = {}) => {
  const deal = {
    ...{ transaction_type: 'sale', side: 'listing', property: { address_line1: '12 Harbor Street' } },
    ...more,
  }
  return (await app.send(agent, 'POST', '/transactions', deal)).body
}
const pending = { stage: 'clear_to_close', contract_date: '2026-03-02' }
const move = (person: TestPerson, id: string, step: object) =>
  app.send(person, 'POST', `/transactions/${id}/stage`, step)
const cancel = (person: TestPerson, id: string, reason = 'Financing was denied.') =>
  app.send(person, 'POST', `/transactions/${id}/cancel`, { reason })
const lastFact = async (id: string) =>
  (await app.query(`select name, payload from events where subject_id = '${id}' order by id desc limit 1`))[0]
const yesterday = () => new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)

describe('the stage of a deal', () => {
  test('moves along, needs the day of the contract, and each step is a fact', async () => {
    const { id } = await create()
    expect((await move(agent, id, { from: 'pre_listing', to: 'listed' })).body.stage).toBe('listed')
    const without = await move(agent, id, { from: 'listed', to: 'under_contract' })
    expect(without).toMatchObject({ status: 400, body: { issues: [{ field: 'contract_date' }] } })
    const step = { from: 'listed', to: 'under_contract', contract_date: '2026-03-02' }
    expect((await move(agent, id, step)).body).toMatchObject({
      ...{ stage: 'under_contract', status: 'pending', contract_date: '2026-03-02' },
    })
    expect(await lastFact(id)).toEqual({
      name: 'transactions.stage_changed',
      payload: { from: 'listed', to: 'under_contract' },
    })
  })

  test('is moved by one of two people at once; the other is asked to look again', async () => {
    const { id } = await create()
    const answers = await Promise.all(
      ['listed', 'offer', 'listed', 'offer'].map((to) => move(agent, id, { from: 'pre_listing', to })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    const moved = await app.query(
      `select id from events where subject_id = '${id}' and name = 'transactions.stage_changed'`,
    )
    expect(moved).toHaveLength(1)
  })

  test('goes back from a contract only with a reason', async () => {
    const { id } = await create(pending)
    const back = { from: 'clear_to_close', to: 'listed' }
    expect((await move(agent, id, back)).body.issues).toEqual([{ field: 'reason', reason: 'is missing' }])
    const reason = 'The buyer’s loan fell through.'
    expect((await move(agent, id, { ...back, reason })).body.stage).toBe('listed')
    expect(await lastFact(id)).toEqual({ name: 'transactions.reopened', payload: { ...back, reason } })
    expect((await move(agent, id, { from: 'listed', to: 'closed' })).status).toBe(422)
  })

  test('is moved by no one who may not change the deal, and by no stranger', async () => {
    const { id } = await create()
    const step = { from: 'pre_listing', to: 'listed' }
    expect((await move(viewer, id, step)).status).toBe(403)
    expect((await cancel(viewer, id)).status).toBe(403)
    expect((await move(stranger, id, step)).status).toBe(404)
    expect((await cancel(stranger, id)).status).toBe(404)
  })
})

describe('a closing', () => {
  test('takes the day and the price, and says so in a fact', async () => {
    const { id } = await create(pending)
    const step = { from: 'clear_to_close', to: 'closed' }
    const missing = await move(agent, id, step)
    expect(missing.body.issues.map(({ field }: { field: string }) => field)).toEqual([
      'closed_on',
      'sale_price',
    ])
    const ahead = await move(agent, id, { ...step, closed_on: '2199-01-01', sale_price: '1.00' })
    expect(ahead.body.issues).toEqual([{ field: 'closed_on', reason: 'is in the future' }])
    const closed = await move(agent, id, { ...step, closed_on: yesterday(), sale_price: '832500.00' })
    expect(closed.body).toMatchObject({ status: 'closed', closed_on: yesterday(), sale_price: '832500.00' })
    expect(await lastFact(id)).toMatchObject({
      name: 'transactions.closed',
      payload: { closed_on: yesterday(), sale_price: '832500.00' },
    })
    expect((await cancel(agent, id)).status).toBe(422)
  })

  test('of a lease needs no price', async () => {
    const { id } = await create({ ...pending, transaction_type: 'lease' })
    const step = { from: 'clear_to_close', to: 'closed', closed_on: yesterday() }
    expect((await move(agent, id, step)).body).toMatchObject({ stage: 'closed', sale_price: null })
  })

  test('can be undone on its day with a reason, and not later', async () => {
    const { id } = await create({ ...pending, sale_price: '10.00' })
    const close = { from: 'clear_to_close', to: 'closed', closed_on: yesterday() }
    await move(agent, id, close)
    const undo = { from: 'closed', to: 'clear_to_close', reason: 'Entered for the wrong deal.' }
    expect((await move(agent, id, { ...undo, reason: undefined })).status).toBe(400)
    expect((await move(agent, id, undo)).body).toMatchObject({ stage: 'clear_to_close', closed_on: null })
    await move(agent, id, close)
    await app.query(`update transactions set closed_at = closed_at - interval '2 days' where id = '${id}'`)
    expect((await move(agent, id, undo)).status).toBe(422)
  })

  test('brings its parties closer, and one that was undone does not', async () => {
    const contact = (await app.send(agent, 'POST', '/contacts', { display_name: 'Close Client' })).body
    const parties = [{ contact_id: contact.id, role: 'seller' }]
    const { id } = await create({ ...pending, sale_price: '10.00', parties })
    const close = { from: 'clear_to_close', to: 'closed', closed_on: yesterday() }
    const undo = { from: 'closed', to: 'clear_to_close', reason: 'Entered too early.' }
    await move(agent, id, close)
    await move(agent, id, undo)
    await move(agent, id, close)
    const { body } = await app.send(agent, 'GET', `/contacts/${contact.id}/timeline`)
    const names = body.items.map(({ name }: { name: string }) => name)
    expect(names.filter((name: string) => name === 'transactions.closed')).toHaveLength(1)
    expect(names).toContain('transactions.reopened')
  })
})

test('a cancelled deal keeps its reason, and comes back with another', async () => {
  const { id } = await create(pending)
  expect((await app.send(agent, 'POST', `/transactions/${id}/cancel`, {})).status).toBe(400)
  expect((await cancel(agent, id)).body).toMatchObject({
    ...{ status: 'cancelled', cancel_reason: 'Financing was denied.', may: { reopen: true, archive: true } },
  })
  expect((await cancel(agent, id)).status).toBe(422)
  const reopen = { from: 'cancelled', to: 'listed', reason: 'The seller is back.' }
  expect((await move(agent, id, reopen)).body).toMatchObject({ stage: 'listed', cancel_reason: null })
})
