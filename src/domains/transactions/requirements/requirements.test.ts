import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let coordinator: TestPerson
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Body = any

beforeAll(async () => {
  owner = await app.newPerson('owner')
  coordinator = await app.newPerson('coordinator', owner)
  agent = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
  for (const [name, requirement, when, document_category] of [
    ['Lead paint', 'required', { fact: 'year_built', below: 1978 }, 'lead_based_paint'],
    ['HOA documents', 'required', { fact: 'hoa', is: true }, 'hoa_disclosure'],
    ['Pool notice', 'optional', { fact: 'state', is: 'TX' }, null],
    ['City transfer tax', 'required', { fact: 'county', is: 'Kings' }, null],
    ['Exchange clause', 'required', { fact: 'exchange_cooperation', is: true }, null],
  ] as const) {
    const rule = {
      ...{ name, requirement, when, document_category, reason: `${name} is needed` },
      document_type: document_category ? 'disclosure' : null,
    }
    expect((await app.send(coordinator, 'POST', '/requirement-rules', rule)).status).toBe(201)
  }
  await app.runJobs()
})

let line = 0
async function newDeal(more: object = {}, property: object = {}, person = agent): Promise<Body> {
  const address = { address_line1: `${++line} Elm Street`, city: 'Austin', state: 'Texas', county: 'Travis' }
  const body = {
    ...{ transaction_type: 'sale', side: 'listing', stage: 'clear_to_close', contract_date: '2026-03-02' },
    ...{ sale_price: '500000.00', exchange_cooperation: false },
    property: { ...address, year_built: 1950, hoa: false, ...property },
    ...more,
  }
  const { status, body: deal } = await app.send(person, 'POST', '/transactions', body)
  expect(status, JSON.stringify(deal)).toBe(201)
  return deal
}

async function upload(name: string, category: string | null, visibility = 'agency', person = agent) {
  const { payload, headers } = form(Buffer.from(`Text of ${name} ${Math.random()}`), `${name}.txt`, {
    visibility,
  })
  const { id } = (await app.send(person, 'POST', '/documents', payload, headers)).body
  // As reading it would have said.
  if (category)
    await app.asOwner(
      `update documents set document_type = 'disclosure', category = '${category}', status = 'ready' where id = '${id}'`,
    )
  return id as string
}

const listOf = async (deal: Body, person = agent): Promise<Body> =>
  (await app.send(person, 'GET', `/transactions/${deal.id}/requirements`)).body
const itemOf = async (deal: Body, name: string): Promise<Body> =>
  (await listOf(deal)).items.find((item: Body) => item.name === name)
const act = (person: TestPerson, item: Body, what: string, body: object = {}) =>
  app.send(person, 'POST', `/transactions/${item.transaction_id}/requirements/${item.id}/${what}`, body)
const submit = (item: Body, document_id: string, person = agent) =>
  act(person, item, 'submit', { document_id })
const close = (deal: Body, person = agent) =>
  app.send(person, 'POST', `/transactions/${deal.id}/stage`, {
    ...{ from: 'clear_to_close', to: 'closed', closed_on: '2026-11-01' },
  })

async function submitted(name = 'Lead paint') {
  const deal = await newDeal()
  const document_id = await upload(name, null)
  const item = (await submit(await itemOf(deal, name), document_id)).body
  return { deal, item, document_id, seen: { document_id, version_number: 1 } }
}

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

