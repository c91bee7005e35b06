import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  agent = await app.newPerson('agent', coordinator)
  stranger = await app.newPerson('coordinator')
})

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Body = any

const RULE = {
  ...{ name: 'Survey', requirement: 'required', reason: 'Land is surveyed' },
  when: { fact: 'property_type', is: 'land' },
}
const create = (body: object = RULE, person = coordinator) =>
  app.send(person, 'POST', '/requirement-rules', body)
const change = (rule: Body, body: object, person = coordinator) =>
  app.send(person, 'PATCH', `/requirement-rules/${rule.id}`, body, { 'if-match': `"${rule.version}"` })
const evaluation = async (person = coordinator) =>
  (await app.send(person, 'GET', '/requirement-rules/evaluation')).body

async function newDeal(property: object, more: object = {}, person = agent): Promise<Body> {
  const address = { address_line1: `${Math.ceil(Math.random() * 9_999)} Oak Street` }
  const body = { transaction_type: 'sale', side: 'listing', property: { ...address, ...property }, ...more }
  return (await app.send(person, 'POST', '/transactions', body)).body
}
const namesOf = async (deal: Body, person = agent): Promise<string[]> =>
  (await app.send(person, 'GET', `/transactions/${deal.id}/requirements`)).body.items.map(
    ({ name }: Body) => name,
  )

describe('a rule', () => {
  test('is created, changed and removed by reviewers only, and open deals follow each time', async () => {
    const deal = await newDeal({ property_type: 'land' })
    expect((await create(RULE, agent)).status).toBe(403)
    const rule = (await create()).body
    expect(rule).toMatchObject({ ...RULE, active: true, library_key: null, document_type: null })
    expect((await evaluation()).state).toBe('running')
    await app.runJobs()
    expect(await evaluation()).toMatchObject({ state: 'done', changed: 1 })
    expect(await namesOf(deal)).toEqual(['Survey'])

    const changed = await change(rule, { name: 'Boundary survey' })
    expect(changed.body.name).toBe('Boundary survey')
    expect((await change(rule, { name: 'Another' })).status).toBe(412)
    await app.runJobs()
    expect(await namesOf(deal)).toEqual(['Boundary survey'])

    await change(changed.body, { active: false })
    await app.runJobs()
    expect(await namesOf(deal)).toEqual([])

    expect((await app.send(agent, 'DELETE', `/requirement-rules/${rule.id}`)).status).toBe(403)
    expect((await app.send(coordinator, 'DELETE', `/requirement-rules/${rule.id}`)).status).toBe(204)
    expect((await app.send(coordinator, 'GET', `/requirement-rules/${rule.id}`)).status).toBe(404)
  })

  test('that was removed leaves a closed deal its list, with the name', async () => {
    const rule = (await create({ ...RULE, requirement: 'optional', name: 'Soil report' })).body
    await app.runJobs()
    const deal = await newDeal(
      { property_type: 'land' },
      { stage: 'clear_to_close', contract_date: '2026-01-01', sale_price: '1.00' },
    )
    const step = { from: 'clear_to_close', to: 'closed', closed_on: '2026-02-01' }
    expect((await app.send(agent, 'POST', `/transactions/${deal.id}/stage`, step)).status).toBe(200)
    await app.send(coordinator, 'DELETE', `/requirement-rules/${rule.id}`)
    await app.runJobs()
    expect(await namesOf(deal)).toEqual(['Soil report'])
    expect(await namesOf(await newDeal({ property_type: 'land' }))).toEqual([])
  })

  test.each([
    ['compares a fact with what it can never be', { fact: 'property_type', is: 'castle' }],
    ['asks whether a text is below a number', { fact: 'county', below: 3 }],
    ['compares yes or no with a word', { fact: 'hoa', is: 'yes' }],
    ['names a fact that there is not', { fact: 'color', is: 'red' }],
    ['has groups in groups without end', { all: [{ all: [{ all: [{ all: [{ all: [{ all: [] }] }] }] }] }] }],
  ])('that %s is refused', async (_, when) => {
    expect((await create({ ...RULE, when })).status).toBe(400)
    expect(
      (await app.send(coordinator, 'POST', '/requirement-rules/preview', { ...RULE, when })).status,
    ).toBe(400)
  })

  test('with a category belongs to the type of it', async () => {
    const kind = { document_type: 'disclosure', document_category: 'hoa_disclosure' }
    const rule = (await create({ ...RULE, ...kind })).body
    expect((await change(rule, { document_type: 'title' })).body).toMatchObject({ document_category: null })
    expect((await create({ ...RULE, document_category: 'hoa_disclosure' })).status).toBe(400)
  })

  test('of another organization does not exist', async () => {
    const rule = (await create()).body
    const path = `/requirement-rules/${rule.id}`
    expect((await app.send(stranger, 'GET', path)).status).toBe(404)
    expect((await change(rule, { name: 'Mine' }, stranger)).status).toBe(404)
    expect((await app.send(stranger, 'POST', `${path}/preview`, { name: 'Mine' })).status).toBe(404)
    expect((await app.send(stranger, 'DELETE', path)).status).toBe(404)
    expect((await app.send(stranger, 'GET', '/requirement-rules')).body.items).toEqual([])
  })

  test('of another organization is no rule of a deal here', async () => {
    await create({ ...RULE, when: { all: [] }, name: 'Theirs' }, stranger)
    await app.runJobs()
    expect(await namesOf(await newDeal({ property_type: 'condo' }))).not.toContain('Theirs')
  })
})

