import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let agent: TestPerson
let stranger: TestPerson
let client_id = ''

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  agent = await app.newPerson('agent', coordinator)
  stranger = await app.newPerson('owner')
  client_id = (await app.send(coordinator, 'POST', '/contacts', { display_name: 'Hana History' })).body.id
})

const get = async (path: string) => (await app.send(coordinator, 'GET', path)).body
const post = async (path: string, body: object = {}) => (await app.send(coordinator, 'POST', path, body)).body
const open = () => post('/exchanges', { client_id, time_zone: 'America/New_York' })
let lines = 0
const sold = (id: string, transferred_on: string | null = '2026-03-02') =>
  post(`/exchanges/${id}/properties`, {
    side: 'relinquished',
    property: { address_line1: `${++lines} History Lane` },
    transferred_on,
  })
const correct = async (id: string, property: { id: string; version: number }, change: object) =>
  (
    await app.send(coordinator, 'PATCH', `/exchanges/${id}/properties/${property.id}`, change, {
      'if-match': `"${property.version}"`,
    })
  ).body
const changeFacts = async (id: string, facts: object) => {
  const { version } = await get(`/exchanges/${id}/deadlines`)
  return app.send(coordinator, 'PATCH', `/exchanges/${id}/deadline-facts`, facts, {
    'if-match': `"${version}"`,
  })
}
const RETURN = { form: '1040', tax_year_end: '2026-12-31', extension_obtained: false }

describe('the versions of the deadlines of an exchange', () => {
  test('say what each day was before, which fact moved it, and who changed that', async () => {
    const { id } = await open()
    const property = await sold(id)
    await correct(id, property, { transferred_on: '2026-03-05' })
    const { items } = await get(`/exchanges/${id}/deadline-versions`)
    expect(items).toHaveLength(4)
    const newest = items.find(({ kind }: { kind: string }) => kind === 'identification')
    expect(newest).toMatchObject({
      ...{ date: '2026-04-19', previous_date: '2026-04-16', superseded_at: null, replaced: false },
      moved_by: [{ fact: 'first_transfer', from: '2026-03-02', to: '2026-03-05' }],
      created_by_name: expect.stringContaining('coordinator'),
    })
    const first = items.findLast(({ kind }: { kind: string }) => kind === 'identification')
    expect(first).toMatchObject({
      ...{ previous_date: null, replaced: true, superseded_at: expect.any(String) },
      moved_by: [{ fact: 'first_transfer', from: null, to: '2026-03-02' }],
    })
  })

  test('say that a deadline no longer applies once its transfer is undone', async () => {
    const { id } = await open()
    const property = await sold(id)
    await correct(id, property, { transferred_on: null })
    const { items } = await get(`/exchanges/${id}/deadline-versions`)
    expect(items).toHaveLength(2)
    for (const one of items) expect(one).toMatchObject({ superseded_at: expect.any(String), replaced: false })
  })

  test('aren’t shown to those who don’t see the exchange', async () => {
    const { id } = await open()
    for (const person of [agent, stranger])
      expect((await app.send(person, 'GET', `/exchanges/${id}/deadline-versions`)).status).toBe(404)
  })
})

describe('the timeline of an exchange', () => {
  const entries = async (id: string) => (await get(`/exchanges/${id}/timeline`)).items
  const named = (items: { name: string }[], name: string) => items.find((one) => one.name === name)

  test('says what happened in words, with old and new values, newest first', async () => {
    const { id, version } = await open()
    const property = await sold(id)
    const change = { agreement_signed_on: '2026-01-15', coordinator_id: agent.user_id, notes: 'Long.' }
    const { version: now } = await get(`/exchanges/${id}`)
    expect(now).toBeGreaterThan(version)
    await app.send(coordinator, 'PATCH', `/exchanges/${id}`, change, { 'if-match': `"${now}"` })
    await correct(id, property, { price: '800000.00' })
    await changeFacts(id, { return: RETURN })
    const items = await entries(id)
    expect(items[0].name).toBe('exchanges.deadline_facts_changed')
    expect(items[0].changes).toMatchObject({ return_form: { from: null, to: '1040' } })
    expect(named(items, 'exchanges.property_changed')).toMatchObject({
      summary: `${lines} History Lane`,
      changes: { price: { from: null, to: '800000.00' } },
    })
    expect(named(items, 'exchanges.changed')).toMatchObject({
      changes: {
        agreement_signed_on: { from: null, to: '2026-01-15' },
        coordinator_id: { to: expect.stringContaining('agent') },
        notes: { from: null, to: null },
      },
    })
    expect(named(items, 'exchanges.relinquished_transferred')).toMatchObject({ day: '2026-03-02' })
    expect(named(items, 'exchanges.deadlines_changed')).toMatchObject({
      moved: [
        { kind: 'identification', from: null, to: '2026-04-16' },
        { kind: 'exchange', from: null, to: '2026-08-29' },
      ],
    })
    expect(named(items, 'exchanges.status_changed')).toMatchObject({
      ...{ from: 'draft', to: 'exchange_period' },
    })
    expect(items.at(-1).name).toBe('exchanges.created')
  })

  test('comes in pages, and isn’t shown to those who don’t see the exchange', async () => {
    const { id } = await open()
    await sold(id)
    const first = await get(`/exchanges/${id}/timeline?limit=2`)
    const second = await get(`/exchanges/${id}/timeline?limit=2&cursor=${first.next_cursor}`)
    const ids = [...first.items, ...second.items].map((one: { id: string }) => one.id)
    expect(new Set(ids).size).toBe(4)
    expect(ids).toEqual(ids.toSorted().toReversed())
    for (const person of [agent, stranger])
      expect((await app.send(person, 'GET', `/exchanges/${id}/timeline`)).status).toBe(404)
  })
})

