import { expect } from 'vitest'
import type { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

type App = ReturnType<typeof testApp>
// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Body = any

/** People of an office with a few rules for required documents, and someone of another one. */
export async function officeWithRules(app: App) {
  const owner = await app.newPerson('owner')
  const coordinator = await app.newPerson('coordinator', owner)
  const agent = await app.newPerson('agent', owner)
  const viewer = await app.newPerson('viewer', owner)
  const stranger = await app.newPerson('owner')
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
  return { owner, coordinator, agent, viewer, stranger }
}

/** What an agent of that office does with their deals. */
export function dealsOf(app: App, office: () => { agent: TestPerson }) {
  let line = 0
  async function newDeal(more: object = {}, property: object = {}, person = office().agent): Promise<Body> {
    const address = {
      address_line1: `${++line} Elm Street`,
      city: 'Austin',
      state: 'Texas',
      county: 'Travis',
    }
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

  async function upload(
    name: string,
    category: string | null,
    visibility = 'agency',
    person = office().agent,
  ) {
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

  const listOf = async (deal: Body, person = office().agent): Promise<Body> =>
    (await app.send(person, 'GET', `/transactions/${deal.id}/requirements`)).body
  const itemOf = async (deal: Body, name: string): Promise<Body> =>
    (await listOf(deal)).items.find((item: Body) => item.name === name)
  const act = (person: TestPerson, item: Body, what: string, body: object = {}) =>
    app.send(person, 'POST', `/transactions/${item.transaction_id}/requirements/${item.id}/${what}`, body)
  const submit = (item: Body, document_id: string, person = office().agent) =>
    act(person, item, 'submit', { document_id })
  const close = (deal: Body, person = office().agent) =>
    app.send(person, 'POST', `/transactions/${deal.id}/stage`, {
      ...{ from: 'clear_to_close', to: 'closed', closed_on: '2026-11-01' },
    })

  async function submitted(name = 'Lead paint') {
    const deal = await newDeal()
    const document_id = await upload(name, null)
    const item = (await submit(await itemOf(deal, name), document_id)).body
    return { deal, item, document_id, seen: { document_id, version_number: 1 } }
  }
  async function newVersion(document_id: string) {
    const { payload, headers } = form(Buffer.from(`Signed ${Math.random()}`), 'signed.txt')
    expect(
      (await app.send(office().agent, 'POST', `/documents/${document_id}/versions`, payload, headers)).status,
    ).toBe(201)
    await app.runJobs()
  }
  return { newDeal, upload, listOf, itemOf, act, submit, close, submitted, newVersion }
}
