import { beforeAll, describe, expect, test } from 'vitest'
import { whoSees } from '#infra/facts/audiences.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { transactionAudiences } from './audience/queries.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let coordinator: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
  coordinator = await app.newPerson('coordinator', owner)
  stranger = await app.newPerson('owner')
})

const at = (address_line1: string, more: object = {}) => ({
  property: { address_line1, city: 'Austin', state: 'TX', zip_code: '78701', ...more },
})
const post = (person: TestPerson, deal: object) =>
  app.send(person, 'POST', '/transactions', { transaction_type: 'sale', side: 'listing', ...deal })
const create = async (person: TestPerson, deal: object) => {
  const { status, body } = await post(person, deal)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const change = (person: TestPerson, deal: { id: string; version: number }, now: object) =>
  app.send(person, 'PATCH', `/transactions/${deal.id}`, now, { 'if-match': `"${deal.version}"` })
const addresses = async (person: TestPerson, query: string) => {
  const { status, body } = await app.send(person, 'GET', `/transactions?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items.map(({ address }: { address: string }) => address.split(',')[0])
}
const factsOf = (id: string) =>
  app.query(`select name, payload from events where subject_id = '${id}' order by id`)

describe('a deal', () => {
  test('is about an address, has a number, and belongs to the agent who creates it', async () => {
    const deal = await create(agent, { ...at('12 Harbor Street', { bedrooms: 3 }), list_price: '845000.00' })
    expect(deal).toMatchObject({
      ...{
        transaction_number: expect.stringMatching(/^\d{4}-\d{4}$/),
        stage: 'pre_listing',
        status: 'active',
      },
      ...{ address: '12 Harbor Street, Austin, TX 78701', list_price: '845000.00' },
      ...{ listing_agent_id: agent.user_id, selling_agent_id: null, visibility: 'organization' },
      property: { bedrooms: 3, coordinates: { latitude: expect.any(Number) } },
      may: { edit: true, archive: true },
    })
    const again = await create(colleague, { property_id: deal.property_id, side: 'selling' })
    expect(again).toMatchObject({ property_id: deal.property_id, stage: 'offer', address: deal.address })
    expect((await post(agent, {})).body).toMatchObject({
      code: 'invalid',
      issues: [{ field: 'address_line1' }],
    })
    expect((await post(viewer, at('1 Elm'))).status).toBe(403)
  })

  test('has a number without gaps, however many are created at once, and although some are refused', async () => {
    const person = await app.newPerson('owner')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(person, n % 5 === 4 ? { ...at('5 Elm'), team_id: person.user_id } : at(`${n} Elm Street`)),
      ),
    )
    expect(answers.filter(({ status }) => status !== 201).map(({ status }) => status)).toEqual([
      404, 404, 404, 404,
    ])
    const numbers = answers.flatMap(({ status, body }) => (status === 201 ? [body.transaction_number] : []))
    const year = numbers[0].slice(0, 4)
    expect(numbers.toSorted()).toEqual(
      Array.from({ length: 16 }, (_, n) => `${year}-${String(n + 1).padStart(4, '0')}`),
    )
  })

  test('changes only from the version that was seen, and the fact says what changed', async () => {
    const before = await create(agent, at('20 Change Road'))
    const after = await change(agent, before, { list_price: '500000.00', commission_rate: 0.025 })
    expect(after.body).toMatchObject({ list_price: '500000.00', commission_rate: 0.025, version: 2 })
    expect((await change(owner, before, { notes: 'late' })).status).toBe(412)
    expect((await change(colleague, after.body, { notes: 'theirs' })).status).toBe(403)
    expect((await change(viewer, after.body, { notes: 'mine' })).status).toBe(403)
    expect((await factsOf(before.id)).at(-1)).toEqual({
      name: 'transactions.changed',
      payload: {
        list_price: { from: null, to: '500000.00' },
        commission_rate: { from: null, to: 0.025 },
      },
    })
  })

  test('says on its timeline which fields changed, with the names of people as the reader sees them', async () => {
    const before = await create(agent, { ...at('25 Timeline Road'), sale_price: '450000.00' })
    const given = { sale_price: '455000.00', selling_agent_id: colleague.user_id, notes: 'Secret' }
    expect((await change(agent, before, given)).status).toBe(200)
    const { body } = await app.send(viewer, 'GET', `/transactions/${before.id}/timeline`)
    expect(body.items[0]).toMatchObject({
      name: 'transactions.changed',
      changes: {
        sale_price: { from: '450000.00', to: '455000.00' },
        selling_agent_id: { from: null, to: expect.stringMatching(/^agent /) },
        notes: { from: null, to: null },
      },
    })
    expect(body.items.at(-1).changes).toBeNull()
  })

  test('of another organization is reached by no one, and points to nothing of it', async () => {
    const deal = await create(agent, at('30 Alone Road'))
    expect((await app.send(stranger, 'GET', `/transactions/${deal.id}`)).status).toBe(404)
    expect((await change(stranger, deal, { notes: 'mine' })).status).toBe(404)
    for (const verb of ['archive', 'unarchive'])
      expect((await app.send(stranger, 'POST', `/transactions/${deal.id}/${verb}`)).status).toBe(404)
    expect(await addresses(stranger, 'q=alone')).toEqual([])
    expect((await post(stranger, { property_id: deal.property_id })).status).toBe(404)
    expect((await post(stranger, { ...at('1 Elm'), listing_agent_id: agent.user_id })).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/transactions/${deal.id}/timeline`)).status).toBe(404)
  })

  test('can be archived unless it is under contract, stays as it is, and comes back', async () => {
    const deal = await create(agent, {
      ...at('40 Archive Road'),
      ...{ stage: 'under_contract', contract_date: '2026-03-02' },
    })
    const path = `/transactions/${deal.id}`
    expect((await app.send(agent, 'POST', `${path}/archive`)).body.detail).toContain('under contract')
    await app.send(agent, 'POST', `${path}/stage`, {
      from: 'under_contract',
      to: 'offer',
      reason: 'Fell through',
    })
    expect((await app.send(colleague, 'POST', `${path}/archive`)).status).toBe(403)
    expect((await app.send(agent, 'POST', `${path}/archive`)).body.archived_at).not.toBeNull()
    expect((await app.send(agent, 'POST', `${path}/archive`)).status).toBe(200)
    expect(await addresses(agent, 'q=archive')).toEqual([])
    expect(await addresses(agent, 'q=archive&archived=true')).toEqual(['40 Archive Road'])
    const { body } = await app.send(agent, 'GET', path)
    expect(body.may).toMatchObject({ edit: false, archive: true })
    expect((await change(agent, body, { notes: 'late' })).status).toBe(403)
    expect((await app.send(colleague, 'POST', `${path}/unarchive`)).status).toBe(403)
    expect((await app.send(agent, 'POST', `${path}/unarchive`)).body.archived_at).toBeNull()
  })
})

