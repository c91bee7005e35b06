import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { guestsOf } from '#testing/guests.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_ADDRESS: '1000000' })
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('assistant', agent)
  stranger = await app.newPerson('owner')
})

const { post, get, newDeal, newParty, newDocument, invite } = guestsOf(app, () => agent)
const end = (deal: string, guest: string, person = agent) =>
  app.send(person, 'DELETE', `/transactions/${deal}/guests/${guest}`)
const share = (document: string, email: string, person = agent) =>
  post(`/documents/${document}/shares`, { email, access_type: 'view' }, person)
const liveShares = async (document: string) =>
  (await app.query(`select id from document_shares where document_id = '${document}' and revoked_at is null`))
    .length

describe('ending the access of a client', () => {
  test('ends shares and requests that were emailed to their address for the deal, and no others', async () => {
    const [deal, other] = [await newDeal(), await newDeal()]
    const party = await newParty(deal, 'Ida Kahn')
    const { body: guest } = await invite(deal, party)
    const [theirs, elsewhere] = [await newDocument(deal, 'Disclosure'), await newDocument(other, 'Elsewhere')]
    for (const id of [theirs, elsewhere]) await share(id, 'Ida.Kahn@example.com')
    await share(theirs, 'someone.else@example.com')
    await post(`/transactions/${deal}/requests`, { party_id: party, title: 'Proof of funds' })
    const ended = await end(deal, guest.id)
    expect(ended).toMatchObject({ status: 200, body: { shares: 1, requests: 1, left: 0 } })
    expect(await liveShares(theirs)).toBe(1)
    expect(await liveShares(elsewhere)).toBe(1)
    const { items } = (await get(`/transactions/${deal}/requests`)).body
    expect(items).toMatchObject([{ state: 'revoked' }])
    expect((await end(deal, guest.id)).status).toBe(404)
  })

  test('leaves what a colleague shared or asked for, and counts it, also a request and a document that they don’t see', async () => {
    const deal = await newDeal()
    const party = await newParty(deal, 'Jon Pell')
    const { body: guest } = await invite(deal, party)
    const id = await newDocument(deal, 'Disclosure')
    await app.send(agent, 'PATCH', `/documents/${id}`, { visibility: 'agency' }, { 'if-match': '"1"' })
    await share(id, 'jon.pell@example.com', agent)
    await post(`/transactions/${deal}/requests`, { party_id: party, title: 'Tax bill', visibility: 'agency' })
    const secret = await newDocument(deal, 'Bank statement')
    await share(secret, 'jon.pell@example.com', agent)
    expect((await app.send(colleague, 'GET', `/documents/${secret}`)).status).toBe(404)
    expect((await get(`/transactions/${deal}/requests`, colleague)).body.items).toEqual([])
    expect(await end(deal, guest.id, colleague)).toMatchObject({
      ...{ status: 200, body: { shares: 0, requests: 0, left: 3 } },
    })
    expect(await liveShares(id)).toBe(1)
    const { items } = (await get(`/transactions/${deal}/requests`)).body
    expect(items).toMatchObject([{ state: 'open' }])
  })

  test('ends nothing that another client of the deal has at the same address', async () => {
    const deal = await newDeal()
    const [ann, bob] = [await newParty(deal, 'Ann Roe'), await newParty(deal, 'Bob Roe')]
    const { body: guest } = await invite(deal, ann, { email: 'roe@example.com' })
    await invite(deal, bob, { email: 'ROE@example.com' })
    const id = await newDocument(deal, 'Disclosure')
    await share(id, 'roe@example.com')
    expect((await end(deal, guest.id)).body).toEqual({ shares: 0, requests: 0, left: 0 })
    expect(await liveShares(id)).toBe(1)
  })

  test('is nothing that a stranger can do', async () => {
    const deal = await newDeal()
    const { body: guest } = await invite(deal, await newParty(deal, 'Kim Lund'))
    expect((await end(deal, guest.id, stranger)).status).toBe(404)
  })
})

test('a client who was invited at a typed address is asked for documents there', async () => {
  const deal = await newDeal()
  const contact = await post('/contacts', { display_name: 'Lea Moor' })
  const { body: party } = await post(`/transactions/${deal}/parties`, {
    ...{ contact_id: contact.body.id, role: 'seller' },
  })
  const ask = () => post(`/transactions/${deal}/requests`, { party_id: party.id, title: 'Proof of funds' })
  expect((await ask()).status).toBe(422)
  await invite(deal, party.id, { email: 'Lea@Home.example' })
  expect(await ask()).toMatchObject({ status: 201, body: { requested_from_email: 'lea@home.example' } })
  await app.runJobs()
  expect((await app.mailTo('lea@home.example')).text).toContain('Proof of funds')
})
