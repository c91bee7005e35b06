import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

const add = async (person: TestPerson, name: string, more: object = {}): Promise<string> => {
  const [first_name, last_name] = name.split(' ')
  return (await app.send(person, 'POST', '/contacts', { first_name, last_name, ...more })).body.id
}
const email = (address: string) => ({ emails: [{ email: address }] })
const pairs = async (person: TestPerson, path = '/contact-duplicates') =>
  (await app.send(person, 'GET', path)).body.items.map(
    (one: { contact: { display_name: string }; other: { display_name: string } }) =>
      [one.contact.display_name, one.other.display_name].toSorted(),
  )

test('probable duplicates are proposed until they are merged or told apart', async () => {
  const ana = await add(agent, 'Ana Alvarez', email('ana@example.com'))
  const anna = await add(agent, 'Ana Alvarez', email('ANA@example.com'))
  const rob = await add(agent, 'Rob Stone', { phones: [{ number: '415 555 0132' }] })
  const robert = await add(agent, 'Robert Stone', { phones: [{ number: '(415) 555-0132' }] })
  await add(agent, 'Linda Stone', { phones: [{ number: '415-555-0132' }] })
  await add(stranger, 'Ana Alvarez', email('ana@example.com'))
  expect(await pairs(agent)).toEqual([
    ['Ana Alvarez', 'Ana Alvarez'],
    ['Rob Stone', 'Robert Stone'],
  ])
  expect(await pairs(agent, `/contacts/${robert}/duplicates`)).toEqual([['Rob Stone', 'Robert Stone']])
  expect(await pairs(stranger)).toEqual([])

  await app.send(agent, 'POST', `/contacts/${anna}/merge`, { into_contact_id: ana })
  expect(
    (await app.send(agent, 'POST', `/contacts/${rob}/distinctions`, { other_contact_id: robert })).status,
  ).toBe(204)
  expect(
    (await app.send(agent, 'POST', `/contacts/${robert}/distinctions`, { other_contact_id: rob })).status,
  ).toBe(204)
  expect(await pairs(agent)).toEqual([])
})

test('people with similar names at one address are proposed, and not all who live there', async () => {
  const newcomer = await app.newPerson('agent')
  const at = (line1: string) => ({ addresses: [{ label: 'home', line1, zip_code: '94110' }] })
  await add(newcomer, 'Rob Stone', at('12 Oak St.'))
  await add(newcomer, 'Robert Stone', at('12 OAK ST'))
  await add(newcomer, 'Linda Stone', at('12 Oak St'))
  await add(newcomer, 'Omar Farouk', at('12 Oak St'))
  await add(newcomer, 'Robert Stone', at('900 Elm Ave'))
  expect(await pairs(newcomer)).toEqual([['Rob Stone', 'Robert Stone']])
})

test('strangers with one phone number of a household are not proposed', async () => {
  const newcomer = await app.newPerson('agent')
  const phones = [{ label: 'home', number: '(628) 555-0190' }]
  await add(newcomer, 'Rosa Delgado', { phones })
  await add(newcomer, 'Peter Olsen', { phones })
  expect(await pairs(newcomer)).toEqual([])
})

test('a number that a whole office shares proposes nobody', async () => {
  for (let n = 0; n < 12; n++) await add(agent, 'Sam Office', { phones: [{ number: '212 555 0100' }] })
  expect(await pairs(agent)).toEqual([])
})

test('contacts are told apart by those who merge them, in their own organization', async () => {
  const [one, other] = [await add(agent, 'One Person'), await add(agent, 'Other Person')]
  const tell = (person: TestPerson, id: string, other_contact_id: string) =>
    app.send(person, 'POST', `/contacts/${id}/distinctions`, { other_contact_id })
  expect((await tell(viewer, one, other)).status).toBe(403)
  expect((await tell(stranger, one, other)).status).toBe(404)
  expect((await tell(agent, one, one)).status).toBe(400)
  expect((await app.send(viewer, 'GET', '/contact-duplicates')).status).toBe(403)
  expect((await app.send(stranger, 'GET', `/contacts/${one}/duplicates`)).status).toBe(404)
})
