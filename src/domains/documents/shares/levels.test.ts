import { beforeAll, describe, expect, test } from 'vitest'
import { mayDownload, mayHandOn, type Reach } from '#domains/documents/policy.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let third: TestPerson

beforeAll(async () => {
  ;({ agent, colleague } = await openOffice(app))
  third = await app.newPerson('agent', agent)
})

const share = (person: TestPerson, id: string, input: object) =>
  app.send(person, 'POST', `/documents/${id}/shares`, input)

/** Every way to the file itself, as the person. */
async function waysToTheFile(person: TestPerson, id: string): Promise<number[]> {
  const { status, body } = await app.send(person, 'POST', '/downloads', { ids: [id] })
  return [
    (await app.send(person, 'GET', `/documents/${id}/content`)).status,
    (await app.send(person, 'GET', `/documents/${id}/content?disposition=inline`)).status,
    status === 201 ? (await app.send(null, 'GET', body.url)).status : status,
  ]
}

describe('a document that is shared with a colleague', () => {
  test('for viewing can be viewed on the screen, and its file is not available', async () => {
    const id = await uploaded(agent)
    expect((await share(agent, id, { user_id: colleague.user_id, access_type: 'view' })).status).toBe(201)
    for (const path of ['', '/pages', '/pages/1/image', '/extractions'])
      expect((await app.send(colleague, 'GET', `/documents/${id}${path}`)).status, path).toBe(200)
    expect(await waysToTheFile(colleague, id)).toEqual([403, 403, 403])
    expect((await app.send(colleague, 'GET', `/documents/${id}`)).body.may).toMatchObject({ download: false })
    const own = await uploaded(colleague)
    const zip = await app.send(colleague, 'POST', '/downloads', { ids: [own, id] })
    expect(zip).toMatchObject({ status: 403, body: { detail: expect.stringContaining('viewing only') } })
  })

  test('for downloading can be downloaded, until the share is revoked or an issued download meets the revocation', async () => {
    const id = await uploaded(agent)
    const { body } = await share(agent, id, { user_id: colleague.user_id, access_type: 'download' })
    expect(await waysToTheFile(colleague, id)).toEqual([200, 200, 200])
    expect((await app.send(colleague, 'GET', `/documents/${id}`)).body.may).toMatchObject({ download: true })
    const { url } = (await app.send(colleague, 'POST', '/downloads', { ids: [id] })).body
    await app.send(agent, 'DELETE', `/documents/${id}/shares/${body.id}`)
    expect((await app.send(null, 'GET', url)).status).toBe(404)
    expect(await waysToTheFile(colleague, id)).toEqual([404, 404, 404])
  })

  test('is passed on with no more access than was given, and for no longer', async () => {
    const id = await uploaded(agent)
    const until = new Date(Date.now() + 86_400_000).toISOString()
    await share(agent, id, { user_id: colleague.user_id, access_type: 'view', expires_at: until })
    for (const access_type of ['download', 'comment'])
      for (const whom of [{}, { user_id: third.user_id }, { email: 'buyer@example.com' }])
        expect((await share(colleague, id, { access_type, ...whom })).status).toBe(403)
    const longer = new Date(Date.now() + 2 * 86_400_000).toISOString()
    expect((await share(colleague, id, { expires_at: longer })).status).toBe(403)
    const handed = await share(colleague, id, { user_id: third.user_id })
    expect(handed).toMatchObject({ status: 201, body: { access_type: 'view', expires_at: until } })
    expect(await waysToTheFile(third, id)).toEqual([403, 403, 403])
    expect((await share(agent, id, { access_type: 'download' })).status).toBe(201)
  })
})

describe('a share that was passed on', () => {
  test('ends with the share that it came from, and nothing else does', async () => {
    const id = await uploaded(agent)
    const given = (await share(agent, id, { user_id: colleague.user_id })).body
    await share(colleague, id, { user_id: third.user_id })
    const link = async (person: TestPerson) => {
      const token = (await share(person, id, {})).body.url.split('/s/')[1]
      return async () => (await app.send(null, 'POST', `/shared/${token}`, {})).status
    }
    const [mine, theirs, thirds] = [await link(agent), await link(colleague), await link(third)]
    expect([await mine(), await theirs(), await thirds()]).toEqual([200, 200, 200])
    expect((await app.send(agent, 'DELETE', `/documents/${id}/shares/${given.id}`)).status).toBe(204)
    expect([await mine(), await theirs(), await thirds()]).toEqual([200, 410, 410])
    expect((await app.send(third, 'GET', `/documents/${id}`)).status).toBe(404)
    const revoked = await app.query(
      `select id from events where name = 'documents.share_revoked' and subject_id = '${id}'`,
    )
    expect(revoked).toHaveLength(4)
  })
})

describe('the access that a person has', () => {
  const reach = (shared: Reach['shared'], until: string | null = null): Reach => ({
    by_right: false,
    shared,
    until,
  })
  const own: Reach = { by_right: true, shared: [], until: null }

  test.each([
    [own, true],
    [reach(['view']), false],
    [reach(['comment']), false],
    [reach(['download']), true],
    [reach(['comment', 'download']), true],
    [reach([]), false],
  ])('%j: the file %j', (given, expected) => {
    expect(mayDownload(given)).toBe(expected)
  })

  const day = (n: number) => `2026-12-0${n}T00:00:00Z`
  test.each([
    [own, 'download', null, true],
    [reach(['view']), 'view', null, true],
    [reach(['view']), 'comment', null, false],
    [reach(['comment']), 'comment', null, true],
    [reach(['comment']), 'download', null, false],
    [reach(['download']), 'download', null, true],
    [reach(['view'], day(5)), 'view', null, false],
    [reach(['view'], day(5)), 'view', day(6), false],
    [reach(['view'], day(5)), 'view', day(5), true],
  ] as const)('%j: passing on for %s until %j is %j', (given, access_type, expires_at, expected) => {
    expect(mayHandOn(given, { access_type, expires_at })).toBe(expected)
  })
})