describe('a document', () => {
  test('fills the item of its kind once it is attached, and is reviewed', async () => {
    const deal = await newDeal()
    const document_id = await upload('lead', 'lead_based_paint')
    await app.send(agent, 'POST', `/transactions/${deal.id}/documents`, { document_id })
    const item = await itemOf(deal, 'Lead paint')
    expect(item).toMatchObject({ state: 'submitted', document_id, document_version: 1, version_number: null })
    const seen = { document_id, version_number: 1 }
    expect((await act(agent, item, 'approve', seen)).status).toBe(403)
    expect((await act(coordinator, item, 'approve', seen)).body).toMatchObject({
      ...{ state: 'approved', version_number: 1, reviewed_by_name: expect.stringContaining('coordinator') },
    })
    expect((await act(coordinator, item, 'approve', seen)).status).toBe(409)
    expect((await submit(item, document_id)).status).toBe(422)
  })

  test('that is attached already fills an item that is added by hand', async () => {
    const deal = await newDeal()
    const document_id = await upload('deal terms', 'advisory')
    await app.send(agent, 'POST', `/transactions/${deal.id}/documents`, { document_id })
    const body = { name: 'Advisory', document_type: 'disclosure' }
    const added = await app.send(agent, 'POST', `/transactions/${deal.id}/requirements`, body)
    expect(added.body).toMatchObject({ state: 'submitted', document_id })
  })

  test('fills it as well once it is known what it is', async () => {
    const deal = await newDeal()
    const document_id = await upload('later', null)
    await app.send(agent, 'POST', `/transactions/${deal.id}/documents`, { document_id })
    expect((await itemOf(deal, 'Lead paint')).state).toBe('open')
    await app.runJobs()
    await app.asOwner(
      `update documents set document_type = 'disclosure', category = 'lead_based_paint' where id = '${document_id}'`,
    )
    const { body, headers } = await app.send(agent, 'GET', `/documents/${document_id}`)
    expect(body.category).toBe('lead_based_paint')
    await app.send(agent, 'DELETE', `/documents/${document_id}`, undefined, {
      'if-match': String(headers.etag),
    })
    await app.send(agent, 'POST', `/documents/${document_id}/restore`)
    await app.runJobs()
    expect((await itemOf(deal, 'Lead paint')).state).toBe('submitted')
  })

  test('is attached to the deal by submitting it, and its item is open again once it is detached or trashed', async () => {
    const { deal, item, document_id, seen } = await submitted()
    const attached = (await app.send(agent, 'GET', `/transactions/${deal.id}/documents`)).body.items
    expect(attached.map((one: Body) => one.document_id)).toEqual([document_id])
    await act(coordinator, item, 'approve', seen)
    await app.send(agent, 'DELETE', `/transactions/${deal.id}/documents/${document_id}`)
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({ state: 'open', document_id: null })
    const other = await upload('other', null)
    await submit(item, other)
    await app.send(agent, 'DELETE', `/documents/${other}`)
    await app.runJobs()
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({ state: 'open', document_id: null })
  })

  test('that was rejected does not count until there is another version or document', async () => {
    const { deal, item, document_id, seen } = await submitted()
    const message = 'The signature is missing.'
    expect((await act(agent, item, 'reject', { ...seen, message })).status).toBe(403)
    expect((await act(coordinator, item, 'reject', { ...seen, message })).body).toMatchObject({
      ...{ state: 'rejected', message },
    })
    expect((await submit(item, document_id)).status).toBe(422)
    const rejected = (
      await app.send(agent, 'GET', `/transactions/requirements?state=rejected&agent_id=${agent.user_id}`)
    ).body
    expect(rejected.items).toContainEqual(expect.objectContaining({ id: item.id, message }))
    await newVersion(document_id)
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({
      state: 'submitted',
      document_version: 2,
      message: null,
    })
  })

  test('that a colleague cannot see is neither submitted nor approved by them', async () => {
    const deal = await newDeal()
    const secret = await upload('secret', null, 'private')
    const item = await itemOf(deal, 'Lead paint')
    expect((await submit(item, secret, coordinator)).status).toBe(404)
    expect((await submit(item, secret)).status).toBe(200)
    const [shown] = (await listOf(deal, coordinator)).items
    expect(shown).toMatchObject({ document_title: null, document_version: null })
    expect((await act(coordinator, item, 'approve', { document_id: secret, version_number: 1 })).status).toBe(
      422,
    )
  })
})

async function newVersion(document_id: string) {
  const { payload, headers } = form(Buffer.from(`Signed ${Math.random()}`), 'signed.txt')
  expect((await app.send(agent, 'POST', `/documents/${document_id}/versions`, payload, headers)).status).toBe(
    201,
  )
  await app.runJobs()
}