describe('what the page of an exchange shows', () => {
  test('names the property that each obstacle is about', async () => {
    const { id } = await open()
    const property = await sold(id, null)
    const { obstacles } = await get(`/exchanges/${id}`)
    const about = (field: string) =>
      obstacles.find((one: { field: string }) => one.field === field)?.exchange_property_id
    expect(about('agreement_signed_on')).toBeNull()
    expect(about('assigned_on')).toBe(property.id)
    expect(about('parties_notified_on')).toBe(property.id)
  })

  test('says what is missing also while its clocks run, until it has ended', async () => {
    const [running, ended] = [await open(), await open()]
    await sold(running.id)
    await post(`/exchanges/${ended.id}/cancel`, { reason: 'The buyer left.' })
    const { status, obstacles } = await get(`/exchanges/${running.id}`)
    expect([status, obstacles[0].field]).toEqual(['exchange_period', 'agreement_signed_on'])
    expect((await get(`/exchanges/${ended.id}`)).obstacles).toEqual([])
  })

  test('counts its properties and adds up their debts', async () => {
    const { id } = await open()
    const property = await sold(id)
    await correct(id, property, { debt: '100000.00', assigned_on: '2026-01-01' })
    await sold(id, null)
    expect(await get(`/exchanges/${id}`)).toMatchObject({
      properties: { relinquished: 2, unassigned: 2, transferred: 1, replacement: 0, received: 0 },
      relinquished_addresses: [`${lines - 1} History Lane`, `${lines} History Lane`],
      ...{ relinquished_debt: '100000.00', replacement_debt: null },
    })
  })

  test('says where a deadline falls on a weekend, which doesn’t move it', async () => {
    const { id } = await open()
    await sold(id, '2026-03-04')
    const { deadlines } = await get(`/exchanges/${id}/deadlines`)
    expect(deadlines[0]).toMatchObject({ date: '2026-04-18', weekday: 'Saturday', falls_on: 'weekend' })
    expect(deadlines[1]).toMatchObject({ date: '2026-08-31', falls_on: null })
  })

  test('takes an extension only from the day on which it is obtained', async () => {
    const { id } = await open()
    const planned = { ...RETURN, extension_obtained: true, extension_obtained_on: '2099-01-01' }
    const refused = await changeFacts(id, { return: planned })
    expect(refused).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('today at the latest') },
    })
    const obtained = { ...planned, extension_obtained_on: '2026-04-01' }
    expect((await changeFacts(id, { return: obtained })).body.facts.return).toMatchObject(obtained)
  })
})

describe('the timeline of a contact', () => {
  test('has the exchanges of a taxpayer, for those who see them', async () => {
    const { id } = await open()
    const shown = async (person: TestPerson) =>
      (await app.send(person, 'GET', `/contacts/${client_id}/timeline?limit=200`)).body.items.filter(
        ({ subject_id }: { subject_id: string }) => subject_id === id,
      )
    expect(await shown(coordinator)).toMatchObject([{ name: 'exchanges.created', summary: 'Hana History' }])
    expect(await shown(agent)).toEqual([])
    expect((await app.send(stranger, 'GET', `/contacts/${client_id}/timeline`)).status).toBe(404)
  })
})

describe('a member who takes part in an exchange', () => {
  test('is added without being looked up: their contact is found by their email address, or created', async () => {
    const { id } = await open()
    const [user] = await app.query(`select email from users where id = '${agent.user_id}'`)
    const add = (role: string) =>
      app.send(coordinator, 'POST', `/exchanges/${id}/participants`, { user_id: agent.user_id, role })
    const first = await add('agent')
    expect(first).toMatchObject({ status: 201, body: { user_id: agent.user_id } })
    const contact = await get(`/contacts/${first.body.participant_id}`)
    expect(contact.emails).toMatchObject([{ email: user?.email }])
    expect((await add('third_party')).body.participant_id).toBe(contact.id)
    expect((await app.send(agent, 'GET', `/exchanges/${id}`)).status).toBe(200)
    const { items } = (await app.send(agent, 'GET', '/exchanges?mine=true')).body
    expect(items.map((one: { id: string }) => one.id)).toContain(id)
    expect((await app.send(stranger, 'GET', '/exchanges?mine=true')).body.items).toEqual([])
  })

  test('must be one of this organization, and someone must be named', async () => {
    const { id } = await open()
    const add = (body: object) => app.send(coordinator, 'POST', `/exchanges/${id}/participants`, body)
    expect((await add({ user_id: stranger.user_id, role: 'agent' })).status).toBe(404)
    expect(await add({ role: 'agent' })).toMatchObject({
      status: 400,
      body: { issues: [{ field: 'participant_id' }] },
    })
  })
})
