import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  agent = await app.newPerson('agent', coordinator)
  stranger = await app.newPerson('owner')
  const { body: contact } = await app.send(coordinator, 'POST', '/contacts', { display_name: '=cmd|A0' })
  for (const [line, deal] of Object.entries({
    '1 Export Road': { list_price: '1250000.50', parties: [{ contact_id: contact.id, role: 'seller' }] },
    '=HYPERLINK("http://bad.example")': {},
    '2 Private Road': { visibility: 'private' },
    '3 Lease Road': { transaction_type: 'lease' },
  })) {
    const property = { address_line1: line, city: 'Austin', state: 'TX', zip_code: '78701' }
    const body = { transaction_type: 'sale', side: 'listing', property, ...deal }
    expect((await app.send(agent, 'POST', '/transactions', body)).status).toBe(201)
  }
})

const exported = (query: string, person = coordinator) =>
  app.send(person, 'GET', `/transactions/export?${query}`)

test('a list is exported as it is filtered, in the chosen columns, without deals that the person doesn’t see', async () => {
  const columns = 'columns=address,stage,clients,list_price'
  const { status, raw, headers } = await exported(`q=road&transaction_type=sale&${columns}`)
  expect(status).toBe(200)
  expect(headers['content-disposition']).toMatch(/deals-\d{4}-\d\d-\d\d\.csv/)
  expect(raw.toString().replace('\ufeff', '').trim().split('\r\n')).toEqual([
    'Property,Stage,Clients,List price',
    expect.stringMatching(/^"1 Export Road, Austin, TX 78701",Pre-listing,"'=cmd\|A0",1250000\.5$/),
  ])
})

test('formulas are text in CSV, and in workbooks', async () => {
  expect((await exported('')).raw.toString()).not.toMatch(/(^|,|\n)"?[=@]/)
  const rows = await readSheet((await exported('format=xlsx&columns=address,list_price')).raw)
  expect(rows.flat().filter((cell) => String(cell).includes('HYPERLINK'))).toHaveLength(1)
  expect(rows.flat()).toContain(1250000.5)
})

test('who exported how many is in the audit log', async () => {
  await exported('transaction_type=lease&format=xlsx')
  const facts = await app.query(
    `select payload from events where name = 'transactions.exported' order by id desc limit 1`,
  )
  expect(facts[0]?.payload).toMatchObject({ count: 1, format: 'xlsx' })
})

test('archived deals are exported only where the list shows them', async () => {
  const { items } = (await app.send(coordinator, 'GET', '/transactions?q=lease')).body
  await app.send(coordinator, 'POST', `/transactions/${items[0].id}/archive`)
  expect((await exported('')).body).not.toContain('3 Lease Road')
  expect((await exported('archived=true')).body).toContain('3 Lease Road')
})

test('people without the permission export nothing, and strangers only their own', async () => {
  expect((await exported('', agent)).status).toBe(403)
  expect((await exported('', stranger)).body).not.toContain('Export Road')
})

test('columns and formats that don’t exist are refused', async () => {
  for (const query of ['columns=notes', 'format=pdf', 'columns=address,%00'])
    expect((await exported(query)).status).toBe(400)
})
