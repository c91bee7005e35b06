import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { domains } from '#app/domains.ts'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import { furnishAll } from '#testing/furnish.ts'
import { connectApp } from '#testing/oauth.ts'
import type { TestPerson } from '#testing/people.ts'

/** Every list of the API comes in pages, none of which misses or repeats anything. Read from the contracts. */
const app = testApp({ RATE_LIMIT_PER_MINUTE: '100000' })
let owner: TestPerson
let document = ''
let webhook = ''
let ids: Record<string, string> = {}

beforeAll(async () => {
  owner = await app.newPerson('owner')
  ids = await furnishAll(domains, app, owner)
  const upload = async (name: string) => {
    const { payload, headers } = form(Buffer.from(`A note ${name}`), `${name}.txt`)
    return (await app.send(owner, 'POST', '/documents', payload, headers)).body.id
  }
  const terms = 'GRANT DEED\nGrantor: Thomas Whitfield\nGrantee: Maria Alvarez\nAPN: 019-210-044'
  const deed = form(Buffer.from(terms), 'first.txt', { visibility: 'agency' })
  document = (await app.send(owner, 'POST', '/documents', deed.payload, deed.headers)).body.id
  await app.runJobs()
  const colleague = await app.newPerson('agent', owner)
  for (const n of [1, 2, 3, 4]) {
    await upload(`other-${n}`)
    await app.newPerson('agent', owner)
    await app.send(owner, 'POST', '/teams', { name: `Team ${n}` })
    await app.send(owner, 'POST', '/api-keys', { name: `Key ${n}`, scopes: ['documents.read'] })
    await app.send(owner, 'POST', '/views', { subject_type: 'document', name: `View ${n}`, position: n % 2 })
    await app.send(owner, 'POST', '/invitations', { email: `new-${n}@example.com`, role: 'viewer' })
    await app.send(owner, 'POST', '/document-requests', {
      requested_from_email: 'c@example.com',
      title: `R ${n}`,
    })
    await app.send(owner, 'POST', `/documents/${document}/shares`, {})
    await app.send(owner, 'POST', `/documents/${document}/comments`, { content: `Comment ${n}` })
    await app.send(colleague, 'POST', `/documents/${document}/comments`, { content: `Answer ${n}` })
    const { payload, headers } = form(Buffer.from(`${terms}\nVersion ${n}`), 'first.txt')
    await app.send(owner, 'POST', `/documents/${document}/versions`, payload, headers)
  }
  const hook = { url: 'https://hooks.example.com/', facts: ['*'] }
  for (const n of [1, 2, 3, 4]) {
    const { body } = await app.send(owner, 'POST', '/webhooks', { ...hook, description: `${n}` })
    webhook = body.id
    await connectApp(app, owner, 'read')
    await app.send(owner, 'POST', `/webhooks/${webhook}/test`)
  }
  await app.runJobs()
  await app.readFeed()
  await app.asOwner(
    ...[1, 2, 3].map(
      (n) => `insert into user_sessions (user_id, family_id, refresh_token_hash, expires_at, last_used_at)
              values ('${owner.user_id}', uuidv7(), 'page-test-${n}', now() + interval '1 day', '2026-11-20T10:00:00Z')`,
    ),
  )
})

/** Serving refuses a list that neither comes in pages nor says why it stays short. */
function lists(): string[] {
  return app.api().everyRoute.flatMap(({ config, method }) => {
    const { gives, path } = config?.call ?? {}
    return method === 'GET' && gives instanceof z.ZodObject && gives.shape.next_cursor ? (path ?? []) : []
  })
}

test('every list comes in pages that miss and repeat nothing', async () => {
  let several = 0
  const empty: string[] = []
  let foreign = ''
  const names = lists()
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    if (name.startsWith('/shared') || name.startsWith('/requested')) continue // Behind links: tested there.
    const noun = name.split('/')[1] ?? ''
    const id = ids[noun] ?? (noun === 'webhooks' ? webhook : document)
    const path = name.replace(':id', id).replace(':version_number', '1')
    const whole = await app.send(owner, 'GET', `${path}?limit=100`)
    expect(whole.status, name).toBe(200)
    expect(whole.body, name).toHaveProperty('next_cursor')
    const seen: unknown[] = []
    let cursor = ''
    for (let pages = 0; pages < 100; pages++) {
      const answer = await app.send(owner, 'GET', `${path}?limit=2${cursor}`)
      expect(answer.status, name).toBe(200)
      expect(answer.body.items.length, name).toBeLessThanOrEqual(2)
      seen.push(...answer.body.items)
      if (!answer.body.next_cursor) break
      cursor = `&cursor=${encodeURIComponent(answer.body.next_cursor)}`
    }
    const idOf = (item: Record<string, unknown>) => item.id ?? item.version_number ?? item.page_number
    const all = (whole.body.items as Record<string, unknown>[]).map(idOf)
    if (all.length === 0) empty.push(name)
    if (all.length > 2) several++
    expect((seen as Record<string, unknown>[]).map(idOf), name).toEqual(all)
    expect((await app.send(owner, 'GET', `${path}?cursor=forged.cursor`)).status, name).toBe(400)
    if (foreign) expect((await app.send(owner, 'GET', `${path}?${foreign}`)).status, name).toBe(400)
    if (cursor) foreign = cursor.slice(1)
  }
  expect(several).toBeGreaterThan(8)
  expect(empty, 'a list without a row shows nothing of its pages').toEqual([])
})
