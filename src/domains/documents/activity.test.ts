import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson
let id = ''

type Entry = { id: string; kind: string; name: string; who: string; payload: Record<string, unknown> }
const activity = async (person: TestPerson, search = '') =>
  (await app.send(person, 'GET', `/documents/${id}/activity${search}`)) as {
    status: number
    body: { items: Entry[]; next_cursor: string }
  }

beforeAll(async () => {
  ;({ owner, agent, colleague, stranger } = await openOffice(app))
  id = await uploaded(agent, {}, 'RESIDENTIAL PURCHASE AGREEMENT. The purchase price is $450,000.00.')
  const before = (await app.send(agent, 'GET', `/documents/${id}`)).body
  await app.send(
    agent,
    'PATCH',
    `/documents/${id}`,
    { title: 'The agreement' },
    { 'if-match': `"${before.version}"` },
  )
  await app.send(agent, 'GET', `/documents/${id}/pages`)
  const { payload, headers } = form(Buffer.from('The second draft'), 'second.txt')
  await app.send(agent, 'POST', `/documents/${id}/versions`, payload, headers)
  await app.send(agent, 'POST', `/documents/${id}/comments`, { content: 'Ask the lender.' })
  await app.runJobs()
}, 60_000)

describe('the activity of a document', () => {
  test('is one list, newest first: who uploaded, changed, viewed, commented on and added to it', async () => {
    const { items } = (await activity(agent)).body
    const said = items.map(({ kind, name }) => `${kind} ${name}`)
    for (const expected of [
      'version documents.uploaded',
      'change documents.changed',
      'view view',
      'version documents.version_added',
      'comment documents.commented',
      'change documents.understood',
    ])
      expect(said).toContain(expected)
    expect(items.map((entry) => entry.id)).toEqual(
      items
        .map((entry) => entry.id)
        .sort()
        .reverse(),
    )
    expect(items.find(({ name }) => name === 'documents.changed')).toMatchObject({
      who: expect.stringMatching(/^agent /),
      payload: { title: { to: 'The agreement' } },
    })
    expect(items.find(({ name }) => name === 'documents.understood')?.who).toBe('Deedline')
  })

  test('is narrowed to one kind and comes in pages, each entry once', async () => {
    const versions = (await activity(agent, '?kind=version')).body.items
    expect(versions.map(({ name }) => name)).toEqual(['documents.version_added', 'documents.uploaded'])
    const whole = (await activity(agent)).body.items.map((entry) => entry.id)
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { items, next_cursor } = (await activity(agent, `?limit=2${cursor}`)).body
      seen.push(...items.map((entry) => entry.id))
      if (!next_cursor) break
      cursor = `&cursor=${encodeURIComponent(next_cursor)}`
    }
    expect(seen).toEqual(whole)
    expect((await activity(agent, '?kind=money')).status).toBe(400)
  })

  test('is nobody’s who may not see the document; who sees it by a share reads only what they did', async () => {
    for (const other of [colleague, stranger]) expect((await activity(other)).status).toBe(404)
    expect((await activity(owner)).status).toBe(200)
    await app.send(agent, 'POST', `/documents/${id}/shares`, { user_id: colleague.user_id })
    await app.send(colleague, 'GET', `/documents/${id}/pages`)
    const { items } = (await activity(colleague)).body
    expect(items.map(({ kind }) => kind)).toEqual(['view'])
    expect((await activity(agent, '?kind=share')).body.items[0]).toMatchObject({ name: 'documents.shared' })
  })

  test('names the client who opened a link, and says what was refused and why', async () => {
    const share = (
      await app.send(agent, 'POST', `/documents/${id}/shares`, {
        email: 'buyer@client.example',
        max_accesses: 1,
      })
    ).body
    const token = share.url.split('/').at(-1)
    await app.send(null, 'POST', `/shared/${token}`, {})
    await app.send(null, 'POST', `/shared/${token}`, {})
    const [refused, opened] = (await activity(agent, '?kind=view')).body.items
    expect(opened).toMatchObject({ who: 'buyer@client.example', by_link: true, success: true })
    expect(refused).toMatchObject({ success: false, error_message: expect.stringContaining('view limit') })
  })
})