describe('the list of deals', () => {
  test('finds a deal by its number, by its address however it is written, and by the names of its parties', async () => {
    const { body: contact } = await app.send(agent, 'POST', '/contacts', { display_name: 'Zelda Quist' })
    const deal = await create(agent, {
      ...at('77 Searchable Street', { address_line2: 'Unit 4' }),
      parties: [{ contact_id: contact.id, role: 'seller' }],
    })
    expect(deal.client_names).toEqual(['Zelda Quist'])
    for (const q of [
      'searchable',
      '77 searchable st',
      '77 Searchable Street',
      'quist',
      'zelda 77',
      deal.transaction_number,
    ])
      expect(await addresses(agent, `q=${encodeURIComponent(q)}`), q).toEqual(['77 Searchable Street'])
    expect(await addresses(agent, 'q=zelda%2012')).toEqual([])
    expect(await addresses(agent, 'q=%25')).toEqual([])
    expect(await addresses(agent, `contact_id=${contact.id}`)).toEqual(['77 Searchable Street'])
    expect(await addresses(agent, `property_id=${deal.property_id}`)).toEqual(['77 Searchable Street'])
  })

  test('is narrowed by status, type, agent and closing day, counted by stage, and sorted', async () => {
    const person = await app.newPerson('owner')
    const under = { stage: 'under_contract', contract_date: '2026-03-02' }
    await create(person, { ...at('1 List'), closing_date: '2026-05-01' })
    await create(person, { ...at('3 List'), ...under, closing_date: '2026-04-01', transaction_type: 'lease' })
    await create(person, { ...at('2 List'), ...under })
    expect(await addresses(person, 'sort=closing')).toEqual(['3 List', '1 List', '2 List'])
    expect(await addresses(person, 'sort=address')).toEqual(['1 List', '2 List', '3 List'])
    expect(await addresses(person, 'sort=number')).toEqual(['2 List', '3 List', '1 List'])
    expect(await addresses(person, 'status=pending&sort=oldest')).toEqual(['3 List', '2 List'])
    expect(await addresses(person, 'stage=pre_listing,offer')).toEqual(['1 List'])
    expect(await addresses(person, 'transaction_type=lease')).toEqual(['3 List'])
    expect(await addresses(person, 'closing_from=2026-04-02&closing_to=2026-05-01')).toEqual(['1 List'])
    expect(await addresses(person, `agent_id=${person.user_id}&sort=oldest`)).toEqual([
      '1 List',
      '3 List',
      '2 List',
    ])
    expect(await addresses(person, `agent_id=${agent.user_id}`)).toEqual([])
    const { body } = await app.send(person, 'GET', '/transactions/count')
    expect(body).toEqual({ count: 3, stages: { pre_listing: 1, under_contract: 2 } })
  })
})

