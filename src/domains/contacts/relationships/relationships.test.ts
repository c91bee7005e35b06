import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

const add = async (name: string, more: object = {}): Promise<string> =>
  (await app.send(agent, 'POST', '/contacts', { display_name: name, ...more })).body.id
const relate = (person: TestPerson, id: string, input: object) =>
  app.send(person, 'POST', `/contacts/${id}/relationships`, input)

describe('a relationship', () => {
  test('is seen from both sides, each by its own direction', async () => {
    const [ana, llc] = [await add('Ana'), await add('Ana LLC', { kind: 'llc' })]
    const owns = {
      relation: 'owner',
      other_contact_id: llc,
      ownership_percent: 62.5,
      source: 'Operating agreement',
    }
    const { status, body } = await relate(agent, ana, owns)
    expect([status, body.direction, body.other_name, body.ownership_percent]).toEqual([
      201,
      'from',
      'Ana LLC',
      62.5,
    ])
    const other = (await app.send(viewer, 'GET', `/contacts/${llc}/relationships`)).body.items
    expect(other).toMatchObject([{ direction: 'to', other_name: 'Ana', relation: 'owner' }])
    expect((await relate(agent, ana, owns)).status).toBe(409)
    const ended = await app.send(
      agent,
      'PATCH',
      `/contacts/${ana}/relationships/${body.id}`,
      { ends_on: '2026-01-31' },
      { 'if-match': '"1"' },
    )
    expect(ended.body).toMatchObject({ ends_on: '2026-01-31', version: 2 })
    expect((await relate(agent, ana, owns)).status).toBe(201)
  })

  test.each([
    ['to itself', 'self', { relation: 'spouse' }],
    ['with a share that only owners have', 'other', { relation: 'spouse', ownership_percent: 50 }],
    ['of more than all', 'other', { relation: 'owner', ownership_percent: 101 }],
    [
      'that ends before it begins',
      'other',
      { relation: 'spouse', starts_on: '2026-02-01', ends_on: '2026-01-01' },
    ],
  ])('%s is refused', async (_, who, input) => {
    const [one, other] = [await add('One'), await add('Other')]
    const { status } = await relate(agent, one, { ...input, other_contact_id: who === 'self' ? one : other })
    expect(status).toBe(400)
  })

  test('is neither seen nor made by a stranger, and not made by a viewer', async () => {
    const [one, other] = [await add('One'), await add('Other')]
    const theirs = (await app.send(stranger, 'POST', '/contacts', { display_name: 'Theirs' })).body.id
    expect((await relate(viewer, one, { relation: 'spouse', other_contact_id: other })).status).toBe(403)
    expect((await relate(stranger, one, { relation: 'spouse', other_contact_id: other })).status).toBe(404)
    expect((await relate(stranger, theirs, { relation: 'spouse', other_contact_id: other })).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/contacts/${one}/relationships`)).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/contacts/${one}/graph`)).status).toBe(404)
  })

  test('to someone who is hidden from a colleague is hidden too', async () => {
    const [ana, secret] = [await add('Ana'), await add('Secret', { visibility: 'private' })]
    await relate(agent, ana, { relation: 'spouse', other_contact_id: secret })
    expect((await app.send(agent, 'GET', `/contacts/${ana}/relationships`)).body.items).toHaveLength(1)
    expect((await app.send(viewer, 'GET', `/contacts/${ana}/relationships`)).body.items).toEqual([])
    expect((await app.send(viewer, 'GET', `/contacts/${ana}/graph`)).body.contacts).toHaveLength(1)
  })
})

test('the graph reaches three steps, what holds today, and goes around in no circle', async () => {
  const ids = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => add(name)))
  const [a, b, c, d, e] = ids as [string, string, string, string, string]
  const owner = (from: string, to: string, more = {}) =>
    relate(agent, from, { relation: 'owner', other_contact_id: to, ownership_percent: 10, ...more })
  await owner(a, b)
  await owner(b, c)
  await owner(c, a)
  await owner(c, d)
  await owner(d, e)
  await owner(a, e, { ends_on: '2020-01-01' })
  const { body } = await app.send(agent, 'GET', `/contacts/${a}/graph`)
  expect(body.contacts.map((one: { display_name: string }) => one.display_name)).toEqual([
    'A',
    'B',
    'C',
    'D',
    'E',
  ])
  expect(body.relationships).toHaveLength(5)
  const far = await app.send(agent, 'GET', `/contacts/${e}/graph`)
  expect(far.body.contacts).toHaveLength(5)
})