describe('a newer version', () => {
  test('of an approved document is reviewed again, and what the reviewer saw before approves nothing', async () => {
    const { deal, item, document_id, seen } = await submitted()
    await act(coordinator, item, 'approve', seen)
    await newVersion(document_id)
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({ state: 'submitted', document_version: 2 })
    expect((await act(coordinator, item, 'approve', seen)).status).toBe(409)
    expect((await act(coordinator, item, 'approve', { document_id, version_number: 2 })).status).toBe(200)
    expect((await close(deal)).status).toBe(200)
  })

  test('keeps a deal from closing before anyone was told of it', async () => {
    const { deal, item, document_id, seen } = await submitted()
    await act(coordinator, item, 'approve', seen)
    const { payload, headers } = form(Buffer.from('Another one'), 'signed.txt')
    await app.send(agent, 'POST', `/documents/${document_id}/versions`, payload, headers)
    expect((await close(deal)).body.issues).toEqual([
      { field: 'requirements', reason: 'Lead paint has a newer version that waits for review' },
    ])
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

describe('a closing', () => {
  test('waits for required documents, and names them', async () => {
    const deal = await newDeal({}, { hoa: true })
    const refused = await close(deal)
    expect(refused).toMatchObject({
      ...{ status: 422 },
      body: {
        ...{ code: 'refused', detail: 'The deal can’t close without: Lead paint, HOA documents.' },
        issues: [
          { field: 'requirements', reason: 'Lead paint is missing' },
          { field: 'requirements', reason: 'HOA documents is missing' },
        ],
        details: { requirements: [{ name: 'Lead paint', state: 'open' }, { name: 'HOA documents' }] },
      },
    })
    expect((await app.send(agent, 'GET', `/transactions/${deal.id}`)).body.stage).toBe('clear_to_close')
  })

  test('and an approval that is taken back at the same time follow each other', async () => {
    for (let n = 0; n < 4; n++) {
      const { deal, item, seen } = await submitted()
      await act(coordinator, item, 'approve', seen)
      const [closed, reopened] = await Promise.all([close(deal), act(coordinator, item, 'reopen')])
      expect(reopened.status).toBe(200)
      const { stage } = (await app.send(agent, 'GET', `/transactions/${deal.id}`)).body
      // It closed before the approval was taken back, or not at all.
      expect([closed.status, stage]).toEqual(
        closed.status === 200 ? [200, 'closed'] : [422, 'clear_to_close'],
      )
      if (closed.status === 200) {
        const facts = await app.query(
          `select name from events where subject_id = '${deal.id}' and name in ('transactions.closed',
            'transactions.requirement_reopened') order by id`,
        )
        expect(facts.map(({ name }) => name)).toHaveLength(2)
      }
    }
  })

  test('is approved by one of two reviewers at once', async () => {
    const { item, seen } = await submitted()
    const answers = await Promise.all([
      act(coordinator, item, 'approve', seen),
      act(owner, item, 'reject', { ...seen, message: 'Blurred.' }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('that is undone asks again by the rules as they are', async () => {
    const { deal, item, seen } = await submitted()
    await act(coordinator, item, 'approve', seen)
    await close(deal)
    const undo = { from: 'closed', to: 'clear_to_close', reason: 'Entered too early.' }
    expect((await app.send(agent, 'POST', `/transactions/${deal.id}/stage`, undo)).status).toBe(200)
    expect((await listOf(deal)).outstanding).toBe(0)
  })
})

test('the review lists what waits, the oldest first, page by page', async () => {
  const other = await app.newPerson('owner')
  const rule = { name: 'Contract', requirement: 'required', when: { all: [] }, reason: 'Every deal' }
  await app.send(other, 'POST', '/requirement-rules', rule)
  const names: string[] = []
  for (const name of ['first', 'second', 'third']) {
    const deal = await newDeal({}, {}, other)
    const [item] = (await listOf(deal, other)).items
    await submit(item, await upload(name, null, 'agency', other), other)
    names.push(deal.address)
  }
  const first = (await app.send(other, 'GET', '/transactions/requirements?limit=2')).body
  const rest = await app.send(other, 'GET', `/transactions/requirements?limit=2&cursor=${first.next_cursor}`)
  expect([...first.items, ...rest.body.items].map(({ address }: Body) => address)).toEqual(names)
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

test('an agent is notified when a document they submitted is rejected', async () => {
  const { item, seen } = await submitted()
  await act(coordinator, item, 'reject', { ...seen, message: 'Page 2 is missing.' })
  await app.readFeed()
  const { items } = (await app.send(agent, 'GET', '/notifications')).body
  expect(items[0].sentence).toMatch(/rejected Lead paint of .+: Page 2 is missing\./)
})