describe('who sees a deal', () => {
  test('follows from what its agent chose, for lists, for properties, and for those who are told of it', async () => {
    const { body: team } = await app.send(owner, 'POST', '/teams', { name: 'North' })
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${colleague.user_id}`, { role: 'member' })
    const mine = await create(agent, { ...at('1 Sight'), visibility: 'private' })
    const ours = await create(agent, { ...at('2 Sight'), visibility: 'team', team_id: team.id })
    const everyones = await create(agent, at('3 Sight'))
    const handed = await create(agent, {
      ...at('4 Sight'),
      visibility: 'private',
      selling_agent_id: viewer.user_id,
    })
    const q = 'q=sight&sort=oldest'
    expect(await addresses(owner, q)).toEqual(['1 Sight', '2 Sight', '3 Sight', '4 Sight'])
    expect(await addresses(agent, q)).toEqual(['1 Sight', '2 Sight', '3 Sight', '4 Sight'])
    expect(await addresses(colleague, q)).toEqual(['2 Sight', '3 Sight'])
    expect(await addresses(viewer, q)).toEqual(['3 Sight', '4 Sight'])
    expect((await app.send(colleague, 'GET', `/properties/${mine.property_id}`)).status).toBe(404)
    expect((await app.send(colleague, 'GET', `/properties/${ours.property_id}`)).status).toBe(200)

    const { permissions } = app.infra()
    const people = [owner, agent, colleague, viewer].map(({ user_id, role }) => ({
      ...{ user_id, permissions: permissions.of(role) },
    }))
    const deals = [mine, ours, everyones, handed]
    const subjects = new Map([
      ['transaction', deals.map(({ id }) => id)],
      ['property', deals.map(({ property_id }) => property_id)],
    ])
    const sees = await withWorker(app.infra().worker, (tx) =>
      whoSees(tx, transactionAudiences, owner.organization_id, subjects, people),
    )
    for (const person of [owner, agent, colleague, viewer]) {
      const listed = await addresses(person, q)
      for (const [n, deal] of deals.entries()) {
        const viewing = { user_id: person.user_id, permissions: permissions.of(person.role) }
        const expected = listed.includes(`${n + 1} Sight`)
        expect(sees('transaction', deal.id, viewing), `${person.role} ${n + 1}`).toBe(expected)
        expect(sees('property', deal.property_id, viewing), `${person.role} ${n + 1}`).toBe(expected)
      }
    }
  })

  test('is never lost by the person who changes it', async () => {
    const deal = await create(agent, at('50 Handover'))
    const refused = await change(coordinator, deal, { visibility: 'private' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'refused' } })
    expect((await change(agent, deal, { visibility: 'team' })).body.issues).toEqual([
      { field: 'team_id', reason: 'is missing' },
    ])
    expect((await change(agent, deal, { visibility: 'private' })).status).toBe(200)
  })
})
