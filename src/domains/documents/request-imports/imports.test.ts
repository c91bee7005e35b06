import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice } from '#testing/uploads.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, stranger } = await openOffice(app))
})

const row = (n: number, more: object = {}) => ({
  email: `client-${n}@client.example`,
  items: 'Photo ID',
  ...more,
})
const send = (rows: object[], more: object = {}, person = agent) =>
  app.send(person, 'POST', '/document-request-imports', { rows, ...more })
const requestsOf = async (person = agent) =>
  (await app.send(person, 'GET', '/document-requests?limit=200')).body.items

describe('document requests from a spreadsheet', () => {
  test('are read as people write them, and only described in a dry run', async () => {
    const before = (await requestsOf()).length
    const { body } = await send(
      [
        row(1, { name: 'Carla Client', items: 'Bank statement: all pages; Photo ID', due_on: '1/15/2099' }),
        row(2, { email: ' Client-2@Client.Example ', due_on: 'Jan 15, 2099', title: 'Loan file' }),
      ],
      { dry_run: true },
    )
    expect(body).toMatchObject({
      import_id: null,
      created: 0,
      rows: [
        {
          row: 1,
          title: '2 documents',
          items: ['Bank statement', 'Photo ID'],
          due_on: '2099-01-15',
          errors: [],
        },
        { row: 2, email: 'client-2@client.example', title: 'Loan file', due_on: '2099-01-15', errors: [] },
      ],
    })
    expect(await requestsOf()).toHaveLength(before)
  })

  test('are made and emailed all at once by the same rows, and revoked together', async () => {
    const rows = [row(10, { name: 'Dan', items: 'W-2: page one\nPhoto ID' }), row(11), row(12)]
    const dry = (await send(rows, { dry_run: true })).body
    const { status, body } = await send(rows)
    expect(status).toBe(200)
    expect(body).toEqual({ import_id: expect.any(String), created: 3, rows: dry.rows })
    await app.runJobs()
    expect((await app.mailTo('client-10@client.example')).text).toContain('• W-2 – page one')
    const made = (await requestsOf()).slice(0, 3)
    expect(made.map(({ state }: { state: string }) => state)).toEqual(['open', 'open', 'open'])

    await app.send(agent, 'POST', `/document-requests/${made[0].id}/close`, {})
    for (const other of [colleague, stranger])
      expect((await app.send(other, 'DELETE', `/document-request-imports/${body.import_id}`)).status).toBe(
        404,
      )
    const undone = await app.send(agent, 'DELETE', `/document-request-imports/${body.import_id}`)
    expect(undone).toMatchObject({ status: 200, body: { revoked: 2 } })
    expect((await requestsOf()).slice(0, 3).map(({ state }: { state: string }) => state)).toEqual([
      'closed',
      'revoked',
      'revoked',
    ])
  })

  test('are sent to nobody while one row has an error, and each error names its row, field and reason', async () => {
    const before = (await requestsOf()).length
    const { status, body } = await send([
      row(20),
      row(21, { email: 'not an address' }),
      row(22, { items: ' ; ' }),
      row(23, { due_on: 'soon' }),
      row(20),
      row(24, { due_on: '2/30/2099' }),
      row(25, { due_on: '1/15/2020' }),
      row(26, { items: Array.from({ length: 60 }, (_, n) => `Statement ${n}`).join('; ') }),
    ])
    expect(status).toBe(200)
    expect(body).toMatchObject({ import_id: null, created: 0 })
    expect(body.rows.map(({ errors }: { errors: unknown[] }) => errors)).toEqual([
      [],
      [{ field: 'email', reason: 'This is not an email address.' }],
      [{ field: 'items', reason: 'Say what you need.' }],
      [{ field: 'due_on', reason: '“soon” is not a date.' }],
      [{ field: 'email', reason: 'Another row above asks the same client for the same.' }],
      [{ field: 'due_on', reason: '“2/30/2099” is not a date.' }],
      [{ field: 'due_on', reason: 'This date has passed.' }],
      [{ field: 'items', reason: 'A request has at most 50 documents. Split this row into several.' }],
    ])
    expect(await requestsOf()).toHaveLength(before)
  })

  test('are not sent twice when a file is imported twice', async () => {
    expect((await send([row(30)])).body.created).toBe(1)
    const again = (await send([row(30), row(31)])).body
    expect(again).toMatchObject({ created: 0, rows: [{ errors: [{ field: 'email' }] }, { errors: [] }] })
  })

  test('are at most 500, and only for members who may upload', async () => {
    const many = Array.from({ length: 501 }, (_, n) => row(1000 + n))
    expect((await send(many)).status).toBe(400)
    const viewer = await app.newPerson('viewer', agent)
    expect((await send([row(40)], {}, viewer)).status).toBe(403)
  })

  test('five hundred of them are made in one transaction', async () => {
    const { body } = await send(Array.from({ length: 500 }, (_, n) => row(5000 + n)))
    expect(body.created).toBe(500)
    expect(
      (await app.send(agent, 'DELETE', `/document-request-imports/${body.import_id}`)).body.revoked,
    ).toBe(500)
  }, 60_000)
})

test('the same rows imported at the same moment ask each client once, and are undone once', async () => {
  const agent = await app.newPerson('agent')
  const rows = [{ email: 'once@example.com', items: 'Deed', title: 'Once' }]
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => app.send(agent, 'POST', '/document-request-imports', { rows })),
  )
  expect(answers.map(({ body }) => body.created).sort()).toEqual([0, 0, 0, 1])
  const { import_id } = answers.find(({ body }) => body.created === 1)?.body ?? {}
  const undone = await Promise.all(
    [1, 2, 3].map(() => app.send(agent, 'DELETE', `/document-request-imports/${import_id}`)),
  )
  expect(undone.map(({ body }) => body.revoked).sort()).toEqual([0, 0, 1])
})
