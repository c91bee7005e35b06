import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { importsOf } from '#testing/import-files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { checked } = importsOf(app)
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
  for (const contact of [
    {
      ...{
        first_name: 'Ann',
        last_name: 'Export',
        emails: [{ email: 'ann@export.example' }],
        contact_type: ['client'],
      },
      ...{ phones: [{ label: 'work', number: '4155550132', extension: '7' }], tags: ['vip', 'west'] },
      addresses: [{ line1: '1 Elm St', city: 'Oakland', state: 'CA', zip_code: '94611' }],
    },
    { kind: 'company', display_name: '=HYPERLINK("http://bad.example")', company: '@SUM(1)' },
  ])
    expect((await app.send(agent, 'POST', '/contacts', contact)).status).toBe(201)
})

const exported = (query: string, person = agent) => app.send(person, 'GET', `/contacts/export?${query}`)

test('a list is exported as it is filtered, in the chosen columns', async () => {
  const { status, raw, headers } = await exported(
    'contact_type=client&columns=full_name,email,phone_work,tags',
  )
  expect(status).toBe(200)
  expect(headers['content-disposition']).toMatch(/contacts-\d{4}-\d\d-\d\d\.csv/)
  expect(raw.toString().replace('\ufeff', '').trim().split('\r\n')).toEqual([
    'Full name,Email,Work phone,Tags',
    expect.stringMatching(/^Ann Export,ann@export\.example,.*14155550132 x7.*,vip; west$/),
  ])
})

test('formulas are text in CSV, and in workbooks', async () => {
  const csv = (await exported('kind=company')).raw.toString()
  expect(csv).not.toMatch(/(^|,|\n)"?[=@]/)
  const rows = await readSheet((await exported('kind=company&format=xlsx')).raw)
  expect(rows[1]?.[0]).toContain('HYPERLINK')
})

test('financial details are in no export', async () => {
  const { body } = await exported('')
  expect(body).not.toMatch(/credit|net worth|tax id/i)
})

test('who exported how many is in the audit log', async () => {
  await exported('contact_type=client&format=xlsx')
  const facts = await app.query(
    `select payload from events where name = 'contacts.exported' order by id desc limit 1`,
  )
  expect(facts[0]?.payload).toMatchObject({ count: 1, format: 'xlsx' })
})

test('people without the permission export nothing, and strangers only their own', async () => {
  expect((await exported('', viewer)).status).toBe(403)
  expect((await exported('', stranger)).body).not.toContain('Ann Export')
})

test('what was exported is read by an import again without matching a column', async () => {
  const { raw } = await exported('contact_type=client')
  const again = await checked(stranger, raw)
  expect(again).toMatchObject({ created_count: 1, errors: [] })
  expect(again.mapping).toMatchObject({ first_name: 1, email: 7, phone_work: 11, street: 15 })
})
