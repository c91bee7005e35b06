import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
})

const agreement = (street: string, buyer = 'Maria Gonzalez', seller = 'Thomas Whitfield') =>
  [
    'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
    'Date Prepared: March 3, 2026',
    `This is an offer from ${buyer} ("Buyer").`,
    `The real property to be acquired is ${street}, Portland, OR 97201.`,
    'The purchase price offered is $485,000.00.',
    'Close of escrow shall occur on April 17, 2026.',
    'Initial deposit: Buyer shall deliver $10,000.00 to escrow holder within 3 business days.',
    `Seller: ${seller}. Buyer shall obtain a loan of $388,000.00.`,
  ].join('\n')

const upload = async (person: TestPerson, text: string, visibility = 'agency') => {
  const { payload, headers } = form(Buffer.from(text), 'agreement.txt', { visibility })
  const { status, body } = await app.send(person, 'POST', '/documents', payload, headers)
  expect(status, JSON.stringify(body)).toBe(201)
  await app.runJobs()
  return body.id as string
}
const create = async (person: TestPerson, line: string, more: object = {}) => {
  const property = { address_line1: line, city: 'Portland', state: 'OR', zip_code: '97201' }
  const dates = { contract_date: '2026-03-03', closing_date: '2026-04-30' }
  const deal = { transaction_type: 'purchase', side: 'selling', property, ...dates, ...more }
  const { status, body } = await app.send(person, 'POST', '/transactions', deal)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const proposals = async (person: TestPerson, query: string) => {
  const { status, body } = await app.send(person, 'GET', `/transaction-proposals?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items
}
const of = (person: TestPerson, document_id: string) => proposals(person, `document_id=${document_id}`)
const decide = (person: TestPerson, id: string, state: string) =>
  app.send(person, 'PATCH', `/transaction-proposals/${id}`, { state })
const attached = async (person: TestPerson, deal: string) =>
  (await app.send(person, 'GET', `/transactions/${deal}/documents`)).body.items.map(
    ({ document_id }: { document_id: string }) => document_id,
  )

describe('a document that was read', () => {
  test('is proposed for the deal of its property, with the evidence, and attached by one click', async () => {
    const { body: contact } = await app.send(agent, 'POST', '/contacts', {
      display_name: 'Maria J. Gonzalez',
    })
    const deal = await create(agent, '742 Evergreen Terrace', {
      parties: [{ contact_id: contact.id, role: 'buyer' }],
    })
    const document = await upload(agent, agreement('742 Evergreen Terrace'))
    const [proposal, ...others] = await of(agent, document)
    expect(others).toEqual([])
    expect(proposal).toMatchObject({
      ...{ transaction_id: deal.id, address: '742 Evergreen Terrace, Portland, OR 97201', state: 'proposed' },
      score: expect.toSatisfy((score: number) => score > 0.8),
    })
    const texts = proposal.evidence.map(({ text }: { text: string }) => text)
    expect(texts).toContain('Address on page 1 is 742 Evergreen Terrace, Portland, OR 97201')
    expect(texts).toContain('Buyer Maria Gonzalez is a party')
    expect((await decide(viewer, proposal.id, 'accepted')).status).toBe(403)
    expect((await decide(stranger, proposal.id, 'accepted')).status).toBe(404)
    expect((await decide(agent, proposal.id, 'accepted')).body.state).toBe('accepted')
    expect(await attached(agent, deal.id)).toEqual([document])
    expect(await of(agent, document)).toEqual([])
    expect((await decide(agent, proposal.id, 'proposed')).body.state).toBe('proposed')
    expect(await attached(agent, deal.id)).toEqual([])
    expect(await of(agent, document)).toHaveLength(1)
  })

  test('begins a deal: everything that it says is filled in', async () => {
    await app.send(agent, 'POST', '/contacts', { display_name: 'Thomas Whitfield' })
    const document = await upload(agent, agreement('9 Quarry Road, Unit 4'))
    expect(await of(agent, document)).toEqual([])
    const { status, body } = await app.send(agent, 'GET', `/transaction-drafts/${document}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ proposed: true, transaction_type: 'purchase', property_id: null, sale_price: '485000.00' },
      ...{ contract_date: '2026-03-03', closing_date: '2026-04-17' },
      property: { address_line1: '9 Quarry Road', address_line2: 'Unit 4', city: 'Portland', state: 'OR' },
    })
    expect((await app.send(stranger, 'GET', `/transaction-drafts/${document}`)).status).toBe(404)
  })
})
