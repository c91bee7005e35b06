import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
})

const add = async (person: TestPerson, contact: object) => {
  const { status, body } = await app.send(person, 'POST', '/contacts', contact)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const change = (person: TestPerson, contact: { id: string; version: number }, now: object) =>
  app.send(person, 'PATCH', `/contacts/${contact.id}`, now, { 'if-match': `"${contact.version}"` })
const names = async (person: TestPerson, query = '') =>
  (await app.send(person, 'GET', `/contacts?${query}`)).body.items.map(
    (one: { display_name: string }) => one.display_name,
  )

describe('a contact', () => {
  test('is called by what is known of it, and its name follows until a person gives it one', async () => {
    const rosa = await add(agent, { first_name: 'Rosa', last_name: 'Delgado' })
    expect(rosa).toMatchObject({
      display_name: 'Rosa Delgado',
      sort_name: 'delgado rosa',
      owner_id: agent.user_id,
    })
    const married = await change(agent, rosa, { last_name: 'Delgado-Kim' })
    expect(married.body.display_name).toBe('Rosa Delgado-Kim')
    const named = await change(agent, married.body, { display_name: 'Rosie' })
    expect((await change(agent, named.body, { last_name: 'Kim' })).body.display_name).toBe('Rosie')

    const trust = { kind: 'trust', legal_name: 'The Delgado Family Trust', first_name: 'Rosa' }
    expect((await add(agent, trust)).display_name).toBe('The Delgado Family Trust')
    expect((await add(agent, { emails: [{ email: 'only@example.com' }] })).display_name).toBe(
      'only@example.com',
    )
    const nothing = await app.send(agent, 'POST', '/contacts', { tags: ['lead'] })
    expect(nothing).toMatchObject({ status: 400, body: { issues: [{ field: 'display_name' }] } })
  })

  test('keeps numbers as they are dialed, and names one that can’t be', async () => {
    const { phones, phone_primary } = await add(agent, {
      first_name: 'Pat',
      phones: [
        { label: 'work', number: '(415) 555-0132 ext. 7' },
        { label: 'mobile', number: '+44 20 7946 0958' },
        { label: 'home', number: '415.555.0132', extension: '7' },
      ],
    })
    expect(phones).toEqual([
      { label: 'work', number: '+14155550132', extension: '7' },
      { label: 'mobile', number: '+442079460958' },
    ])
    expect(phone_primary).toBe('+14155550132')
    const wrong = await app.send(agent, 'POST', '/contacts', {
      first_name: 'X',
      phones: [{ number: `12${'345'.repeat(9)}` }],
    })
    expect(wrong).toMatchObject({ status: 400, body: { issues: [{ field: 'phones.0.number' }] } })
  })

  test('is placed on the map by its ZIP code, or by its city, without asking anyone', async () => {
    const at = async (address: object) => {
      const { coordinates, coordinates_precision } = await add(agent, {
        first_name: 'Here',
        addresses: [address],
      })
      return [
        coordinates && Math.round(coordinates.latitude),
        coordinates && Math.round(coordinates.longitude),
        coordinates_precision,
      ]
    }
    expect(await at({ line1: '9500 Wilshire Blvd', zip_code: '90210-1234' })).toEqual([34, -118, 'zip'])
    expect(await at({ city: 'Denver', state: 'CO' })).toEqual([40, -105, 'city'])
    expect(await at({ city: 'Paris', zip_code: '75001', country: 'France' })).toEqual([null, null, null])
  })

  test('changes only from the version that was seen, and the fact says what changed', async () => {
    const before = await add(agent, { first_name: 'Ivy', last_name: 'Chen' })
    const after = await change(agent, before, { company: 'Chen Realty', contact_type: ['agent', 'agent'] })
    expect(after.body).toMatchObject({ company: 'Chen Realty', contact_type: ['agent'], version: 2 })
    expect((await change(colleague, before, { company: 'Other' })).status).toBe(412)
    const [fact] = await app.query(
      `select payload from events where subject_id = '${before.id}' order by id desc`,
    )
    expect(fact?.payload).toEqual({
      company: { from: null, to: 'Chen Realty' },
      contact_type: { from: [], to: ['agent'] },
    })
  })

  test('goes to the trash and comes back', async () => {
    const { id } = await add(agent, { first_name: 'Tom', last_name: 'Trash' })
    expect((await app.send(viewer, 'DELETE', `/contacts/${id}`)).status).toBe(403)
    expect((await app.send(agent, 'DELETE', `/contacts/${id}`)).status).toBe(204)
    expect((await app.send(agent, 'DELETE', `/contacts/${id}`)).status).toBe(204)
    expect(await names(agent, 'q=trash')).toEqual([])
    expect(await names(agent, 'trashed=true')).toContain('Tom Trash')
    expect((await app.send(agent, 'POST', `/contacts/${id}/restore`)).body.deleted_at).toBeNull()
    expect(await names(agent, 'q=trash')).toEqual(['Tom Trash'])
  })

  test('of another organization is reached by no one', async () => {
    const { id, version } = await add(agent, { first_name: 'Ours', last_name: 'Alone' })
    expect((await app.send(stranger, 'GET', `/contacts/${id}`)).status).toBe(404)
    expect((await change(stranger, { id, version }, { notes: 'mine' })).status).toBe(404)
    expect((await app.send(stranger, 'DELETE', `/contacts/${id}`)).status).toBe(404)
    expect(await names(stranger, 'q=alone')).toEqual([])
    const foreign = await app.send(stranger, 'POST', '/contacts', {
      first_name: 'A',
      owner_id: agent.user_id,
    })
    expect(foreign.status).toBe(404)
  })
})

describe('who sees a contact', () => {
  test('of their own, their team’s or the organization’s follows from what its owner chose', async () => {
    const { body: team } = await app.send(owner, 'POST', '/teams', { name: 'North' })
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${colleague.user_id}`, { role: 'member' })
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${agent.user_id}`, { role: 'member' })
    const mine = await add(agent, { last_name: 'Sightprivate', visibility: 'private' })
    const ours = await add(agent, { last_name: 'Sightteam', visibility: 'team', team_id: team.id })
    await add(agent, { last_name: 'Sightall' })
    expect(await names(agent, 'q=sight')).toEqual(['Sightall', 'Sightprivate', 'Sightteam'])
    expect(await names(owner, 'q=sight')).toEqual(['Sightall', 'Sightprivate', 'Sightteam'])
    expect(await names(colleague, 'q=sight')).toEqual(['Sightall', 'Sightteam'])
    expect(await names(viewer, 'q=sight')).toEqual(['Sightall'])
    expect((await app.send(colleague, 'GET', `/contacts/${mine.id}`)).status).toBe(404)
    expect((await app.send(viewer, 'GET', `/contacts/${ours.id}`)).status).toBe(404)
  })

  test('is never lost by the person who changes it', async () => {
    const mine = await add(agent, { last_name: 'Handover', visibility: 'private' })
    const refused = await change(agent, mine, { owner_id: colleague.user_id })
    expect(refused).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('see this contact') },
    })
    const shown = await change(agent, mine, { owner_id: colleague.user_id, visibility: 'organization' })
    expect(shown.body).toMatchObject({ owner_id: colleague.user_id, visibility: 'organization' })
    const team = await change(colleague, shown.body, { visibility: 'team' })
    expect(team).toMatchObject({ status: 400, body: { issues: [{ field: 'team_id' }] } })
  })
})

