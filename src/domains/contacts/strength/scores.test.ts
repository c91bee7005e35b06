import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  stranger = await app.newPerson('owner')
})

const add = async (contact: object) => (await app.send(agent, 'POST', '/contacts', contact)).body
const get = async (id: string, person = agent) => (await app.send(person, 'GET', `/contacts/${id}`)).body
const change = async (id: string, now: object, person = agent) => {
  const { version = 1 } = await get(id)
  return app.send(person, 'PATCH', `/contacts/${id}`, now, { 'if-match': `"${version}"` })
}

test('the importance of a contact follows from their role at once, and from what is changed later', async () => {
  const { id, ...created } = await add({ first_name: 'Rosa', contact_type: ['client'] })
  expect(created).toMatchObject({
    ...{ importance_score: 35, importance_computed: 35, importance_set: null },
    importance_reasons: [{ reason: 'Client', points: 35 }],
  })
  const { version } = (await change(id, { next_followup_date: '2027-01-15' })).body
  await app.runJobs()
  expect(await get(id)).toMatchObject({ importance_score: 40, version })
})

test('a referral makes the one who referred more important', async () => {
  const [{ id }, other] = [await add({ first_name: 'Ray' }), await add({ first_name: 'Nina' })]
  const referral = { relation: 'referral', other_contact_id: other.id }
  expect((await app.send(agent, 'POST', `/contacts/${id}/relationships`, referral)).status).toBe(201)
  await app.runJobs()
  const { importance_score, importance_reasons } = await get(id)
  expect(importance_score).toBe(15)
  expect(importance_reasons[1].reason).toBe('Clients referred: 1 in 90 days')
})

test('a score that a person sets wins, and the computed one stays beside it', async () => {
  const { id } = await add({ first_name: 'Sue', contact_type: ['prospect'] })
  expect((await change(id, { importance_set: 90 })).body).toMatchObject({
    ...{ importance_score: 90, importance_set: 90, importance_computed: 25 },
  })
  const { items } = (await app.send(agent, 'GET', '/contacts?sort=importance')).body
  expect(items[0].id).toBe(id)
  expect((await change(id, { importance_set: null })).body.importance_score).toBe(25)
  expect((await change(id, { importance_set: 101 })).status).toBe(400)
  expect((await change(id, { importance_set: 10 }, stranger)).status).toBe(404)
})
