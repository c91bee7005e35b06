import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson
let id: string

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('agent', agent)
  stranger = await app.newPerson('owner')
  id = (await app.send(agent, 'POST', '/contacts', { display_name: 'Rosa' })).body.id
})

const log = (person: TestPerson, input: object) =>
  app.send(person, 'POST', `/contacts/${id}/interactions`, { kind: 'call', summary: 'Talked.', ...input })
const contact = async () => (await app.send(agent, 'GET', `/contacts/${id}`)).body

test('what is logged says when a contact was last talked with, without counting as an edit', async () => {
  const { version } = await contact()
  expect((await log(agent, { happened_at: '2026-03-02T17:00:00.000Z' })).status).toBe(201)
  const earlier = await log(colleague, { kind: 'meeting', happened_at: '2026-01-05T17:00:00.000Z' })
  await log(agent, { kind: 'note', happened_at: '2026-05-01T17:00:00.000Z' })
  expect(await contact()).toMatchObject({ last_interaction_date: '2026-03-02T17:00:00.000Z', version })
  const { items } = (await app.send(agent, 'GET', `/contacts/${id}/interactions`)).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['note', 'call', 'meeting'])
  expect((await app.send(agent, 'DELETE', `/contacts/${id}/interactions/${earlier.body.id}`)).status).toBe(
    403,
  )
  expect((await app.send(agent, 'DELETE', `/contacts/${id}/interactions/${items[1].id}`)).status).toBe(204)
  expect((await contact()).last_interaction_date).toBe('2026-01-05T17:00:00.000Z')
})

test('a follow-up is set with what is logged', async () => {
  await log(agent, { next_followup_date: '2027-01-15' })
  expect((await contact()).next_followup_date).toBe('2027-01-15')
  await log(agent, {})
  expect((await contact()).next_followup_date).toBe('2027-01-15')
  await log(agent, { next_followup_date: null })
  expect((await contact()).next_followup_date).toBeNull()
})

test('nothing is logged before it happened, without words, or by a stranger', async () => {
  expect((await log(agent, { happened_at: '2999-01-01T00:00:00.000Z' })).body.issues[0].field).toBe(
    'happened_at',
  )
  expect((await log(agent, { summary: '   ' })).status).toBe(400)
  expect((await log(stranger, {})).status).toBe(404)
  expect((await app.send(stranger, 'GET', `/contacts/${id}/interactions`)).status).toBe(404)
})
