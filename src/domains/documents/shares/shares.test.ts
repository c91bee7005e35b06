import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let stranger: TestPerson
let id = ''

beforeAll(async () => {
  agent = await app.newPerson('agent')
  stranger = await app.newPerson('owner')
  id = await upload(['Settlement statement for the buyer', `${Math.random()}`])
})

async function upload(lines: string[]): Promise<string> {
  const { payload, headers } = form(await makePdf(lines), 'statement.pdf')
  const answer = await app.send(agent, 'POST', '/documents', payload, headers)
  await app.runJobs()
  return answer.body.id
}

async function share(input: object = {}, document = id): Promise<{ id: string; token: string }> {
  const { status, body } = await app.send(agent, 'POST', `/documents/${document}/shares`, input)
  expect(status, JSON.stringify(body)).toBe(201)
  return { id: body.id, token: String(body.url).split('/s/')[1] ?? '' }
}

const open = (token: string, body: object = {}) => app.send(null, 'POST', `/shared/${token}`, body)
const get = (token: string, path: string, ticket: string) =>
  app.send(null, 'GET', `/shared/${token}${path}`, undefined, { 'x-share-ticket': ticket })

describe('a link', () => {
  test('shows its holder the document and its pages, and nothing internal', async () => {
    const { token } = await share()
    const opened = await open(token)
    expect(opened).toMatchObject({
      status: 200,
      body: { filename: 'statement.pdf', access_type: 'view', newer_version: false },
    })
    const pages = await get(token, '/pages', opened.body.ticket)
    expect(pages.body.items[0].text).toContain('Settlement statement')
    expect((await get(token, '/pages/1/image', opened.body.ticket)).headers['content-type']).toBe(
      'image/webp',
    )
    for (const told of [agent.organization_id, agent.user_id, id])
      expect(JSON.stringify(opened.body)).not.toContain(`"${told}"`)
    expect((await get(token, '/content', opened.body.ticket)).status).toBe(403)
    expect((await get(token, '/comments', opened.body.ticket)).status).toBe(403)
  })

  test('for downloading gives the file', async () => {
    const { token } = await share({ access_type: 'download' })
    const { body } = await open(token)
    expect((await get(token, '/content', body.ticket)).raw.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('for comments accepts and shows them', async () => {
    const { token } = await share({ access_type: 'comment' })
    const { body } = await open(token)
    const said = await app.send(
      null,
      'POST',
      `/shared/${token}/comments`,
      { content: 'Line 3 is wrong.', author_name: 'Buyer' },
      { 'x-share-ticket': body.ticket },
    )
    expect(said.status).toBe(201)
    const { body: seen } = await app.send(agent, 'GET', `/documents/${id}/comments`)
    expect(seen.items).toMatchObject([{ author_name: 'Buyer', content: 'Line 3 is wrong.' }])
  })

  test('asks for its password, and closes after ten wrong ones', async () => {
    const { token } = await share({ password: 'heron' })
    expect(await open(token)).toMatchObject({ status: 401, body: { details: { password: 'required' } } })
    expect(await open(token, { password: 'wrong' })).toMatchObject({
      status: 401,
      body: { details: { password: 'wrong' } },
    })
    expect((await open(token, { password: 'heron' })).status).toBe(200)
    for (let i = 0; i < 10; i++) await open(token, { password: 'wrong' })
    expect((await open(token, { password: 'heron' })).status).toBe(410)
  })

  test('expires, is revoked, and has its limit; a ticket ends with it', async () => {
    const soon = await share({ expires_at: new Date(Date.now() + 400).toISOString() })
    const opened = await open(soon.token)
    expect(opened.status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 450))
    expect((await open(soon.token)).status).toBe(410)
    expect((await get(soon.token, '/pages', opened.body.ticket)).status).toBe(410)

    const withdrawn = await share()
    const { body } = await open(withdrawn.token)
    await app.send(agent, 'DELETE', `/documents/${id}/shares/${withdrawn.id}`)
    expect((await open(withdrawn.token)).status).toBe(410)
    expect((await get(withdrawn.token, '/pages', body.ticket)).status).toBe(410)

    const limited = await share({ max_accesses: 2 })
    const answers = await Promise.all([open(limited.token), open(limited.token), open(limited.token)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 410])
  })

  test('opens neither another link nor a document in the trash', async () => {
    const other = await upload(['Another sheet', `${Math.random()}`])
    const [first, second] = [await share(), await share({}, other)]
    const { body } = await open(first.token)
    expect((await get(second.token, '/pages', body.ticket)).status).toBe(401)
    await app.send(agent, 'DELETE', `/documents/${other}`)
    expect((await open(second.token)).status).toBe(410)
    expect((await open('x'.repeat(43))).status).toBe(404)
  })

  test('stays with the version that was shared, and says that there is a newer one', async () => {
    const document = await upload(['First edition', `${Math.random()}`])
    const { token } = await share({}, document)
    const { payload, headers } = form(await makePdf(['Second edition', `${Math.random()}`]), 'second.pdf')
    await app.send(agent, 'POST', `/documents/${document}/versions`, payload, headers)
    await app.runJobs()
    const { body } = await open(token)
    expect(body).toMatchObject({ version_number: 1, newer_version: true })
    expect((await get(token, '/pages', body.ticket)).body.items[0].text).toContain('First edition')
  })

  test('is logged each time, and its owner is notified the first time', async () => {
    const document = await upload(['Watched sheet', `${Math.random()}`])
    const { token } = await share({ email: 'buyer@example.com', message: 'As promised' }, document)
    await app.runJobs()
    const mail = await app.mailTo('buyer@example.com')
    expect(mail).toMatchObject({ subject: expect.stringContaining('shared') })
    expect(mail.text).toContain(token)
    await open(token)
    await open(token)
    await app.runJobs()
    expect((await app.mailTo(agent.email)).subject).toMatch(/^Opened/)
    const { body } = await app.send(agent, 'GET', `/documents/${document}/accesses`)
    expect(body.items.map((one: { action: string; who: string }) => [one.action, one.who])).toEqual([
      ['view', 'buyer@example.com'],
      ['view', 'buyer@example.com'],
      ['share', expect.stringContaining('agent')],
      ['upload', expect.any(String)],
    ])
    expect((await app.send(agent, 'GET', `/documents/${document}/shares`)).body.items[0]).toMatchObject({
      access_count: 2,
      first_viewed_at: expect.any(String),
    })
  })

  test('comes in an email in the name of its sender, who can be called', async () => {
    const { user } = (await app.send(agent, 'GET', '/me')).body
    const profile = { phone_primary: '+1 (415) 555-0142', license_numbers: ['CA DRE 01234567'] }
    await app.send(agent, 'PATCH', '/me', profile, { 'if-match': `"${user.version}"` })
    await share({ email: 'careful@example.com', access_type: 'comment', message: 'As promised' })
    await app.runJobs()
    const { text, html } = await app.mailTo('careful@example.com')
    for (const words of ['As promised', 'You can view it and comment on it.', 'License CA DRE 01234567'])
      expect(text).toContain(words)
    expect(html).toContain('href="tel:+14155550142"')
  })

  test('says in its email that the password comes separately, if it has one', async () => {
    await share({ email: 'locked@example.com', password: 'open sesame' })
    await share({ email: 'plain@example.com' })
    await app.runJobs()
    const locked = (await app.mailTo('locked@example.com')).text
    expect(locked).toContain('will give you the password separately.')
    expect(locked).not.toContain('open sesame')
    expect((await app.mailTo('plain@example.com')).text).not.toContain('password')
  })

  test('is not stored in plain text, neither in its row nor in the queue', async () => {
    const { token } = await share({ email: 'clear@example.com' })
    const kept = await app.query(
      `select to_jsonb(s)::text as row from document_shares s union all select payload::text from graphile_worker._private_jobs`,
    )
    expect(kept.map((one) => String(one.row)).join('\n')).not.toContain(token)
  })
})

test('a stranger can neither share the document, nor see or revoke its shares', async () => {
  const { id: share_id } = await share()
  expect((await app.send(stranger, 'POST', `/documents/${id}/shares`, {})).status).toBe(404)
  expect((await app.send(stranger, 'GET', `/documents/${id}/shares`)).status).toBe(404)
  expect((await app.send(stranger, 'DELETE', `/documents/${id}/shares/${share_id}`)).status).toBe(404)
  expect(
    (await app.send(agent, 'POST', `/documents/${id}/shares`, { user_id: stranger.user_id })).status,
  ).toBe(404)
})

test('the shares and the versions of a document come in pages', async () => {
  const document = await upload(['Paged', `${Math.random()}`])
  for (let i = 0; i < 3; i++) await share({}, document)
  for (let i = 0; i < 2; i++) {
    const { payload, headers } = form(await makePdf([`Edition ${i}`, `${Math.random()}`]), 'next.pdf')
    await app.send(agent, 'POST', `/documents/${document}/versions`, payload, headers)
  }
  for (const name of ['shares', 'versions']) {
    const all = (await app.send(agent, 'GET', `/documents/${document}/${name}`)).body
    const first = (await app.send(agent, 'GET', `/documents/${document}/${name}?limit=2`)).body
    const cursor = encodeURIComponent(first.next_cursor)
    const rest = (await app.send(agent, 'GET', `/documents/${document}/${name}?limit=2&cursor=${cursor}`))
      .body
    expect(all).toMatchObject({ items: { length: 3 }, next_cursor: null })
    expect([...first.items, ...rest.items]).toEqual(all.items)
    expect(rest.next_cursor).toBeNull()
  }
})

test('only who shared, the document’s owner or a manager of documents revokes a share', async () => {
  const agent = await app.newPerson('agent')
  const [colleague, lead] = [await app.newPerson('agent', agent), await app.newPerson('coordinator', agent)]
  const { payload, headers } = form(Buffer.from('A note for everyone'), 'note.txt', { visibility: 'agency' })
  const { id } = (await app.send(agent, 'POST', '/documents', payload, headers)).body
  const share = async (person: TestPerson) =>
    (await app.send(person, 'POST', `/documents/${id}/shares`, {})).body.id
  const revoke = async (person: TestPerson, share_id: string) =>
    (await app.send(person, 'DELETE', `/documents/${id}/shares/${share_id}`)).status
  const [mine, theirs] = [await share(agent), await share(colleague)]
  expect(await revoke(colleague, mine)).toBe(403)
  expect(await revoke(agent, theirs)).toBe(204)
  expect(await revoke(lead, mine)).toBe(204)
})