describe('the list', () => {
  test('finds people by any part of what is known, in any order', async () => {
    await add(agent, {
      first_name: 'José',
      last_name: "O'Brien-Núñez",
      company: 'Bluewater Holdings',
      emails: [{ email: 'Jose.Nunez@bluewater.example' }],
      phones: [{ number: '(628) 555-0199' }],
      addresses: [{ city: 'Sausalito', state: 'CA' }],
    })
    for (const q of [
      'obrien',
      "o'brien",
      'nunez jos',
      'José',
      'bluewater',
      'jose.nunez@',
      '555-0199',
      '(628) 555',
      '+1 628 555 0199',
      'sausal',
    ])
      expect(await names(agent, `q=${encodeURIComponent(q)}`), q).toEqual(["José O'Brien-Núñez"])
    for (const q of ['obrien bluewaters', '%', '628 555 0198', 'a_b'])
      expect(await names(agent, `q=${encodeURIComponent(q)}`), q).toEqual([])
  })

  test('is narrowed by filters, and counted', async () => {
    await add(agent, {
      last_name: 'Fa',
      contact_type: ['lender', 'client'],
      tags: ['vip', 'f'],
      strength_set: 4,
    })
    await add(agent, {
      last_name: 'Fb',
      contact_type: ['client'],
      tags: ['f'],
      next_followup_date: '2026-12-01',
    })
    await add(colleague, { kind: 'llc', last_name: 'Fc', tags: ['f'], addresses: [{ state: 'TX' }] })
    const found = (query: string) => names(agent, `tag=f&${query}`)
    expect(await found('contact_type=lender,title')).toEqual(['Fa'])
    expect(await found('tag=vip')).toEqual(['Fa'])
    expect(await found('strength=4')).toEqual(['Fa'])
    expect(await found('followup_by=2026-12-01')).toEqual(['Fb'])
    expect(await found('kind=llc')).toEqual(['Fc'])
    expect(await found('state=TX')).toEqual(['Fc'])
    expect(await found(`owner_id=${colleague.user_id}`)).toEqual(['Fc'])
    expect((await app.send(agent, 'GET', '/contacts/count?tag=f')).body).toEqual({ count: 3 })
  })

  test.each([
    'name',
    'name_desc',
    'newest',
    'oldest',
    'last_interaction',
    'followup',
    'strength',
    'importance',
  ])('sorted by %s has every contact on exactly one page', async (sort) => {
    const whole = await names(agent, `sort=${sort}&limit=200`)
    const paged: string[] = []
    let cursor = ''
    do {
      const { body } = await app.send(agent, 'GET', `/contacts?sort=${sort}&limit=3${cursor}`)
      paged.push(...body.items.map((one: { display_name: string }) => one.display_name))
      cursor = body.next_cursor ? `&cursor=${encodeURIComponent(body.next_cursor)}` : ''
    } while (cursor)
    expect(whole.length).toBeGreaterThan(10)
    expect(paged).toEqual(whole)
  })

  test('continues only in the order in which it began', async () => {
    const { body } = await app.send(agent, 'GET', '/contacts?sort=name&limit=3')
    const other = await app.send(
      agent,
      'GET',
      `/contacts?sort=newest&limit=3&cursor=${encodeURIComponent(body.next_cursor)}`,
    )
    expect(other.status).toBe(400)
  })
})
