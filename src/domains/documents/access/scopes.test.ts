import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let owner: TestPerson
let id = ''
let ids: Record<string, string> = {}

beforeAll(async () => {
  owner = await app.newPerson('owner')
  id = await uploaded(owner)
  const share = (await app.send(owner, 'POST', `/documents/${id}/shares`, {})).body
  const extractions = (await app.send(owner, 'GET', `/documents/${id}/extractions`)).body.items
  ids = { id, share_id: share.id, extraction_id: extractions[0].id, version_number: '1' }
})

async function keyOf(scopes: string[]): Promise<string> {
  return (await app.send(owner, 'POST', '/api-keys', { name: 'k', scopes })).body.token
}

/** What each route would do if it were let. */
const BODIES: Record<string, unknown> = {
  'PATCH /documents/:id': { title: 'Changed by a key' },
  'POST /documents/bulk': { action: 'tag', ids: ['ID'], tags: ['changed'] },
  'POST /documents/:id/comments': { content: 'Said by a key' },
  'PATCH /documents/:id/extractions/:extraction_id': { state: 'accepted' },
  'POST /documents/:id/extractions/accept': { from: 0.5 },
  'POST /document-requests': { requested_from_email: 'a@client.example', title: 'Asked by a key' },
}

test('a key that may read documents changes nothing in them, by any route', async () => {
  const token = await keyOf(['documents.read'])
  const { payload, headers } = form(await newPdf(), 'by-a-key.pdf')
  const routes = app.api().everyRoute.flatMap(({ method, url, config }) => {
    const path = url.replace('/api/v1', '')
    const mine = /^\/(documents|uploads|document-requests)\b/.test(path) && config?.access === 'member'
    return [method]
      .flat()
      .filter((m) => mine && !['GET', 'HEAD', 'OPTIONS'].includes(m))
      .map((m) => [m, path] as const)
  })
  expect(routes.length).toBeGreaterThan(18)
  const before = await app.query(`select to_jsonb(d) - 'search_vector' as row from documents d`)
  for (const [method, path] of routes) {
    const filled = path.replaceAll(/:(\w+)/g, (_, name) => ids[name] ?? id)
    const body = JSON.parse(JSON.stringify(BODIES[`${method} ${path}`] ?? {}).replace('ID', id))
    const file = path === '/documents' || path.endsWith('/versions')
    const answer = await app.send(null, method, filled, file ? payload : body, {
      ...(file ? headers : {}),
      authorization: `Bearer ${token}`,
      'if-match': '"1"',
    })
    if (path === '/documents/bulk') expect(answer.body.done, path).toEqual([])
    else expect([403, 422], `${method} ${path} answered ${answer.status}`).toContain(answer.status)
  }
  expect(await app.query(`select to_jsonb(d) - 'search_vector' as row from documents d`)).toEqual(before)
  expect(await app.query(`select id from document_comments`)).toEqual([])
})

test('a key that may comment can add comments', async () => {
  const token = await keyOf(['documents.read', 'documents.comment'])
  const headers = { authorization: `Bearer ${token}` }
  expect((await app.send(null, 'POST', `/documents/${id}/comments`, { content: 'x' }, headers)).status).toBe(
    201,
  )
})
