import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let officer: TestPerson
let agent: TestPerson
let stranger: TestPerson
let id: string

beforeAll(async () => {
  officer = await app.newPerson('officer')
  agent = await app.newPerson('agent', officer)
  stranger = await app.newPerson('owner')
  id = (await app.send(agent, 'POST', '/contacts', { display_name: 'Rosa' })).body.id
})

const path = () => `/contacts/${id}/financials`

test('financial details are read with their permission only, encrypted at rest, and each view is on record', async () => {
  const kept = { tax_id: '123-45-6789', credit_score: 760, net_worth_estimate: '1250000.00' }
  expect((await app.send(officer, 'PUT', path(), kept)).body).toEqual({ ...kept, investment_capacity: null })
  expect((await app.send(officer, 'PUT', path(), { investment_capacity: '90000.5' })).body).toMatchObject({
    ...kept,
    investment_capacity: '90000.50',
  })
  expect((await app.send(officer, 'GET', path())).body.tax_id).toBe('123-45-6789')
  for (const [person, status] of [
    [agent, 403],
    [stranger, 404],
  ] as const) {
    expect((await app.send(person, 'GET', path())).status).toBe(status)
    expect((await app.send(person, 'PUT', path(), kept)).status).toBe(status)
  }
  const [row] = await app.query('select tax_id_encrypted, tax_id_last4 from contact_financials')
  expect(row?.tax_id_last4).toBe('6789')
  expect(String(row?.tax_id_encrypted)).not.toContain('6789')
  const facts = await app.query(`select name, payload from events where subject_id = '${id}' order by id`)
  expect(facts.map(({ name }) => name)).toEqual([
    'contacts.created',
    'contacts.financials_changed',
    'contacts.financials_changed',
    'contacts.financials_viewed',
  ])
  expect(JSON.stringify(facts)).not.toMatch(/6789|760|1250000/)
})

test('they are in no list, no record and no search', async () => {
  const { body } = await app.send(officer, 'GET', `/contacts/${id}`)
  const list = (await app.send(officer, 'GET', '/contacts?q=6789')).body
  expect(JSON.stringify([body, list])).not.toMatch(/6789|760|1250000/)
  expect(list.items).toEqual([])
})

test.each([
  ['a tax ID that has too few digits', { tax_id: '12-345' }],
  ['a credit score that doesn’t exist', { credit_score: 851 }],
  ['an amount that isn’t one', { net_worth_estimate: '1e9' }],
])('%s is refused', async (_, input) => {
  expect((await app.send(officer, 'PUT', path(), input)).status).toBe(400)
})
