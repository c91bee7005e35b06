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
  test('for viewing is seen on the screen, and its file is not given', async () => {
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

  test('for downloading is given, until the share is revoked or a promised download meets it', async () => {
    const id = await uploaded(agent)
    const { body } = await share(agent, id, { user_id: colleague.user_id, access_type: 'download' })
    expect(await waysToTheFile(colleague, id)).toEqual([200, 200, 200])
    expect((await app.send(colleague, 'GET', `/documents/${id}`)).body.may).toMatchObject({ download: true })
    const { url } = (await app.send(colleague, 'POST', '/downloads', { ids: [id] })).body
    await app.send(agent, 'DELETE', `/documents/${id}/shares/${body.id}`)
    expect((await app.send(null, 'GET', url)).status).toBe(404)
    expect(await waysToTheFile(colleague, id)).toEqual([404, 404, 404])
  })

  test('is handed on for no more than was given, and for no longer', async () => {
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

describe('what was handed on', () => {
  test('ends with what it was handed on from, and nothing else does', async () => {
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

describe('what a reach allows', () => {
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
  ] as const)('%j: to hand on for %s until %j is %j', (given, access_type, expires_at, expected) => {
    expect(mayHandOn(given, { access_type, expires_at })).toBe(expected)
  })
})
