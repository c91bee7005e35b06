import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let id: string

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
  const rosa = { display_name: 'Rosa', emails: [{ email: 'rosa@example.com' }, { email: 'r2@example.com' }] }
  id = (await app.send(agent, 'POST', '/contacts', rosa)).body.id
  await app.send(agent, 'POST', '/document-requests', {
    requested_from_email: 'Rosa@Example.com',
    title: 'Proof of funds',
  })
  await app.send(agent, 'POST', '/document-requests', {
    requested_from_email: 'someone@example.com',
    title: 'Not hers',
  })
  const { payload, headers } = form(Buffer.from('A note'), 'note.txt')
  const document = (await app.send(agent, 'POST', '/documents', payload, headers)).body.id
  await app.send(agent, 'POST', `/documents/${document}/shares`, { email: 'r2@example.com' })
  await app.send(agent, 'POST', `/documents/${document}/shares`, { email: 'someone@example.com' })
  await app.send(agent, 'POST', `/contacts/${id}/interactions`, {
    kind: 'call',
    direction: 'in',
    summary: 'Called back.',
  })
  await app.send(agent, 'POST', `/contacts/${id}/interactions`, {
    ...{ kind: 'meeting', summary: 'Met at the open house.', happened_at: '2020-01-06T17:00:00.000Z' },
  })
})

const entries = async (person: TestPerson, query = '') => {
  const { body } = await app.send(person, 'GET', `/contacts/${id}/timeline${query}`)
  return body.items as { id: string; name: string; summary: string | null; user_name: string | null }[]
}

test('a contact’s timeline has what people logged and what other domains did with them, newest first', async () => {
  expect((await entries(agent)).map(({ name, summary }) => [name, summary])).toEqual([
    ['call', 'Called back.'],
    ['documents.shared', null],
    ['documents.requested', 'Proof of funds'],
    ['contacts.created', 'Rosa'],
    ['meeting', 'Met at the open house.'],
  ])
})

test('it shows no one more than they see elsewhere, and a stranger nothing', async () => {
  expect((await entries(viewer)).map(({ name }) => name)).toEqual(['call', 'contacts.created', 'meeting'])
  expect((await app.send(stranger, 'GET', `/contacts/${id}/timeline`)).status).toBe(404)
})

test('the strength of a relationship follows from it, with reasons, and a person may set another', async () => {
  const contact = async () => (await app.send(agent, 'GET', `/contacts/${id}`)).body
  await app.runJobs()
  const before = await contact()
  expect(before).toMatchObject({
    relationship_strength: 1,
    strength_reasons: [{ reason: 'They reached out: 1 in 90 days' }],
  })
  await app.send(agent, 'POST', `/contacts/${id}/interactions`, {
    kind: 'email',
    direction: 'out',
    summary: 'Sent the comps.',
  })
  await app.runJobs()
  const after = await contact()
  expect(after).toMatchObject({ relationship_strength: 2, version: before.version })
  const set = await app.send(
    agent,
    'PATCH',
    `/contacts/${id}`,
    { strength_set: 5 },
    { 'if-match': `"${after.version}"` },
  )
  expect(set.body).toMatchObject({ relationship_strength: 5, strength_computed: 2 })
  const back = await app.send(
    agent,
    'PATCH',
    `/contacts/${id}`,
    { strength_set: null },
    { 'if-match': `"${set.body.version}"` },
  )
  expect(back.body.relationship_strength).toBe(2)
})
