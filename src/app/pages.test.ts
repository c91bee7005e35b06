import { beforeAll, expect, test } from 'vitest'
import { openApiOf } from '#app/api.ts'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import type { Schema } from '#testing/samples.ts'

/** Every list of the API comes in pages, none of which misses or repeats anything. Read from the OpenAPI document. */
const app = testApp({ RATE_LIMIT_PER_MINUTE: '100000' })
let owner: TestPerson
let document = ''

/** Lists whose length our own code limits, and the pages of a document, which are its content. */
const SHORT = new Set([
  '/auth/providers',
  '/me/factors',
  '/me/passkeys',
  '/me/providers',
  '/organization/providers',
  '/calculators',
  '/documents/{id}/pages',
])

beforeAll(async () => {
  owner = await app.newPerson('owner')
  const upload = async (name: string) => {
    const { payload, headers } = form(Buffer.from(`A note ${name}`), `${name}.txt`)
    return (await app.send(owner, 'POST', '/documents', payload, headers)).body.id
  }
  document = await upload('first')
  for (const n of [1, 2, 3, 4]) {
    await upload(`other-${n}`)
    await app.newPerson('agent', owner)
    await app.send(owner, 'POST', '/teams', { name: `Team ${n}` })
    await app.send(owner, 'POST', '/api-keys', { name: `Key ${n}`, scopes: ['documents.read'] })
    await app.send(owner, 'POST', '/invitations', { email: `new-${n}@example.com`, role: 'viewer' })
    await app.send(owner, 'POST', '/document-requests', {
      requested_from_email: 'c@example.com',
      title: `R ${n}`,
    })
    await app.send(owner, 'POST', `/documents/${document}/shares`, {})
    await app.send(owner, 'POST', `/documents/${document}/comments`, { content: `Comment ${n}` })
    const { payload, headers } = form(Buffer.from(`Version ${n}`), 'first.txt')
    await app.send(owner, 'POST', `/documents/${document}/versions`, payload, headers)
  }
  await app.asOwner(
    ...[1, 2, 3].map(
      (n) => `insert into user_sessions (user_id, family_id, refresh_token_hash, expires_at, last_used_at)
              values ('${owner.user_id}', uuidv7(), 'page-test-${n}', now() + interval '1 day', '2026-11-20T10:00:00Z')`,
    ),
  )
})

type OpenApi = {
  paths: Record<
    string,
    { get?: { responses: Record<string, { content?: Record<string, { schema: Schema }> }> } }
  >
  components?: { schemas?: Record<string, Schema> }
}

function lists(): string[] {
  const { paths, components } = openApiOf(app.api()) as unknown as OpenApi
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const given = get?.responses['200']?.content?.['application/json']?.schema
    const schema = given?.$ref ? components?.schemas?.[given.$ref.split('/').at(-1) ?? ''] : given
    const name = path.replace('/api/v1', '')
    return schema?.properties?.items?.type === 'array' && !SHORT.has(name) ? [name] : []
  })
}

test('every list comes in pages that miss and repeat nothing', async () => {
  let several = 0
  const names = lists()
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    if (name.startsWith('/shared') || name.startsWith('/requested')) continue // Behind links: tested there.
    const path = name.replace('{id}', document).replace('{version_number}', '1')
    const whole = await app.send(owner, 'GET', path)
    expect(whole.status, name).toBe(200)
    expect(whole.body, name).toHaveProperty('next_cursor')
    const seen: unknown[] = []
    let cursor = ''
    for (let pages = 0; pages < 50; pages++) {
      const answer = await app.send(owner, 'GET', `${path}?limit=2${cursor}`)
      expect(answer.status, name).toBe(200)
      expect(answer.body.items.length, name).toBeLessThanOrEqual(2)
      seen.push(...answer.body.items)
      if (!answer.body.next_cursor) break
      cursor = `&cursor=${encodeURIComponent(answer.body.next_cursor)}`
    }
    const idOf = (item: Record<string, unknown>) => item.id ?? item.version_number ?? item.page_number
    const all = (whole.body.items as Record<string, unknown>[]).map(idOf)
    if (all.length > 2) several++
    expect((seen as Record<string, unknown>[]).map(idOf), name).toEqual(all)
    expect((await app.send(owner, 'GET', `${path}?cursor=forged.cursor`)).status, name).toBe(400)
  }
  expect(several).toBeGreaterThan(8)
})
