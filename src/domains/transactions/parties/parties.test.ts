import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let deal: string

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
  deal = await newDeal(agent)
})

const newDeal = async (person: TestPerson) => {
  const property = { address_line1: '12 Harbor Street' }
  const body = { transaction_type: 'sale', side: 'listing', property }
  return (await app.send(person, 'POST', '/transactions', body)).body.id
}
const newContact = async (person: TestPerson, display_name: string, more: object = {}) =>
  (await app.send(person, 'POST', '/contacts', { display_name, ...more })).body.id
const add = (person: TestPerson, contact_id: string, role = 'seller', more: object = {}) =>
  app.send(person, 'POST', `/transactions/${deal}/parties`, { contact_id, role, ...more })
const list = async (person: TestPerson, id = deal) =>
  (await app.send(person, 'GET', `/transactions/${id}/parties`)).body

describe('a party of a deal', () => {
  test('is a contact in a role, on the side of that role unless someone says otherwise', async () => {
    const rosa = await newContact(agent, 'Rosa Delgado', { emails: [{ email: 'rosa@example.com' }] })
    const { status, body } = await add(agent, rosa, 'seller', { signing_order: 1 })
    expect([status, body]).toMatchObject([
      201,
      { display_name: 'Rosa Delgado', email: 'rosa@example.com', side: 'listing', signing_order: 1 },
    ])
    expect((await add(agent, rosa, 'attorney', { side: 'selling' })).body.side).toBe('selling')
    expect(await add(agent, rosa)).toMatchObject({ status: 409, body: { issues: [{ field: 'contact_id' }] } })
    const { body: detail } = await app.send(agent, 'GET', `/transactions/${deal}`)
    expect(detail.client_names).toEqual(['Rosa Delgado'])
  })

  test('can be removed again, and the history of the deal has both', async () => {
    const id = (await add(agent, await newContact(agent, 'Short Stay'), 'lender')).body.id
    expect((await app.send(viewer, 'DELETE', `/transactions/${deal}/parties/${id}`)).status).toBe(403)
    expect((await app.send(agent, 'DELETE', `/transactions/${deal}/parties/${id}`)).status).toBe(204)
    expect((await app.send(agent, 'DELETE', `/transactions/${deal}/parties/${id}`)).status).toBe(404)
    const { body } = await app.send(agent, 'GET', `/transactions/${deal}/timeline`)
    expect(body.items.slice(0, 2)).toMatchObject([
      { name: 'transactions.party_removed', summary: 'Short Stay' },
      { name: 'transactions.party_added', summary: 'Short Stay' },
    ])
  })

  test('is given another role, side or place in the signing order, and what stands in the history', async () => {
    const { id } = (await add(agent, await newContact(agent, 'Role Changer'), 'buyer')).body
    const change = (person: TestPerson, body: object) =>
      app.send(person, 'PATCH', `/transactions/${deal}/parties/${id}`, body)
    expect(await change(agent, { role: 'seller' })).toMatchObject({
      status: 200,
      body: { role: 'seller', side: 'listing' },
    })
    expect(await change(agent, { signing_order: 2, side: null })).toMatchObject({
      status: 200,
      body: { role: 'seller', side: null, signing_order: 2 },
    })
    expect((await change(agent, { signing_order: null })).body.signing_order).toBeNull()
    expect((await change(agent, { role: 'king' })).status).toBe(400)
    expect((await change(viewer, { role: 'buyer' })).status).toBe(403)
    expect((await change(stranger, { role: 'buyer' })).status).toBe(404)
    const { body } = await app.send(agent, 'GET', `/transactions/${deal}/timeline`)
    expect(body.items[0]).toMatchObject({ name: 'transactions.party_changed', summary: 'Role Changer' })
    await app.send(agent, 'DELETE', `/transactions/${deal}/parties/${id}`)
  })

  test('of another organization, or in a deal of another, does not exist', async () => {
    const theirs = await newContact(stranger, 'Their Client')
    expect((await add(agent, theirs)).status).toBe(404)
    expect((await add(stranger, theirs)).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/transactions/${deal}/parties`)).status).toBe(404)
    const { id } = (await list(agent)).items[0]
    expect((await app.send(stranger, 'DELETE', `/transactions/${deal}/parties/${id}`)).status).toBe(404)
    const other = await newDeal(agent)
    expect((await app.send(agent, 'DELETE', `/transactions/${other}/parties/${id}`)).status).toBe(404)
  })

  test('that someone may not see stays hidden from them, in the deal and in its history', async () => {
    const secret = await newContact(agent, 'Secret Client', { visibility: 'private' })
    await add(agent, secret, 'buyer')
    expect(JSON.stringify(await list(agent))).toContain('Secret Client')
    expect(JSON.stringify(await list(viewer))).not.toContain('Secret Client')
    const seen = await app.send(viewer, 'GET', `/transactions/${deal}/timeline`)
    expect(seen.raw.toString()).not.toContain('Secret Client')
    const { body } = await app.send(viewer, 'GET', '/transactions')
    expect(JSON.stringify(body)).not.toContain('Secret Client')
  })
})

describe('merging a contact', () => {
  test('moves what it is a party of, a later party goes to the winner, and undoing gives it back', async () => {
    const [winner, loser] = [await newContact(agent, 'Winner'), await newContact(agent, 'Loser')]
    const path = `/transactions/${await newDeal(agent)}/parties`
    await app.send(agent, 'POST', path, { contact_id: loser, role: 'seller' })
    const merge = await app.send(agent, 'POST', `/contacts/${loser}/merge`, { into_contact_id: winner })
    expect(merge.status).toBe(200)
    const names = async () =>
      (await app.send(agent, 'GET', path)).body.items.map((one: { display_name: string }) => one.display_name)
    expect(await names()).toEqual(['Winner'])
    expect((await app.send(agent, 'POST', path, { contact_id: loser, role: 'buyer' })).body.contact_id).toBe(
      winner,
    )
    await app.send(agent, 'POST', `/contact-merges/${merge.body.merge_id}/undo`)
    expect(await names()).toEqual(['Loser', 'Winner'])
  })
})
