import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { dealsOf, officeWithRules } from '#testing/required-documents.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Body = any

const app = testApp()
let owner: TestPerson
let coordinator: TestPerson
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson
const { newDeal, upload, listOf, itemOf, act, submit, close, submitted } = dealsOf(app, () => ({ agent }))

beforeAll(async () => {
  ;({ owner, coordinator, agent, viewer, stranger } = await officeWithRules(app))
})

describe('the list of a deal', () => {
  test('has what its facts ask for, with the reason, however the state is written', async () => {
    const { items, required, outstanding } = await listOf(await newDeal())
    expect(
      items.map(({ name, requirement, reason, state }: Body) => [name, requirement, reason, state]),
    ).toEqual([
      ['Lead paint', 'required', 'Lead paint is needed', 'open'],
      ['Pool notice', 'optional', 'Pool notice is needed', 'open'],
    ])
    expect([required, outstanding]).toEqual([1, 1])
  })

  test('knows a county with and without the word', async () => {
    for (const county of ['Kings', 'Kings County', 'kings county'])
      expect(await itemOf(await newDeal({}, { county }), 'City transfer tax')).toMatchObject({ missing: [] })
    expect(await itemOf(await newDeal({}, { county: 'Queens County' }), 'City transfer tax')).toBeUndefined()
  })

  test('asks for what is not known, and changes with the answer in the same moment', async () => {
    const deal = await newDeal({ exchange_cooperation: undefined }, { hoa: undefined })
    expect(await itemOf(deal, 'HOA documents')).toMatchObject({ requirement: 'required', missing: ['hoa'] })
    expect((await itemOf(deal, 'Exchange clause')).missing).toEqual(['exchange_cooperation'])
    const { property } = deal
    await app.send(
      agent,
      'PATCH',
      `/properties/${property.id}`,
      { hoa: false },
      { 'if-match': `"${property.version}"` },
    )
    expect(await itemOf(deal, 'HOA documents')).toBeUndefined()
    await app.send(
      agent,
      'PATCH',
      `/transactions/${deal.id}`,
      { exchange_cooperation: true },
      { 'if-match': `"${deal.version}"` },
    )
    expect(await itemOf(deal, 'Exchange clause')).toMatchObject({ requirement: 'required', missing: [] })
  })

  test('keeps what somebody did for a document that is not needed anymore, and asks for nothing', async () => {
    const { deal, item } = await submitted()
    const { property } = deal
    const change = { year_built: 2001 }
    await app.send(agent, 'PATCH', `/properties/${property.id}`, change, {
      'if-match': `"${property.version}"`,
    })
    const list = await listOf(deal)
    expect(list.items[0]).toMatchObject({ id: item.id, requirement: 'not_applicable', state: 'submitted' })
    expect(list.outstanding).toBe(0)
    expect((await close(deal)).status).toBe(200)
  })

  test('takes documents by hand, which can be removed again; those of rules cannot', async () => {
    const deal = await newDeal()
    const path = `/transactions/${deal.id}/requirements`
    const added = await app.send(agent, 'POST', path, { name: 'Survey', reason: 'The lender asks for it' })
    expect(added).toMatchObject({
      status: 201,
      body: { rule_id: null, requirement: 'required', state: 'open' },
    })
    expect((await listOf(deal)).items.at(-1).name).toBe('Survey')
    expect((await app.send(viewer, 'DELETE', `${path}/${added.body.id}`)).status).toBe(403)
    expect((await app.send(agent, 'DELETE', `${path}/${added.body.id}`)).status).toBe(204)
    expect((await app.send(agent, 'DELETE', `${path}/${(await itemOf(deal, 'Lead paint')).id}`)).status).toBe(
      422,
    )
  })

  test('of another organization does not exist, and nothing of it can be changed', async () => {
    const { item, document_id, seen } = await submitted()
    const path = `/transactions/${item.transaction_id}/requirements`
    expect((await app.send(stranger, 'GET', path)).status).toBe(404)
    expect((await app.send(stranger, 'POST', path, { name: 'Mine' })).status).toBe(404)
    expect((await app.send(stranger, 'DELETE', `${path}/${item.id}`)).status).toBe(404)
    expect((await submit(item, document_id, stranger)).status).toBe(404)
    expect((await act(stranger, item, 'approve', seen)).status).toBe(404)
    expect((await act(stranger, item, 'reject', { ...seen, message: 'No' })).status).toBe(404)
    expect((await act(stranger, item, 'not-applicable', { reason: 'No' })).status).toBe(404)
    expect((await act(stranger, item, 'reopen')).status).toBe(404)
    expect((await app.send(stranger, 'GET', '/transactions/requirements')).body.items).toEqual([])
  })

  test('of a private deal is seen by those who see the deal', async () => {
    const deal = await newDeal({ visibility: 'private' })
    const item = await itemOf(deal, 'Lead paint')
    await submit(item, await upload('Private', null))
    expect((await app.send(coordinator, 'GET', `/transactions/${deal.id}/requirements`)).status).toBe(404)
    const ids = async (person: TestPerson) =>
      (await app.send(person, 'GET', '/transactions/requirements')).body.items.map(({ id }: Body) => id)
    expect(await ids(coordinator)).not.toContain(item.id)
    expect(await ids(owner)).toContain(item.id)
  })
})

