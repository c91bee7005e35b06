import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { deal, terms } = commissionsOf(app)
let owner: TestPerson
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let id: string

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
  id = (await deal(agent)).id
})

const EARNEST = {
  kind: 'earnest_money',
  label: 'Earnest money',
  amount: '20000.00',
  paid_by: 'buyer',
  paid_to: 'title',
}
const add = (person: TestPerson, more: object = {}) =>
  app.send(person, 'POST', `/transactions/${id}/amounts`, { ...EARNEST, ...more })
const change = (person: TestPerson, amount_id: string, version: number, body: object) =>
  app.send(person, 'PATCH', `/transactions/${id}/amounts/${amount_id}`, body, { 'if-match': `"${version}"` })
const sheet = (person: TestPerson, query = '', deal_id = id) =>
  app.send(person, 'GET', `/transactions/${deal_id}/net-sheet${query}`)

describe('an amount of a deal', () => {
  test('says who pays whom, who holds it and when it came, and each step is a fact', async () => {
    const { body: holder } = await app.send(agent, 'POST', '/contacts', { display_name: 'First Bay Title' })
    const added = await add(agent, { held_by: holder.id, due_on: '2026-01-08' })
    expect([added.status, added.body]).toMatchObject([
      201,
      { status: 'expected', held_by_name: 'First Bay Title', settled_on: null, version: 1 },
    ])
    const { id: amount_id } = added.body
    const received = { status: 'received', settled_on: '2026-01-07' }
    expect((await change(agent, amount_id, 1, received)).body).toMatchObject({ ...received, version: 2 })
    expect((await change(agent, amount_id, 1, received)).status).toBe(412)
    const path = `/transactions/${id}/amounts/${amount_id}`
    expect((await app.send(agent, 'DELETE', path)).status).toBe(204)
    const facts = await app.query(
      `select name, payload ->> 'name' as label from events where subject_id = '${id}' and name like '%amount%' order by id`,
    )
    expect(facts).toEqual(
      ['added', 'changed', 'removed'].map((step) => ({
        name: `transactions.amount_${step}`,
        label: 'Earnest money',
      })),
    )
  })

  test('is paid from one side to another, and is no text', async () => {
    expect(await add(agent, { paid_to: 'buyer' })).toMatchObject({
      status: 400,
      body: { issues: [{ field: 'paid_to' }] },
    })
    for (const amount of ['ten', '-5', '1.005', '']) expect((await add(agent, { amount })).status).toBe(400)
    const { body: known } = await add(agent)
    expect((await change(agent, known.id, 1, { paid_by: 'title' })).status).toBe(400)
    await app.send(agent, 'DELETE', `/transactions/${id}/amounts/${known.id}`)
  })

  test('is changed by no viewer, and is nothing to a stranger', async () => {
    const { body } = await add(agent)
    const path = `/transactions/${id}/amounts/${body.id}`
    expect((await add(viewer)).status).toBe(403)
    expect((await app.send(viewer, 'GET', `/transactions/${id}/amounts`)).body.items).toHaveLength(1)
    expect((await add(stranger)).status).toBe(404)
    expect((await change(stranger, body.id, 1, { amount: '1.00' })).status).toBe(404)
    expect((await app.send(stranger, 'DELETE', path)).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/transactions/${id}/amounts`)).status).toBe(404)
    const other = (await deal(agent)).id
    expect((await app.send(agent, 'DELETE', `/transactions/${other}/amounts/${body.id}`)).status).toBe(404)
    await app.send(agent, 'DELETE', path)
  })
})

describe('a net sheet', () => {
  test('adds up price, commission and amounts for the seller and for the buyer', async () => {
    for (const more of [
      {},
      { kind: 'payoff', label: 'Payoff', amount: '150000.00', paid_by: 'seller', paid_to: 'lender' },
      { kind: 'credit', label: 'Repairs', amount: '4000.00', paid_by: 'seller', paid_to: 'buyer' },
    ])
      await add(agent, more)
    const seller = (await sheet(agent)).body
    expect(seller).toMatchObject({
      view: 'seller',
      sale_price: '400000.00',
      result: '226000.00',
      confirmed: null,
    })
    expect(
      seller.lines.map(({ label, amount }: { label: string; amount: string }) => [label, amount]),
    ).toEqual([
      ['Sale price', '400000.00'],
      ['Commission', '20000.00'],
      ['Payoff', '150000.00'],
      ['Repairs', '4000.00'],
      ['Net to seller', '226000.00'],
    ])
    expect((await sheet(agent, '?view=buyer')).body.result).toBe('376000.00')
    expect((await sheet(agent, '?sale_price=500000.00')).body.result).toBe('321000.00')
  })

  test('takes the commission that was agreed, also for an agent who doesn’t see how it is shared', async () => {
    await terms(owner, id, 0, { gross: { kind: 'flat', amount: '12345.67' }, paid_by: 'buyer' })
    expect((await sheet(agent)).body.result).toBe('246000.00')
    expect((await sheet(agent, '?view=buyer')).body.result).toBe('388345.67')
  })

  test('is for sales and purchases with a price, for those who work on the deal', async () => {
    const lease = (await deal(agent, { transaction_type: 'lease' })).id
    expect((await sheet(agent, '', lease)).status).toBe(422)
    expect((await sheet(agent, '', (await deal(agent, { sale_price: null })).id)).status).toBe(422)
    expect((await sheet(viewer)).status).toBe(403)
    expect((await sheet(stranger)).status).toBe(404)
  })
})
