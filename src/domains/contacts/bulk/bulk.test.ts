import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let assistant: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('agent', agent)
  viewer = await app.newPerson('viewer', agent)
  assistant = await app.newPerson('assistant', agent)
  stranger = await app.newPerson('owner')
})

const add = async (contact: object, person = agent) =>
  (await app.send(person, 'POST', '/contacts', contact)).body.id
const get = async (id: string) => (await app.send(agent, 'GET', `/contacts/${id}`)).body
const bulk = (body: object, person = agent) => app.send(person, 'POST', '/contacts/bulk', body)

test('many contacts are tagged, typed, assigned, shared, trashed and restored at once, each with its history', async () => {
  const ids = [await add({ display_name: 'One', tags: ['a'] }), await add({ display_name: 'Two' })]
  const run = async (change: object) => {
    const { status, body } = await bulk({ ids, ...change })
    expect({ status, ...body }).toEqual({ status: 200, done: ids, refused: [] })
    return get(ids[0] ?? '')
  }
  expect(await run({ action: 'tag', tags: ['a', 'b'] })).toMatchObject({ tags: ['a', 'b'] })
  expect(await run({ action: 'untag', tags: ['a'] })).toMatchObject({ tags: ['b'] })
  expect(await run({ action: 'add_type', contact_type: 'lender' })).toMatchObject({
    contact_type: ['lender'],
  })
  expect(await run({ action: 'remove_type', contact_type: 'lender' })).toMatchObject({ contact_type: [] })
  expect(await run({ action: 'assign', owner_id: colleague.user_id })).toMatchObject({
    owner_id: colleague.user_id,
  })
  expect(await run({ action: 'assign', owner_id: agent.user_id })).toMatchObject({ owner_id: agent.user_id })
  expect(await run({ action: 'share', visibility: 'private' })).toMatchObject({ visibility: 'private' })
  expect((await run({ action: 'trash' })).deleted_at).not.toBeNull()
  expect((await run({ action: 'restore' })).deleted_at).toBeNull()
  const facts = await app.query(`select name from events where subject_id = '${ids[1]}' order by id`)
  expect(facts.map(({ name }) => name)).toContain('contacts.changed')
})

test('each contact is judged by itself, and what was refused says why', async () => {
  const mine = await add({ display_name: 'Mine' })
  const hidden = await add({ display_name: 'Hidden', visibility: 'private' }, colleague)
  const theirs = await add({ display_name: 'Theirs' }, stranger)
  const full = await add({ display_name: 'Full', tags: Array.from({ length: 50 }, (_, n) => `t${n}`) })
  const { body } = await bulk({ action: 'tag', ids: [mine, hidden, theirs, full], tags: ['x'] })
  expect(body.done).toEqual([mine])
  expect(body.refused).toEqual([
    { id: hidden, reason: 'Contact not found.' },
    { id: theirs, reason: 'Contact not found.' },
    { id: full, reason: 'A contact has at most 50 tags.' },
  ])
  const own = await add({ display_name: 'Own', visibility: 'private' })
  const given = await bulk({ action: 'assign', ids: [own, mine], owner_id: colleague.user_id })
  expect(given.body.done).toEqual([mine])
  expect(given.body.refused[0].reason).toContain('You wouldn’t see this contact anymore')
  expect(
    (await bulk({ action: 'assign', ids: [mine], owner_id: stranger.user_id })).body.refused,
  ).toHaveLength(1)
  expect((await bulk({ action: 'share', ids: [mine], visibility: 'team' })).body.refused[0].reason).toContain(
    'team',
  )
})

test('people change only what they may, and at most 500 at once', async () => {
  const id = await add({ display_name: 'Guarded' })
  expect((await bulk({ action: 'tag', ids: [id], tags: ['x'] }, viewer)).body).toMatchObject({ done: [] })
  expect((await bulk({ action: 'tag', ids: [id], tags: ['x'] }, assistant)).body).toMatchObject({
    done: [id],
  })
  expect((await bulk({ action: 'trash', ids: [id] }, assistant)).body).toMatchObject({ done: [] })
  expect((await bulk({ action: 'trash', ids: [id] }, stranger)).body).toMatchObject({ done: [] })
  expect((await bulk({ action: 'trash', ids: Array.from({ length: 501 }, () => id) })).status).toBe(400)
})

test('500 contacts are changed in one request', async () => {
  const names = Array.from({ length: 500 }, (_, n) => n)
  const ids = await Promise.all(names.map((n) => add({ display_name: `Many ${n}` })))
  const { body } = await bulk({ action: 'tag', ids, tags: ['many'] })
  expect(body.done).toHaveLength(500)
}, 60_000)