describe('the library', () => {
  test('is copied by state, each rule once, and is read with what the organization has of it', async () => {
    const person = await app.newPerson('owner')
    const copy = (states: string[], by = person) =>
      app.send(by, 'POST', '/requirement-rules/copy', { states })
    expect((await app.send(person, 'GET', '/requirement-rules')).body.items).toEqual([])
    const [first, again] = await Promise.all([copy(['US', 'CA']), copy(['CA'])])
    const added = first.body.added + again.body.added
    expect((await copy(['US', 'CA'])).body).toEqual({ added: 0 })
    const { items } = (await app.send(person, 'GET', '/requirement-rules?limit=200')).body
    expect(items).toHaveLength(added)
    expect(new Set(items.map(({ library_key }: Body) => library_key)).size).toBe(added)
    const library = (await app.send(person, 'GET', '/requirement-rules/library')).body
    const of = (state: string) => library.items.find((shelf: Body) => shelf.state === state)
    expect(of('CA').copied).toBe(of('CA').rules.length)
    expect(of('TX').copied).toBe(0)
    expect(library.notice).toContain('attorney')
    expect((await copy(['ZZ'])).status).toBe(400)
    const worker = await app.newPerson('agent', person)
    expect((await copy(['TX'], worker)).status).toBe(403)
    expect((await app.send(worker, 'GET', '/requirement-rules/library')).status).toBe(403)
  })

  test('copies a rule again that was removed', async () => {
    const person = await app.newPerson('owner')
    await app.send(person, 'POST', '/requirement-rules/copy', { states: ['AZ'] })
    const [rule] = (await app.send(person, 'GET', '/requirement-rules')).body.items
    await app.send(person, 'DELETE', `/requirement-rules/${rule.id}`)
    const { body } = await app.send(person, 'POST', '/requirement-rules/copy', { states: ['AZ'] })
    expect(body).toEqual({ added: 1 })
  })
})

