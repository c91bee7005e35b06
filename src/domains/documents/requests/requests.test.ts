import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  stranger = await app.newPerson('owner')
})

let n = 0
async function ask(more: object = {}, person = agent) {
  const requested_from_email = `buyer-${++n}@client.example`
  const input = {
    requested_from_email,
    title: 'Proof of funds',
    message: 'The last two statements.',
    ...more,
  }
  const { status, body } = await app.send(person, 'POST', '/document-requests', input)
  expect(status).toBe(201)
  await app.runJobs()
  const mail = await app.mailTo(requested_from_email)
  return {
    id: body.id as string,
    mail,
    token: /\/r\/([\w-]+)/.exec(mail.text)?.[1] ?? '',
    requested_from_email,
  }
}

async function sendIn(token: string, words = `statement ${++n}`) {
  const { payload, headers } = form(await makePdf([words]), `${words}.pdf`)
  return app.send(null, 'POST', `/requested/${token}/files`, payload, headers)
}

const page = (token: string) => app.send(null, 'GET', `/requested/${token}`)
const mine = async (person: TestPerson, id: string) =>
  (await app.send(person, 'GET', '/document-requests')).body.items.find(
    (one: { id: string }) => one.id === id,
  )

describe('a request for a document', () => {
  test('reaches a person without an account, whose file becomes a document of who asked', async () => {
    const { id, mail, token, requested_from_email } = await ask({ document_type: 'other' })
    expect(mail.text).toContain('The last two statements.')
    expect((await page(token)).body).toMatchObject({ state: 'open', title: 'Proof of funds', received: [] })

    expect(await sendIn(token, 'bank statement')).toMatchObject({ status: 201 })
    await app.runJobs()
    const request = await mine(agent, id)
    expect(request).toMatchObject({ state: 'received', documents: [{ status: 'ready' }] })
    const document = (await app.send(agent, 'GET', `/documents/${request.documents[0].id}`)).body
    expect(document).toMatchObject({ uploaded_by: agent.user_id, visibility: 'private' })
    const { items } = (await app.send(agent, 'GET', `/documents/${document.id}/accesses`)).body
    expect(items.find((entry: { action: string }) => entry.action === 'upload').who).toBe(
      requested_from_email,
    )
    expect((await app.mailTo(agent.email)).text).toContain('First file received')

    const done = await app.send(null, 'POST', `/requested/${token}/done`, { note: 'That is all.' })
    expect(done.status).toBe(204)
    await app.runJobs()
    expect((await app.mailTo(agent.email)).text).toContain('That is all.')
    expect(await mine(agent, id)).toMatchObject({ state: 'received', note: 'That is all.' })
    expect(await sendIn(token)).toMatchObject({ status: 410, body: { code: 'gone' } })
  })

  test('tells its holder nothing of what the organization has', async () => {
    const bytes = await makePdf(['the same sheet'])
    const { payload, headers } = form(bytes, 'known.pdf')
    await app.send(agent, 'POST', '/documents', payload, headers)
    const { token } = await ask()
    const again = form(bytes, 'mine.pdf')
    const answer = await app.send(null, 'POST', `/requested/${token}/files`, again.payload, again.headers)
    expect(answer).toMatchObject({ status: 201, body: { filename: 'mine.pdf' } })
    const seen = await page(token)
    expect(seen).toMatchObject({ status: 200, body: { received: [{ filename: 'mine.pdf' }] } })
    expect(seen.raw.toString()).not.toContain('known.pdf')
  })

  test('is seen and changed by who made it and by who leads, and by nobody else', async () => {
    const { id } = await ask()
    expect(await mine(agent, id)).toBeDefined()
    expect(await mine(owner, id)).toBeDefined()
    expect(await mine(colleague, id)).toBeUndefined()
    expect(await mine(stranger, id)).toBeUndefined()
    for (const person of [colleague, stranger])
      for (const [method, verb, body] of [
        ['POST', '/remind', {}],
        ['POST', '/extend', { expires_in_days: 3 }],
        ['POST', '/close', {}],
        ['DELETE', '', undefined],
      ] as const)
        expect((await app.send(person, method, `/document-requests/${id}${verb}`, body)).status).toBe(404)
  })

  test('is over when it is revoked, expired or closed, and an extension opens it again', async () => {
    const revoked = await ask()
    await app.send(agent, 'DELETE', `/document-requests/${revoked.id}`)
    expect((await page(revoked.token)).body.state).toBe('revoked')
    expect((await sendIn(revoked.token)).status).toBe(410)
    const extend = (id: string) =>
      app.send(agent, 'POST', `/document-requests/${id}/extend`, { expires_in_days: 7 })
    expect((await extend(revoked.id)).status).toBe(422)

    const expired = await ask()
    await app.query(
      `update document_requests set expires_at = now() - interval '1 minute' where id = '${expired.id}'`,
    )
    expect((await page(expired.token)).body.state).toBe('expired')
    expect(await sendIn(expired.token)).toMatchObject({ status: 410 })
    expect((await extend(expired.id)).body.state).toBe('open')
    expect((await sendIn(expired.token)).status).toBe(201)

    const closed = await ask()
    expect((await app.send(agent, 'POST', `/document-requests/${closed.id}/close`, {})).body.state).toBe(
      'closed',
    )
    expect((await page(closed.token)).body).toMatchObject({ state: 'closed', closed: true })
    expect(await sendIn(closed.token)).toMatchObject({
      status: 410,
      body: { detail: 'This request was closed. Nothing more is needed.' },
    })
  })

  test('is brought to mind once a day at most, by the same link', async () => {
    const { id, token, requested_from_email } = await ask()
    const remind = () => app.send(agent, 'POST', `/document-requests/${id}/remind`, {})
    expect(await remind()).toMatchObject({ status: 429 })
    await app.query(`update document_requests set created_at = now() - interval '2 days' where id = '${id}'`)
    expect((await remind()).status).toBe(200)
    expect((await remind()).status).toBe(429)
    await app.runJobs()
    const { text } = await app.mailTo(requested_from_email)
    expect(text).toContain('Reminder: ')
    expect(text).toContain(`/r/${token}`)
  })

  test('puts what arrives before a team, and needs to know which', async () => {
    const missing = { requested_from_email: 'x@client.example', title: 'Deed', visibility: 'team' }
    expect(await app.send(agent, 'POST', '/document-requests', missing)).toMatchObject({ status: 400 })
    const team = (await app.send(owner, 'POST', '/teams', { name: 'Closings' })).body
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${colleague.user_id}`, {})
    const { id, token } = await ask({ visibility: 'team', team_id: team.id })
    await sendIn(token)
    const [document] = (await mine(agent, id)).documents
    expect((await app.send(colleague, 'GET', `/documents/${document.id}`)).status).toBe(200)
  })

  test('takes fifty files and no more, and nothing that is empty, too large or no form', async () => {
    const { id, token } = await ask()
    expect((await app.send(null, 'POST', `/requested/${token}/done`, {})).status).toBe(422)
    expect((await app.send(null, 'POST', `/requested/${token}/files`, { no: 'form' })).status).toBe(415)
    expect((await app.send(null, 'POST', '/requested/not-a-token-of-anybody-at-all/files', {})).status).toBe(
      404,
    )
    await sendIn(token)
    await app.query(`update document_requests set received_count = 50 where id = '${id}'`)
    expect(await sendIn(token)).toMatchObject({ status: 410 })
  })

  test('counts what is sent at once, and tells who asked of the first file once', async () => {
    const { id, token, requested_from_email } = await ask({ title: 'Sent at once' })
    await app.query(`update document_requests set received_count = 40 where id = '${id}'`)
    const late = await Promise.all(Array.from({ length: 20 }, () => sendIn(token)))
    expect(late.map(({ status }) => status).sort()).toEqual([...Array(10).fill(201), ...Array(10).fill(410)])

    const fresh = await ask({ title: 'First once' })
    await Promise.all(Array.from({ length: 8 }, () => sendIn(fresh.token)))
    const firsts = await app.query(`select id from events where name = 'documents.received'
      and subject_id = '${fresh.id}' and (payload->>'first')::boolean`)
    expect(firsts).toHaveLength(1)
    expect(requested_from_email).not.toBe(fresh.requested_from_email)
  })

  test.each(['Proof\r\nBcc: everybody@example.com', 'Proof\u2028of funds', 'Proof \u202Esdnuf', ' \t '])(
    'with the title %j, which no mail can carry, is refused',
    async (title) => {
      const input = { requested_from_email: 'buyer@client.example', title }
      expect(await app.send(agent, 'POST', '/document-requests', input)).toMatchObject({ status: 400 })
    },
  )

  test('says in its mail until when, in the time zone of who asks', async () => {
    await app.asOwner(`update users set timezone = 'Pacific/Honolulu' where id = '${agent.user_id}'`)
    for (const end of ['2099-12-10T09:30:00Z', '2099-12-10T10:00:00Z']) {
      const { id, requested_from_email } = await ask()
      await app.query(`update document_requests set expires_at = '${end}',
        created_at = now() - interval '2 days' where id = '${id}'`)
      expect((await app.send(agent, 'POST', `/document-requests/${id}/remind`, {})).status).toBe(200)
      await app.runJobs()
      expect((await app.mailTo(requested_from_email)).text).toMatch(/Dec 9, 2099, 11:(29|59)\sPM HST/)
    }
  })

  test('leaves nothing behind of a file that was cut off, found no room, or came too late', async () => {
    const asker = await app.newPerson('owner')
    const { id, token } = await ask({}, asker)
    const { payload, headers } = form(await makePdf(['half of it']), 'half.pdf')
    const post = (body: Buffer) => app.send(null, 'POST', `/requested/${token}/files`, body, headers)
    const kept = () => Array.fromAsync(app.infra().files.list(`organizations/${asker.organization_id}/`))

    expect(await post(payload.subarray(0, payload.length - 100))).toMatchObject({ status: 400 })
    const room = (bytes: number) =>
      app.asOwner(
        `update organizations set storage_quota_bytes = ${bytes} where id = '${asker.organization_id}'`,
      )
    await room(10)
    expect(await post(payload)).toMatchObject({ status: 413, body: { code: 'quota_exceeded' } })
    await room(10_000_000)
    await app.send(asker, 'DELETE', `/document-requests/${id}`)
    expect(await post(payload)).toMatchObject({ status: 410, body: { code: 'gone' } })

    expect((await page(token)).body.received).toEqual([])
    expect((await app.send(asker, 'GET', '/documents')).body.items).toEqual([])
    expect(await kept()).toEqual([])
  })

  test('keeps the name of what was sent harmless, whoever sends it', async () => {
    const { id, token } = await ask()
    const { payload, headers } = form(await makePdf([`named ${++n}`]), '../../etc/\u202Eexe.pdf')
    const answer = await app.send(null, 'POST', `/requested/${token}/files`, payload, headers)
    expect(answer.status).toBe(201)
    const [sent] = (await mine(agent, id)).documents
    const { filename } = (await app.send(agent, 'GET', `/documents/${sent.id}`)).body
    expect(filename).not.toMatch(/[/\\\u202e]|^\./)
  })
})
