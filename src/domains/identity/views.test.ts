import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
})

const save = async (person: TestPerson, view: object = {}) =>
  app.send(person, 'POST', '/views', {
    subject_type: 'document',
    name: 'Deeds',
    filters: { document_type: 'deed', tag: 'scanned' },
    ...view,
  })
const change = (person: TestPerson, view: { id: string; version: number }, now: object) =>
  app.send(person, 'PATCH', `/views/${view.id}`, now, { 'if-match': `"${view.version}"` })
async function newTeam(name: string, members: TestPerson[]): Promise<string> {
  const { id } = (await app.send(owner, 'POST', '/teams', { name })).body
  for (const { user_id } of members) await app.send(owner, 'PUT', `/teams/${id}/members/${user_id}`, {})
  return id
}
const names = async (person: TestPerson, path = '/views?subject_type=document') =>
  (await app.send(person, 'GET', path)).body.items.map(({ name }: { name: string }) => name)

describe('a saved view', () => {
  test('keeps filters, order and columns for the person who made it, and no one else sees it', async () => {
    const kept = { name: 'My deeds', sort: 'property', columns: ['title', 'status'] }
    const { status, body } = await save(agent, kept)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...kept,
      shared: false,
      user_id: agent.user_id,
      filters: { tag: 'scanned' },
    })
    expect(await names(agent)).toContain('My deeds')
    expect(await names(agent, '/views?subject_type=deal')).toEqual([])
    for (const other of [owner, colleague, stranger]) {
      expect(await names(other)).not.toContain('My deeds')
      expect((await change(other, body, { name: 'Mine now' })).status).toBe(404)
      expect((await app.send(other, 'DELETE', `/views/${body.id}`)).status).toBe(404)
    }
  })

  test('that is shared is used by everyone, and changed by its owner and administrators only', async () => {
    const { body } = await save(agent, { name: 'For all of us', shared: true })
    expect(await names(colleague)).toContain('For all of us')
    expect(await names(stranger)).not.toContain('For all of us')
    expect((await change(stranger, body, { name: 'Theirs' })).status).toBe(404)
    expect((await change(colleague, body, { name: 'Theirs' })).status).toBe(403)
    expect((await app.send(colleague, 'DELETE', `/views/${body.id}`)).status).toBe(403)

    const renamed = await change(owner, body, { name: 'Deeds of all' })
    expect(renamed).toMatchObject({
      status: 200,
      body: { name: 'Deeds of all', user_name: expect.any(String) },
    })
    expect((await change(owner, renamed.body, { shared: false })).status).toBe(403)
    expect((await change(agent, body, { name: 'Too late' })).status).toBe(412)
    expect((await change(agent, renamed.body, { shared: false })).status).toBe(200)
    expect(await names(colleague)).not.toContain('Deeds of all')
  })

  test('that is shared with a team is used by its members, and by no one else', async () => {
    const [member, other] = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
    const team = await newTeam('The west', [agent, member])
    const theirs = await newTeam('The east', [other])
    const { body, status } = await save(agent, { name: 'Of the west', team_id: team })
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { shared: false, team_id: team, team_name: 'The west' },
    })
    expect(await names(member)).toContain('Of the west')
    for (const outside of [other, colleague, owner, stranger]) {
      expect(await names(outside)).not.toContain('Of the west')
      expect((await change(outside, body, { name: 'Theirs' })).status).toBe(404)
      expect((await app.send(outside, 'DELETE', `/views/${body.id}`)).status).toBe(404)
    }
    expect((await change(member, body, { name: 'Theirs' })).status).toBe(403)

    expect((await save(agent, { name: 'Not ours', team_id: theirs })).status).toBe(403)
    expect((await change(agent, body, { team_id: theirs })).status).toBe(403)
    expect((await save(stranger, { name: 'Far', team_id: team })).status).toBe(404)
    expect((await save(owner, { name: 'From above', team_id: theirs })).status).toBe(201)
    expect(await names(other)).toContain('From above')
    expect((await save(agent, { name: 'Both', team_id: team, shared: true })).status).toBe(400)

    const all = await change(agent, body, { shared: true })
    expect(all.body).toMatchObject({ shared: true, team_id: null })
    const back = await change(agent, all.body, { team_id: team })
    expect(back.body).toMatchObject({ shared: false, team_id: team })
    await app.send(owner, 'DELETE', `/teams/${team}/members/${member.user_id}`)
    expect(await names(member)).not.toContain('Of the west')
    expect((await app.send(owner, 'DELETE', `/teams/${team}`)).status).toBe(204)
    expect(await names(agent)).toContain('Of the west')
  })

  test('says what is wrong with it, beside the filter, also when it is changed', async () => {
    const { body } = await save(agent, { name: 'To be changed' })
    for (const [now, field, reason] of [
      [{ filters: { color: 'red' } }, 'filters.color', 'isn’t a filter of this list'],
      [{ filters: { needs_review: 'maybe' } }, 'filters.needs_review', expect.any(String)],
      [{ sort: 'color' }, 'sort', expect.stringContaining('newest')],
    ] as const)
      expect(await change(agent, body, now)).toMatchObject({
        status: 400,
        body: { issues: [{ field, reason }] },
      })
    const fine = {
      filters: { document_type: 'deed,offer', group: 'property', q: 'harbor' },
      sort: 'property',
    }
    expect((await change(agent, body, fine)).status).toBe(200)
  })

  test('of a viewer stays their own: they share none with everyone', async () => {
    expect((await save(colleague, { name: 'Look here', shared: true })).status).toBe(403)
    const { status, body } = await save(colleague, { name: 'Mine' })
    expect(status).toBe(201)
    expect((await change(colleague, body, { shared: true })).status).toBe(403)
    expect((await change(colleague, body, { name: 'Still mine' })).status).toBe(200)
    expect(await names(agent)).not.toContain('Still mine')
  })

  test('is deleted permanently, which is recorded', async () => {
    const { body } = await save(agent, { name: 'Gone soon' })
    expect((await app.send(agent, 'DELETE', `/views/${body.id}`)).status).toBe(204)
    expect(await names(agent)).not.toContain('Gone soon')
    const facts = await app.query(`select name from events where subject_id = '${body.id}' order by id`)
    expect(facts.map(({ name }) => name)).toEqual(['identity.view_created', 'identity.view_deleted'])
  })

  test.each([
    ['a name that is empty', { name: '  ' }],
    [
      'more than 20 filters',
      { filters: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`f${n}`, 'x'])) },
    ],
    [
      'filters of more than 4,000 characters',
      { filters: { a: 'x'.repeat(999), b: 'x'.repeat(999), c: 'x'.repeat(999), d: 'x'.repeat(999), e: 'x' } },
    ],
    ['a filter that is no text', { filters: { tag: ['deed'] } }],
    ['a filter with a name from nowhere', { filters: { __proto__x: 'y', 'a b': 'c' } }],
    ['no columns at all', { columns: [] }],
    ['a kind that is no word', { subject_type: 'Document; drop' }],
    ['a list that there is not', { subject_type: 'castle' }],
    ['a filter that the list does not have', { filters: { color: 'red' } }],
    ['a value that its filter does not have', { filters: { document_type: 'castle' } }],
    ['a day that is none', { filters: { created_from: '2026-02-30' } }],
    ['an order that the list does not have', { sort: 'color' }],
  ])('with %s is refused', async (_, view) => {
    expect((await save(agent, view)).status).toBe(400)
  })

  test('is one of at most a hundred, even when they are saved at once', async () => {
    const keen = await app.newPerson('agent', owner)
    await app.asOwner(`insert into saved_views (organization_id, user_id, subject_type, name)
      select '${keen.organization_id}', '${keen.user_id}', 'document', 'View ' || n from generate_series(1, 99) n`)
    expect((await save(keen, { name: 'The hundredth' })).status).toBe(201)
    expect(await save(keen, { name: 'One more' })).toMatchObject({
      status: 422,
      body: { detail: 'You have 100 saved views. Delete one that you no longer use.' },
    })
  })
})
