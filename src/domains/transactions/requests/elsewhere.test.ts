import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_ADDRESS: '1000000' })
let agent: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
})

/** The file that a client sends for a deal about 31 Quarry Road, once it is read. */
async function sent(address: string) {
  const property = { address_line1: '31 Quarry Road', city: 'Portland', state: 'OR', zip_code: '97201' }
  const post = (path: string, body: object) => app.send(agent, 'POST', path, body)
  const { id: deal } = (await post('/transactions', { transaction_type: 'sale', side: 'listing', property }))
    .body
  await post(`/transactions/${deal}/requirements`, { name: 'Contract', document_type: 'contract' })
  const emails = [{ email: 'sender@example.com' }]
  const contact_id = (await post('/contacts', { display_name: `Sender ${address}`, emails })).body.id
  const party_id = (await post(`/transactions/${deal}/parties`, { contact_id, role: 'seller' })).body.id
  await post(`/transactions/${deal}/requests`, { party_id, title: 'Contract', visibility: 'agency' })
  await app.runJobs()
  const token = /\/r\/([\w-]+)/.exec((await app.mailTo('sender@example.com')).text)?.[1]
  const text = [
    'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
    `The real property to be acquired is ${address}, Portland, OR 97201.`,
    'The purchase price is $485,000.00.',
    'Close of escrow shall occur on April 17, 2026.',
    'Seller: Thomas Whitfield',
  ].join('\n')
  const { payload, headers } = form(Buffer.from(text), 'contract.txt')
  await app.send(null, 'POST', `/requested/${token}/files`, payload, headers)
  await app.runJobs()
  await app.runJobs()
  await app.readFeed()
  const get = async (path: string) => (await app.send(agent, 'GET', path)).body.items
  return {
    attached: await get(`/transactions/${deal}/documents`),
    required: await get(`/transactions/${deal}/requirements`),
    notices: (await get('/notifications')).filter(
      ({ subject_id, fact }: { subject_id: string; fact: string }) =>
        subject_id === deal && fact === 'transactions.document_elsewhere',
    ),
  }
}

test('a client’s file about another property is attached, fills nothing, and its agent is notified', async () => {
  const { attached, required, notices } = await sent('742 Evergreen Terrace')
  expect(attached).toHaveLength(1)
  expect(required.map(({ state }: { state: string }) => state)).not.toContain('submitted')
  expect(notices).toHaveLength(1)
})

test('a client’s file about the property of the deal fills what asks for it, and nobody is notified of a mistake', async () => {
  const { attached, required, notices } = await sent('31 Quarry Road')
  expect(attached).toHaveLength(1)
  expect(required).toMatchObject([{ state: 'submitted' }])
  expect(notices).toHaveLength(0)
})
