import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { exchangesOf } from '#testing/exchanges.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let officer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  officer = await app.newPerson('officer', coordinator)
  stranger = await app.newPerson('owner')
})

const { post, get, send, newContact, addProperty } = exchangesOf(app, () => coordinator)

const ready = { assigned_on: '2026-01-16', parties_notified_on: '2026-01-17' }
/** In order but for conflicts. */
async function opened(client_id: string, more: object = {}) {
  const { id } = (await post('/exchanges', { client_id, agreement_signed_on: '2026-01-15', ...more })).body
  await addProperty(id, { side: 'relinquished', ...ready })
  return id as string
}
const activate = (id: string) => post(`/exchanges/${id}/activate`)
const wall = (id: string, person?: TestPerson) => get(`/exchanges/${id}/conflicts`, person)
let deals = 0
/** A sale in which this organization represents the seller. */
async function represented(contact_id: string, closed_on: string | null, visibility = 'private') {
  const property = { address_line1: `${++deals} Wall Street`, city: 'Austin', state: 'TX' }
  const body = { transaction_type: 'sale', side: 'listing', property, sale_price: '500000.00', visibility }
  const dates = { contract_date: '2024-01-01', closing_date: closed_on ?? '2027-01-01' }
  const { id, transaction_number } = (
    await post('/transactions', { ...body, ...dates, stage: 'clear_to_close' }, officer)
  ).body
  await post(`/transactions/${id}/parties`, { contact_id, role: 'seller' }, officer)
  if (closed_on) await post(`/transactions/${id}/close`, { from: 'clear_to_close', closed_on }, officer)
  return { id: id as string, transaction_number: transaction_number as string }
}
const opinion = async () => {
  const { payload, headers } = form(await makePdf([`Opinion ${Math.random()}`]), 'opinion.pdf')
  return (await app.send(officer, 'POST', '/documents', payload, headers)).body.id as string
}

describe('the intermediary', () => {
  test('can’t have represented the taxpayer within two years, also in a deal that the coordinator doesn’t see', async () => {
    const client_id = await newContact('Represented Taxpayer')
    const id = await opened(client_id)
    const { id: deal, transaction_number } = await represented(client_id, '2025-06-30')
    expect((await app.send(coordinator, 'GET', `/transactions/${deal}`)).status).toBe(404)
    const refused = await activate(id)
    expect(refused.status).toBe(422)
    expect(refused.body.detail).toContain(`(Deal ${transaction_number})`)
    expect(refused.body.detail).toContain('for a transfer before 2027-07-01')
    expect(await wall(id)).toMatchObject({
      intermediary: {
        ...{ disqualified: true, clear_from: '2027-07-01' },
        records: [{ transaction_id: deal, role: 'real_estate_agent', counts: true, lapses_on: '2027-07-01' }],
      },
    })
    expect((await app.send(stranger, 'GET', `/exchanges/${id}/conflicts`)).status).toBe(404)
  })

  test('is clear of what was two years before, and of services to others', async () => {
    const client_id = await newContact('Long Ago')
    const id = await opened(client_id)
    await represented(client_id, '2024-02-28')
    await represented(await newContact('Someone Else'), '2026-02-28')
    expect(await wall(id)).toMatchObject({
      intermediary: { disqualified: false, records: [{ counts: false }] },
    })
    expect((await activate(id)).body.status).toBe('active')
  })

  test('is asked about the owner where the taxpayer is their disregarded company', async () => {
    const owner = await newContact('Owner of Oak')
    const client_id = await newContact('Oak LLC', { kind: 'llc', tax_status: 'disregarded' })
    await post(`/contacts/${owner}/relationships`, {
      ...{ relation: 'owner', other_contact_id: client_id, ownership_percent: 100 },
    })
    const id = await opened(client_id)
    await represented(owner, null)
    expect(await wall(id)).toMatchObject({
      intermediary: {
        disqualified: true,
        clear_from: null,
        records: [{ contact_id: owner, lapses_on: null }],
      },
    })
    expect((await activate(id)).body.detail).toContain('can’t be the intermediary while that goes on')
  })

  test('may act where an officer finds, with a document, that a service doesn’t count', async () => {
    const client_id = await newContact('Excepted Taxpayer')
    const id = await opened(client_id)
    const { id: transaction_id } = await represented(client_id, '2026-03-01')
    const path = `/exchanges/${id}/conflict-exceptions`
    const finding = {
      transaction_id,
      reason: 'Only a referral fee was paid; see the opinion.',
      document_id: await opinion(),
    }
    expect((await post(path, finding)).status).toBe(403)
    expect((await post(path, finding, stranger)).status).toBe(404)
    expect((await post(path, { ...finding, document_id: undefined }, officer)).status).toBe(400)
    const found = await post(path, finding, officer)
    expect(found.body.intermediary).toMatchObject({ disqualified: false, records: [{ counts: false }] })
    expect((await post(path, finding, officer)).status).toBe(409)
    expect((await activate(id)).body.status).toBe('active')
  })

  test('is another company, whose own services and relation to the taxpayer are looked at', async () => {
    const [client_id, outside, brother] = [
      await newContact('Taxpayer of Another'),
      await newContact('Other Exchange Company', { kind: 'company' }),
      await newContact('Brother of the Taxpayer'),
    ]
    await represented(client_id, '2026-03-01')
    const id = await opened(client_id, { intermediary_id: outside })
    expect(await wall(id)).toMatchObject({ intermediary: { disqualified: false, records: [] } })
    const services = `/contacts/${client_id}/taxpayer-relationships`
    const said = { role: 'accountant', provider_id: outside, ended_on: '2026-01-31', note: 'Tax returns' }
    const { body: record } = await post(services, said)
    expect((await wall(id)).intermediary).toMatchObject({
      disqualified: true,
      records: [{ name: 'Tax returns' }],
    })
    const change = { only_1031_or_routine: true }
    const path = `${services}/${record.id}`
    await app.send(coordinator, 'PATCH', path, change, { 'if-match': `"${record.version}"` })
    expect((await wall(id)).intermediary.disqualified).toBe(false)
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await post(services, said, stranger)).status).toBe(404)
    await post(`/contacts/${client_id}/relationships`, { relation: 'sibling', other_contact_id: brother })
    const related = await opened(client_id, { intermediary_id: brother })
    expect((await activate(related)).body.detail).toContain('is related to the taxpayer')
  })
})