describe('a required document that is not applicable', () => {
  test('is said to be so by a reviewer with a reason, and can be reopened', async () => {
    const deal = await newDeal()
    const item = await itemOf(deal, 'Lead paint')
    const reason = 'The home was rebuilt in 2003.'
    expect((await act(agent, item, 'not-applicable', { reason })).status).toBe(403)
    expect((await act(coordinator, item, 'not-applicable', {})).status).toBe(400)
    expect((await act(coordinator, item, 'not-applicable', { reason })).body).toMatchObject({
      ...{ state: 'not_applicable', message: reason },
    })
    expect((await listOf(deal)).outstanding).toBe(0)
    expect((await act(agent, item, 'reopen')).status).toBe(403)
    expect((await act(coordinator, item, 'reopen')).body).toMatchObject({ state: 'open', message: null })
    expect((await act(coordinator, item, 'reopen')).status).toBe(422)
  })

  test('is the agent’s to say where it is optional', async () => {
    const item = await itemOf(await newDeal(), 'Pool notice')
    expect((await act(agent, item, 'not-applicable', { reason: 'No pool.' })).status).toBe(200)
    expect((await act(agent, item, 'reopen')).status).toBe(200)
    expect((await act(viewer, item, 'not-applicable', { reason: 'No pool.' })).status).toBe(403)
  })
})

test('a seller’s exchange is a fact of its own, with the contact that holds it', async () => {
  const contact = (await app.send(agent, 'POST', '/contacts', { display_name: 'Peak Exchange' })).body
  const deal = await newDeal()
  const change = { exchange_cooperation: true, exchange_intermediary_contact_id: contact.id }
  const changed = await app.send(agent, 'PATCH', `/transactions/${deal.id}`, change, {
    'if-match': `"${deal.version}"`,
  })
  expect(changed.body).toMatchObject({ ...change, exchange_intermediary_name: 'Peak Exchange' })
  const [fact] = await app.query(
    `select payload from events where subject_id = '${deal.id}' and name = 'transactions.exchange_cooperation_changed'`,
  )
  expect(fact?.payload).toEqual({ exchange_cooperation: true, contact_id: contact.id })
  const off = { exchange_cooperation: false }
  const { body } = await app.send(agent, 'PATCH', `/transactions/${deal.id}`, off, {
    'if-match': `"${changed.body.version}"`,
  })
  expect(body).toMatchObject({ exchange_cooperation: false, exchange_intermediary_contact_id: null })
  const theirs = (await app.send(stranger, 'POST', '/contacts', { display_name: 'Not ours' })).body
  const wrong = { exchange_intermediary_contact_id: theirs.id }
  const refused = await app.send(agent, 'PATCH', `/transactions/${deal.id}`, wrong, {
    'if-match': `"${body.version}"`,
  })
  expect(refused.status).toBe(404)
})
