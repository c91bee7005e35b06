import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let owner: TestPerson
let id = ''

type Entry = { user_id: string | null; ip_address: string | null; user_agent?: string | null }

/** Every answer of members about a document that says where people were: found by their schemas, so none is forgotten. */
async function recordsOf(): Promise<string[]> {
  const says = (schema: unknown) => JSON.stringify(schema ?? {}).includes('ip_address')
  const { paths, components } = (await app.send(null, 'GET', '/openapi.json')).body as {
    paths: Record<string, { get?: { responses: Record<string, unknown> } }>
    components?: { schemas: Record<string, unknown> }
  }
  const saying = Object.entries(components?.schemas ?? {}).filter(([, schema]) => says(schema))
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const answer = JSON.stringify(get?.responses['200'] ?? {})
    const named = saying.some(([name]) => answer.includes(`/${name}"`))
    return path.includes('/documents/{id}') && (says(answer) || named)
      ? [path.replace('/api/v1', '').replace('{id}', id)]
      : []
  })
}

let records: string[] = []
beforeAll(async () => {
  ;({ agent, owner } = await openOffice(app))
  id = await uploaded(agent, { visibility: 'agency' })
  const { url } = (await app.send(agent, 'POST', `/documents/${id}/shares`, { access_type: 'view' })).body
  await app.send(null, 'POST', `/shared/${url.split('/').at(-1)}`, {}, { 'user-agent': 'Phone of a client' })
  records = await recordsOf()
  expect(records).toHaveLength(2)
})

const read = async (person: TestPerson, path: string): Promise<Entry[]> =>
  (await app.send(person, 'GET', path)).body.items

test.each(['viewer', 'accountant', 'assistant', 'agent', 'coordinator'] as const)(
  'a %s reads who looked at a colleague’s document, and of nobody else where they were or what they used',
  async (role) => {
    const person = await app.newPerson(role, agent)
    await app.send(person, 'GET', `/documents/${id}/pages`, undefined, { 'user-agent': 'Their own' })
    for (const path of records) {
      const entries = await read(person, path)
      const [others, own] = [
        entries.filter(({ user_id }) => user_id !== person.user_id),
        entries.filter(({ user_id }) => user_id === person.user_id),
      ]
      expect(others.length).toBeGreaterThan(1)
      expect(own.length).toBeGreaterThan(0)
      for (const entry of others) {
        expect(entry.ip_address, path).toBeNull()
        expect(entry.user_agent ?? null, path).toBeNull()
      }
      expect(own[0]).toMatchObject({ ip_address: '127.0.0.1' })
    }
  },
)

test('the owner of the document, administrators, and who may read the audit log see them', async () => {
  const auditor = await app.newPerson('viewer', agent)
  await app.asOwner(
    `update organization_members set permissions = '["audit.read"]' where user_id = '${auditor.user_id}'`,
  )
  for (const person of [agent, owner, auditor])
    for (const path of records) {
      const entries = await read(person, path)
      expect(entries.find(({ user_id }) => user_id === null)).toMatchObject({ ip_address: '127.0.0.1' })
    }
})
