import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson

type Listed = { id: string; title: string; state: string }

async function ask(title: string, more: object = {}): Promise<string> {
  const input = { requested_from_email: 'carla@client.example', title, ...more }
  const { status, body } = await app.send(agent, 'POST', '/document-requests', input)
  expect(status).toBe(201)
  return body.id
}

async function list(filters: Record<string, string> = {}, person = agent): Promise<Listed[]> {
  const { status, body } = await app.send(person, 'GET', `/document-requests?${new URLSearchParams(filters)}`)
  expect(status).toBe(200)
  return body.items
}
const titles = async (filters: Record<string, string>, person = agent) =>
  (await list(filters, person)).map(({ title }) => title)

const change = async (id: string, path: string, method: 'POST' | 'PATCH' | 'DELETE', body?: object) => {
  const answer = await app.send(agent, method, `/document-requests/${id}${path}`, body)
  expect(answer.status).toBeLessThan(300)
}
/** Each of the items of a request comes into its state; undefined stays as it is. */
async function settle(id: string, ...states: string[]): Promise<void> {
  const { body } = await app.send(agent, 'GET', '/document-requests')
  const { items } = body.items.find((one: Listed) => one.id === id)
  for (const [index, state] of states.entries())
    await change(id, `/items/${items[index].id}`, 'PATCH', { state })
}

beforeAll(async () => {
  const owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  const two = { items: [{ title: 'W-2' }, { title: 'Photo ID' }] }

  await ask('open')
  await settle(await ask('one of two came', two), 'received')
  await settle(await ask('all came', two), 'received', 'received')
  await settle(await ask('one came, one is not needed', two), 'waived', 'received')
  await settle(await ask('nothing is needed', two), 'waived', 'waived')
  await change(await ask('closed before anything came', two), '/close', 'POST')
  await change(await ask('revoked'), '', 'DELETE')
  const expired = await ask('expired')
  await app.asOwner(
    `update document_requests set expires_at = now() - interval '1 hour' where id = '${expired}'`,
  )
})

test.each(['open', 'received', 'closed', 'revoked', 'expired'])(
  'a list of requests that are %s has those that say so, and no others',
  async (state) => {
    const all = await list()
    expect(all).toHaveLength(8)
    const expected = all.filter((request) => request.state === state).map(({ title }) => title)
    expect(expected.length).toBeGreaterThan(0)
    expect(await titles({ state })).toEqual(expected)
    expect(await titles({ state }, colleague)).toEqual([])
  },
)

test('several states, words of the title, the client and their email, and the days it is needed narrow together', async () => {
  await ask('HOA statement', {
    requested_from_email: 'sam@seller.example',
    requested_from_name: 'Sam Seller',
    due_on: '2099-01-15',
  })
  await ask('HOA bylaws', { requested_from_email: 'sam@seller.example', due_on: '2099-02-01' })
  expect(await titles({ state: 'revoked,expired' })).toEqual(['expired', 'revoked'])
  expect(await titles({ q: 'hoa' })).toEqual(['HOA bylaws', 'HOA statement'])
  expect(await titles({ q: 'seller statement' })).toEqual(['HOA statement'])
  expect(await titles({ q: 'SAM@seller', due_to: '2099-01-31' })).toEqual(['HOA statement'])
  expect(await titles({ due_from: '2099-01-16' })).toEqual(['HOA bylaws'])
  expect(await titles({ q: '100%_\\', state: 'open' })).toEqual([])
  expect((await app.send(agent, 'GET', '/document-requests?state=lost')).status).toBe(400)
})

test('a page of a narrowed list continues it, and no other', async () => {
  const first = await app.send(agent, 'GET', '/document-requests?state=received,closed&limit=2')
  expect(first.body.items).toHaveLength(2)
  const next = `limit=2&cursor=${encodeURIComponent(first.body.next_cursor)}`
  const second = await app.send(agent, 'GET', `/document-requests?state=received,closed&${next}`)
  const ids = [...first.body.items, ...second.body.items].map(({ id }: Listed) => id)
  expect(new Set(ids).size).toBe(4)
  expect((await app.send(agent, 'GET', `/document-requests?state=open&${next}`)).status).toBe(400)
})