describe('title and the other side', () => {
  test('come from the deal, and a seller who isn’t the taxpayer is said at the opening', async () => {
    const [client_id, other, buyer] = [
      await newContact('The Client'),
      await newContact('The Owner'),
      await newContact('The Buyer'),
    ]
    const { id: transaction_id } = await represented(other, null, 'organization')
    await post(`/transactions/${transaction_id}/parties`, { contact_id: buyer, role: 'buyer' }, officer)
    const { body } = await post('/exchanges', { client_id, transaction_id })
    expect(body.obstacles).toContainEqual({
      ...{ field: 'title_holder_id', exchange_property_id: expect.any(String) },
      text: expect.stringContaining('The Owner holds title'),
    })
    const { items } = await get(`/exchanges/${body.id}/properties`)
    expect(items).toMatchObject([{ title_holder_name: 'The Owner', counterparty_name: 'The Buyer' }])
  })

  test('of a grantor trust is the grantor’s own; an unknown trust is left open; a sister as the seller is said', async () => {
    const [client_id, sister] = [await newContact('Grantor'), await newContact('Sister')]
    const trust = await newContact('Living Trust', { kind: 'trust', tax_status: 'grantor_trust' })
    const unknown = await newContact('LLC Without Owner', { kind: 'llc', tax_status: 'disregarded' })
    await post(`/contacts/${client_id}/relationships`, { relation: 'grantor', other_contact_id: trust })
    await post(`/contacts/${client_id}/relationships`, { relation: 'sibling', other_contact_id: sister })
    const { id } = (await post('/exchanges', { client_id })).body
    await addProperty(id, { side: 'relinquished', title_holder_id: trust })
    await addProperty(id, { title_holder_id: unknown, counterparty_id: sister })
    const { titles, related } = await wall(id)
    expect(titles.map((one: { same_taxpayer: boolean | null }) => one.same_taxpayer)).toEqual([true, null])
    expect(related).toMatchObject([
      { name: 'Sister', side: 'replacement', citation: expect.stringContaining('1031(f)(4)') },
    ])
  })
})

test('exchanges are numbered by the pattern of their organization', async () => {
  const manager = await app.newPerson('owner', coordinator)
  const { body: settings } = await app.send(manager, 'GET', '/exchange-settings')
  const set = (number_pattern: string, version: number, person = manager) =>
    app.send(person, 'PATCH', '/exchange-settings', { number_pattern }, { 'if-match': `"${version}"` })
  expect((await set('P-{####}', 0, coordinator)).status).toBe(403)
  expect((await set('no number', settings.version)).status).toBe(400)
  const { body } = await set('P-{###}', settings.version)
  const client_id = await newContact('Numbered')
  const number = async () => (await post('/exchanges', { client_id })).body.exchange_number
  expect([await number(), await number()]).toEqual(['P-001', 'P-002'])
  await set('P-{##}{YYYY}', body.version)
  expect(await number()).toMatch(/^P-\d\d20\d\d$/)
})
