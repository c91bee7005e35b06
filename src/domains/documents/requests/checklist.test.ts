import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { ITEMS, type Item, requestsOf } from '#testing/document-requests.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice } from '#testing/uploads.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, stranger } = await openOffice(app))
})

const { ask, sendIn, page, mine, mark, submit } = requestsOf(app, () => agent)

describe('a request for several things', () => {
  test('is a checklist that the client sees with explanations, a due date and who is asking', async () => {
    await app.asOwner(
      `update users set phone_primary = '+15035550142', license_numbers = '[{"state": "OR", "number": "201234"}]',
         avatar_url = '/api/v1/images/ana.webp' where id = '${agent.user_id}'`,
    )
    const { mail, token } = await ask()
    expect(mail.text).toContain('Hi Carla Client,')
    expect(mail.text).toContain('• W-2, 2025 – From your employer. One page is enough.')
    expect(mail.text).toContain('Please send them by Thu, Jan 15, 2099.')
    expect(await page(token)).toMatchObject({
      state: 'open',
      closed: false,
      due_on: '2099-01-15',
      items: ITEMS.map(({ title }) => ({ title, state: 'open', received_count: 0 })),
      requested_by: {
        phone: '+15035550142',
        license_number: '201234',
        photo_url: '/api/v1/images/ana.webp',
        logo_url: null,
        name: expect.stringMatching(/^agent/),
      },
    })
  })

  test('that is called by how many there are says so once', async () => {
    const { mail } = await ask({ title: '3 documents' })
    expect(mail.subject).toMatch(/ is requesting 3 documents$/)
  })

  test.each(['https://pictures.example/ana.webp', '//pictures.example/ana.webp'])(
    'shows its client no picture from elsewhere, such as %s, which would tell who opened the link',
    async (address) => {
      await app.asOwner(
        `update users set avatar_url = '${address}' where id = '${agent.user_id}'`,
        `update organizations set logo_url = '${address}' where id = '${agent.organization_id}'`,
      )
      const { token } = await ask()
      expect((await page(token)).requested_by).toMatchObject({ photo_url: null, logo_url: null })
    },
  )

  test('counts each file for its item, and is complete with the last; until it is submitted, more can be added', async () => {
    const { id, items, token } = await ask()
    await sendIn(token, items[1]?.id)
    await sendIn(token, items[1]?.id)
    expect((await page(token)).items.map((item: Item) => [item.state, item.received_count])).toEqual([
      ['open', 0],
      ['received', 2],
      ['open', 0],
    ])
    await sendIn(token)
    await sendIn(token)
    const complete = await mine(id)
    expect(complete).toMatchObject({ state: 'received', fulfilled_at: null })
    expect(complete.documents.map(({ item_id }: { item_id: string }) => item_id)).toEqual([
      items[1]?.id,
      items[1]?.id,
      items[0]?.id,
      items[2]?.id,
    ])
    expect(await page(token)).toMatchObject({ state: 'received', closed: false })
    expect((await sendIn(token, items[2]?.id)).status).toBe(201)
    expect((await submit(token)).status).toBe(204)
    expect(await page(token)).toMatchObject({ state: 'received', closed: true })
    expect((await sendIn(token)).status).toBe(410)
  })

  test('that is submitted before all is there stays open, and the email to its sender says what is missing', async () => {
    const { id, items, token } = await ask({ title: 'Half of it' })
    await sendIn(token, items[0]?.id)
    expect((await submit(token)).status).toBe(204)
    await app.runJobs()
    expect(await mine(id)).toMatchObject({ state: 'open' })
    const { text } = await app.mailTo(agent.email)
    expect(text).toContain('Documents received: “Half of it”')
    expect(text).toContain('Still missing: Bank statement, Photo ID.')
  })

  test('that is submitted again without anything new is no news, and what the client wrote before stays', async () => {
    const { id, items, token } = await ask({ title: 'Twice' })
    const submitted = (note?: string) =>
      app.send(null, 'POST', `/requested/${token}/done`, note ? { note } : {})
    const told = async () =>
      (
        await app.query(
          `select 1 from events where subject_id = '${id}' and name = 'documents.request_submitted'`,
        )
      ).length
    await sendIn(token, items[0]?.id)
    await submitted('The rest follows.')
    for (let again = 0; again < 3; again++) expect((await submitted()).status).toBe(204)
    expect(await told()).toBe(1)
    await submitted('On Monday.')
    expect(await told()).toBe(2)
    expect((await mine(id)).note).toBe('The rest follows.\n\nOn Monday.')
    await app.readFeed()
    const { items: inbox } = (await app.send(agent, 'GET', '/notifications')).body
    expect(inbox.map(({ sentence }: { sentence: string }) => sentence)).toContain(
      'The client sent what they have for “Twice”; 2 still missing',
    )
  })

  test('that is extended needs again what closing made unneeded, and not what was waived before', async () => {
    const { id, items, token } = await ask()
    await mark(id, items[0]?.id, 'waived')
    await sendIn(token, items[1]?.id)
    await app.send(agent, 'POST', `/document-requests/${id}/close`, {})
    const { body } = await app.send(agent, 'POST', `/document-requests/${id}/extend`, { expires_in_days: 5 })
    expect(body.items.map(({ state }: Item) => state)).toEqual(['waived', 'received', 'open'])
  })

  test('is not needed by a day that has passed', async () => {
    const past = { requested_from_email: 'late@client.example', title: 'Late', due_on: '2020-01-01' }
    const { status, body } = await app.send(agent, 'POST', '/document-requests', past)
    expect([status, body.issues]).toEqual([400, [{ field: 'due_on', reason: 'has passed' }]])
  })

  test('has reminders that name what is still missing, and nothing that has come', async () => {
    const { id, items, token, requested_from_email } = await ask()
    await sendIn(token, items[0]?.id)
    await mark(id, items[2]?.id, 'waived')
    await app.query(`update document_requests set created_at = now() - interval '2 days' where id = '${id}'`)
    expect((await app.send(agent, 'POST', `/document-requests/${id}/remind`, {})).status).toBe(200)
    await app.runJobs()
    const { text } = await app.mailTo(requested_from_email)
    expect(text).toContain('Still missing:\n\n• Bank statement')
    expect(text).not.toContain('W-2')
    expect(text).not.toContain('Photo ID')
  })

  test('is complete when the rest is no longer needed, and open again for what is asked anew', async () => {
    const { id, items, token } = await ask()
    await sendIn(token, items[0]?.id)
    await mark(id, items[1]?.id, 'waived')
    expect((await mark(id, items[2]?.id, 'received')).body.state).toBe('received')
    expect((await mark(id, items[0]?.id, 'open')).body).toMatchObject({ state: 'open' })
    expect((await page(token)).items[0]).toMatchObject({ state: 'open', received_count: 1 })

    expect((await app.send(agent, 'POST', `/document-requests/${id}/close`, {})).body).toMatchObject({
      state: 'received',
      items: [{ state: 'waived' }, { state: 'waived' }, { state: 'received' }],
    })
    expect((await page(token)).closed).toBe(true)
    const reopened = await app.send(agent, 'POST', `/document-requests/${id}/extend`, { expires_in_days: 5 })
    expect(reopened.body).toMatchObject({
      state: 'open',
      items: [{ state: 'open' }, { state: 'waived' }, { state: 'received' }],
    })
    expect((await page(token)).closed).toBe(false)
  })

  test.each([
    { became: 'closed', marked: ['waived', 'waived', 'waived'], closed: true },
    { became: 'received', marked: ['received', 'waived', 'waived'], closed: false },
    { became: 'open', marked: ['waived', 'waived', 'open'], closed: false },
  ])('is $became once its items are $marked', async ({ became, marked, closed }) => {
    const { id, items, token } = await ask()
    for (const [i, state] of marked.entries()) await mark(id, items[i]?.id, state)
    expect(await mine(id)).toMatchObject({ state: became, fulfilled_at: null })
    expect(await page(token)).toMatchObject({ state: became, closed })
    expect((await sendIn(token, items[0]?.id)).status).toBe(closed ? 410 : 201)
  })

  test('of which a file came is received, whatever is no longer needed after that', async () => {
    const { id, items, token } = await ask()
    await sendIn(token, items[0]?.id)
    for (const item of items) await mark(id, item.id, 'waived')
    expect((await mine(id)).state).toBe('received')
  })

  test('shows its client what they sent and when they said so, also after a reload', async () => {
    const { items, token } = await ask()
    expect(await page(token)).toMatchObject({ submitted_at: null, received: [] })
    await sendIn(token, items[0]?.id)
    await submit(token)
    expect(await page(token)).toMatchObject({
      submitted_at: expect.stringMatching(/^\d{4}-/),
      received: [{ filename: expect.stringMatching(/^sheet \d+\.pdf$/), item_id: items[0]?.id }],
    })
  })

  test('is changed by who asked and who leads only, and its items are its own', async () => {
    const { id, items, token } = await ask()
    const other = await ask()
    for (const person of [colleague, stranger])
      expect((await mark(id, items[0]?.id, 'waived', person)).status).toBe(404)
    expect((await mark(id, other.items[0]?.id, 'waived')).status).toBe(404)
    expect((await sendIn(token, other.items[0]?.id)).status).toBe(404)
    expect((await mine(id)).documents).toEqual([])
    expect((await mark(id, items[0]?.id, 'lost')).status).toBe(400)
    await app.send(agent, 'DELETE', `/document-requests/${id}`)
    expect((await mark(id, items[0]?.id, 'open')).status).toBe(422)
  })

  test.each([
    ['no items', { items: [] }],
    ['more than fifty', { items: Array.from({ length: 51 }, (_, i) => ({ title: `Item ${i}` })) }],
    ['an item without a name', { items: [{ title: ' ' }] }],
    ['a day that is none', { due_on: '2099-02-30' }],
  ])('with %s is refused', async (_, more) => {
    const input = { requested_from_email: 'x@client.example', title: 'Loan file', items: ITEMS, ...more }
    expect((await app.send(agent, 'POST', '/document-requests', input)).status).toBe(400)
  })
})
