import { beforeAll, expect, test } from 'vitest'
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

const AGREEMENT = [
  'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
  'Date Prepared: March 3, 2026',
  'This is an offer from Maria Gonzalez ("Buyer").',
  'The real property to be acquired is 26 Quarry Road, Portland, OR 97201.',
  'The purchase price offered is $485,000.00.',
  'Close of escrow shall occur on April 17, 2026.',
].join('\n')

async function upload(text: string): Promise<string> {
  const { payload, headers } = form(Buffer.from(text), 'agreement.txt', { visibility: 'agency' })
  const { status, body } = await app.send(agent, 'POST', '/documents', payload, headers)
  expect(status, JSON.stringify(body)).toBe(201)
  await app.runJobs()
  return body.id
}

test('a document that can begin a deal waits on Today for its uploader alone, for 30 days or until it is in a deal', async () => {
  const document = await upload(AGREEMENT)
  const notes = await upload('Notes about 26 Quarry Road')
  const sources = async (person: TestPerson) => {
    const { status, body } = await app.send(person, 'GET', '/transaction-drafts?limit=100')
    expect(status, JSON.stringify(body)).toBe(200)
    return body.items
  }
  const waits = async (person: TestPerson, id = document) =>
    (await sources(person)).some((one: { id: string }) => one.id === id)
  expect(await sources(agent)).toContainEqual({
    ...{ id: document, document_type: 'contract', created_at: expect.any(String) },
    ...{ title: expect.any(String), address: '26 Quarry Road, Portland, OR 97201' },
  })
  expect(await waits(agent, notes)).toBe(false)
  expect([await waits(owner), await waits(colleague), await waits(stranger)]).toEqual([false, false, false])
  expect((await app.send(viewer, 'GET', '/transaction-drafts')).status).toBe(403)

  const moveBack = (days: number) =>
    app.asOwner(`update documents set created_at = now() - interval '${days} days' where id = '${document}'`)
  await moveBack(31)
  expect(await waits(agent)).toBe(false)
  await moveBack(29)
  expect(await waits(agent)).toBe(true)
  await app.send(agent, 'DELETE', `/documents/${document}`)
  expect(await waits(agent)).toBe(false)
  await app.send(agent, 'POST', `/documents/${document}/restore`)
  expect(await waits(agent)).toBe(true)

  const property = { address_line1: '26 Quarry Road', city: 'Portland', state: 'OR', zip_code: '97201' }
  const dates = { contract_date: '2026-03-03', closing_date: '2026-04-30' }
  const { body: deal } = await app.send(agent, 'POST', '/transactions', {
    ...{ transaction_type: 'purchase', side: 'selling', property },
    ...dates,
  })
  await app.runJobs()
  expect(await waits(agent)).toBe(false)
  const { body: proposed } = await app.send(agent, 'GET', `/transaction-proposals?document_id=${document}`)
  await app.send(agent, 'PATCH', `/transaction-proposals/${proposed.items[0].id}`, { state: 'dismissed' })
  expect(await waits(agent)).toBe(true)
  await app.send(agent, 'POST', `/transactions/${deal.id}/documents`, { document_id: document })
  expect(await waits(agent)).toBe(false)
})