describe('a preview', () => {
  test('names the open deals that would change and how, and changes nothing', async () => {
    const person = await app.newPerson('coordinator')
    const [land, unknown, condo] = [
      await newDeal({ property_type: 'land' }, {}, person),
      await newDeal({}, {}, person),
      await newDeal({ property_type: 'condo' }, {}, person),
    ]
    const preview = await app.send(person, 'POST', '/requirement-rules/preview', RULE)
    expect(preview.body).toMatchObject({ deals: 3, changing: 2 })
    expect(preview.body.changes).toEqual([
      expect.objectContaining({
        transaction_id: land.id,
        from: 'not_applicable',
        to: 'required',
        missing: [],
      }),
      expect.objectContaining({ transaction_id: unknown.id, to: 'required', missing: ['property_type'] }),
    ])
    expect(await namesOf(land, person)).toEqual([])
    const rule = (await create(RULE, person)).body
    const path = `/requirement-rules/${rule.id}/preview`
    const same = await app.send(person, 'POST', path, { name: 'Other name' })
    expect(same.body).toMatchObject({ changing: 0 })
    const when = { fact: 'property_type', is: 'condo' }
    const other = await app.send(person, 'POST', path, { when, requirement: 'optional' })
    const of = (deal: Body) => other.body.changes.find((one: Body) => one.transaction_id === deal.id)
    expect(of(land)).toMatchObject({ from: 'required', to: 'not_applicable' })
    expect(of(condo)).toMatchObject({ from: 'not_applicable', to: 'optional' })
    expect((await app.send(person, 'POST', path, { active: false })).body.changing).toBe(2)
  })

  test('shows no deal that the person does not see', async () => {
    const owner = await app.newPerson('owner')
    const reviewer = await app.newPerson('coordinator', owner)
    await newDeal({ property_type: 'land' }, { visibility: 'private' }, owner)
    const body = (await app.send(reviewer, 'POST', '/requirement-rules/preview', RULE)).body
    expect(body).toEqual({ deals: 0, changing: 0, changes: [] })
  })
})

describe('after a change of the rules', () => {
  test('1,000 open deals follow, private ones as well, and closed ones stay as they are', {
    timeout: 60_000,
  }, async () => {
    const person = await app.newPerson('owner')
    const { organization_id, user_id } = person
    await app.asOwner(
      `insert into properties (organization_id, address_line1, address_key, property_type, state)
       select '${organization_id}', n || ' Pine Street', n || ' pine st', case when n % 2 = 0 then 'land' else 'condo' end, 'CA'
         from generate_series(1, 1010) n`,
      `insert into transactions (organization_id, transaction_number, transaction_type, side, stage, property_id,
         listing_agent_id, visibility, closed_on, closed_at, contract_date)
       select '${organization_id}', 'T-' || p.address_line1, 'sale', 'listing',
              case when p.id in (select id from properties where organization_id = '${organization_id}' order by id desc limit 10)
                then 'closed' else 'listed' end,
              p.id, '${user_id}', 'private',
              case when p.id in (select id from properties where organization_id = '${organization_id}' order by id desc limit 10)
                then date '2026-01-01' end,
              case when p.id in (select id from properties where organization_id = '${organization_id}' order by id desc limit 10)
                then timestamptz '2026-01-01' end, '2025-12-01'
         from properties p where p.organization_id = '${organization_id}'`,
    )
    await app.send(person, 'POST', '/requirement-rules/copy', { states: ['US', 'CA'] })
    // They see none of these private deals, and the progress counts them all.
    await create(RULE, await app.newPerson('coordinator', person))
    await app.runJobs()
    expect(await evaluation(person)).toMatchObject({ state: 'done', total: 1000, done: 1000, changed: 1000 })
    const [row] = await app.query(
      `select count(*) filter (where q.name = 'Survey')::int as surveys, count(distinct q.transaction_id)::int as deals
         from transaction_requirements q where q.organization_id = '${organization_id}'`,
    )
    expect(row).toEqual({ surveys: 500, deals: 1000 })
  })

  test('a deal that is created meanwhile has what the rules say by then', async () => {
    const person = await app.newPerson('owner')
    const property = { property_type: 'land' }
    const [deals] = await Promise.all([
      Promise.all(Array.from({ length: 6 }, () => newDeal(property, {}, person))),
      create(RULE, person),
      create({ ...RULE, name: 'Soil report' }, person),
    ])
    await app.runJobs()
    for (const deal of deals)
      expect((await namesOf(deal, person)).toSorted()).toEqual(['Soil report', 'Survey'])
  })
})
