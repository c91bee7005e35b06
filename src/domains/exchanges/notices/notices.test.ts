import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let officer: TestPerson
let attorney: TestPerson
let other: TestPerson
let client_id = ''

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  officer = await app.newPerson('officer', coordinator)
  attorney = await app.newPerson('agent', coordinator)
  other = await app.newPerson('coordinator', coordinator)
  client_id = (await app.send(coordinator, 'POST', '/contacts', { display_name: 'Nell Notice' })).body.id
})

const post = async (path: string, body: object = {}, person = officer) =>
  (await app.send(person, 'POST', path, body)).body
const patch = async (path: string, body: object, of = path) => {
  const { version } = (await app.send(officer, 'GET', of)).body
  return app.send(officer, 'PATCH', path, body, { 'if-match': `"${version}"` })
}
async function heard(person: TestPerson, about: string): Promise<string[]> {
  await app.readFeed()
  const { body } = await app.send(person, 'GET', '/notifications')
  return body.items
    .map(({ sentence }: { sentence: string }) => sentence.replace(/^officer \w+/, 'Someone'))
    .filter((one: string) => one.includes(about))
    .toSorted()
}
/** The feed waits for transactions that run elsewhere on the server. */
const until = (look: () => Promise<string[]>) => expect.poll(look, { timeout: 20_000 })

async function openFor(name: string) {
  const coordinator_id = coordinator.user_id
  const exchange = await post('/exchanges', { client_id, name, coordinator_id, time_zone: 'UTC' })
  const path = `/exchanges/${exchange.id}`
  const assigned = { assigned_on: '2026-01-10', parties_notified_on: '2026-01-10' }
  const property = { address_line1: `${name} Street` }
  const sold = await post(`${path}/properties`, { side: 'relinquished', property, ...assigned })
  await patch(path, { agreement_signed_on: '2026-01-05' })
  return { path, sold }
}

test('the coordinator and the attorney of an exchange hear what begins, moves and is received, and nobody else does', async () => {
  const { path, sold } = await openFor('Told')
  await post(`${path}/participants`, { user_id: attorney.user_id, role: 'attorney' })
  await post(`${path}/activate`)
  const to = { 'if-match': `"${sold.version}"` }
  const transfer = { transferred_on: '2026-03-02' }
  await app.send(officer, 'PATCH', `${path}/properties/${sold.id}`, transfer, to)
  const bought = { side: 'replacement', property: { address_line1: '2 Bought Street' } }
  await post(`${path}/properties`, { ...bought, transferred_on: '2026-03-20' })
  const all = [
    'A replacement property of Told was received',
    'Deadlines of Told changed',
    'Someone activated the exchange Told',
    'Told is in its exchange period: identifications can’t be changed anymore',
  ]
  await until(() => heard(coordinator, 'Told')).toEqual(all)
  await until(() => heard(attorney, 'Told')).toEqual(all)
  expect(await heard(officer, 'Told')).toEqual([])
  expect(await heard(other, 'Told')).toEqual([])
})

test('a single deadline that moves is named with its new day', async () => {
  const { path, sold } = await openFor('Limited')
  const to = { 'if-match': `"${sold.version}"` }
  const transfer = { transferred_on: '2026-11-02' }
  await app.send(officer, 'PATCH', `${path}/properties/${sold.id}`, transfer, to)
  const facts = { return: { form: '1040', tax_year_end: '2026-12-31', extension_obtained: false } }
  await patch(`${path}/deadline-facts`, facts, `${path}/deadlines`)
  await until(() => heard(coordinator, 'Limited')).toContain(
    'The exchange deadline of Limited is now Thu, Apr 15, 2027',
  )
})