const open = async (url: string) =>
  (await app.send(null, 'POST', `/shared/${url.split('/s/')[1]}`, {})).status

describe('a share passed on at the moment it is revoked', () => {
  test.each([
    ['a link', () => ({ access_type: 'download' })],
    ['to a colleague', () => ({ user_id: third.user_id, access_type: 'download' })],
  ])('%s is refused, or ends with it', async (_, input) => {
    for (let round = 0; round < 10; round++) {
      const id = await uploaded(agent)
      const { body } = await share(agent, id, { user_id: colleague.user_id, access_type: 'download' })
      const [handed, revoked] = await Promise.all([
        share(colleague, id, input()),
        app.send(agent, 'DELETE', `/documents/${id}/shares/${body.id}`),
      ])
      expect(revoked.status).toBe(204)
      expect([201, 403, 404]).toContain(handed.status)
      if (handed.body.url) expect(await open(handed.body.url)).toBe(410)
      expect((await app.send(third, 'GET', `/documents/${id}`)).status).toBe(404)
      const { items } = (await app.send(agent, 'GET', `/documents/${id}/shares`)).body
      expect(items.filter((item: { revoked_at: string | null }) => !item.revoked_at)).toEqual([])
    }
  })
})

describe('a document whose audience has shrunk', () => {
  test.each([
    [
      'one by one',
      async (id: string) => {
        const { headers } = await app.send(agent, 'GET', `/documents/${id}`)
        const etag = { 'if-match': String(headers.etag) }
        return (await app.send(agent, 'PATCH', `/documents/${id}`, { visibility: 'private' }, etag)).status
      },
    ],
    [
      'many at once',
      async (id: string) =>
        (
          await app.send(agent, 'POST', '/documents/bulk', {
            action: 'move',
            ids: [id],
            visibility: 'private',
          })
        ).status,
    ],
  ])('is no longer available to people who no longer see it, changed %s', async (_, hide) => {
    const id = await uploaded(agent, { visibility: 'agency' })
    const link = (await share(colleague, id, { access_type: 'view' })).body
    expect((await share(colleague, id, { user_id: third.user_id, access_type: 'view' })).status).toBe(201)
    const own = (await share(agent, id, { access_type: 'view' })).body

    expect(await hide(id)).toBe(200)

    expect(await open(link.url)).toBe(410)
    expect(await open(own.url)).toBe(200)
    for (const person of [colleague, third])
      expect((await app.send(person, 'GET', `/documents/${id}`)).status).toBe(404)
  })

  test('or that is shared at that moment is given out by no one who does not see it', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await uploaded(agent, { visibility: 'agency' })
      const [shared, hidden] = await Promise.all([
        share(colleague, id, { access_type: 'view' }),
        app.send(agent, 'POST', '/documents/bulk', { action: 'move', ids: [id], visibility: 'private' }),
      ])
      expect(hidden.status).toBe(200)
      expect([201, 403, 404]).toContain(shared.status)
      if (shared.body.url) expect(await open(shared.body.url)).toBe(410)
    }
  })
})

describe('a share with a colleague', () => {
  test.each([
    ['password', 'open sesame'],
    ['max_accesses', 1],
    ['version_number', 1],
    ['email', 'buyer@example.com'],
  ])('has no %s: that belongs to links', async (field, value) => {
    const id = await uploaded(agent)
    const answer = await share(agent, id, { user_id: colleague.user_id, [field]: value })
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ field }] } })
  })

  test('cannot be with oneself', async () => {
    const id = await uploaded(agent)
    expect((await share(agent, id, { user_id: agent.user_id })).status).toBe(400)
  })

  test('shows them their own log entries and their own shares, and no others', async () => {
    const id = await uploaded(agent)
    await share(agent, id, { user_id: third.user_id, access_type: 'view' })
    await share(agent, id, { user_id: colleague.user_id, access_type: 'view' })
    await app.send(third, 'GET', `/documents/${id}/pages`)
    await app.send(colleague, 'GET', `/documents/${id}/pages`)
    const whose = async (person: TestPerson, path: string, field: string) => {
      const { items } = (await app.send(person, 'GET', `/documents/${id}/${path}`)).body
      return new Set(items.map((item: Record<string, string>) => item[field]))
    }
    expect(await whose(colleague, 'accesses', 'user_id')).toEqual(new Set([colleague.user_id]))
    expect(await whose(colleague, 'shares', 'shared_with_user_id')).toEqual(new Set([colleague.user_id]))
    expect((await whose(agent, 'accesses', 'user_id')).size).toBe(3)
    expect((await whose(agent, 'shares', 'shared_with_user_id')).size).toBe(2)
  })

  test('stops while the document is in the trash, and works again when it is restored', async () => {
    const id = await uploaded(agent)
    await share(agent, id, { user_id: colleague.user_id, access_type: 'download' })
    await app.send(agent, 'DELETE', `/documents/${id}`)
    expect(await waysToTheFile(colleague, id)).toEqual([404, 404, 404])
    await app.send(agent, 'POST', `/documents/${id}/restore`)
    expect(await waysToTheFile(colleague, id)).toEqual([200, 200, 200])
  })
})
