import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let agent: TestPerson
let other: TestPerson

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  agent = await app.newPerson('agent', coordinator)
  other = await app.newPerson('agent', coordinator)
})

const post = (path: string, body: object = {}, person = coordinator) => app.send(person, 'POST', path, body)
async function newDeal(street: string, person: TestPerson, more: object = {}) {
  const property = { address_line1: street }
  const body = { transaction_type: 'sale', side: 'listing', contract_date: '2026-03-02', property, ...more }
  return (await post('/transactions', body, person)).body
}
async function noticesOf(person: TestPerson, about: string): Promise<string[]> {
  await app.readFeed()
  const { body } = await app.send(person, 'GET', '/notifications')
  const sentences = body.items.map(({ sentence }: { sentence: string }) => sentence)
  return sentences.filter((one: string) => one.includes(about))
}

/** The feed waits for transactions that run elsewhere on the server. */
const until = (look: () => Promise<string[]>) => expect.poll(look, { timeout: 20_000 })

test('the agent of a deal hears what others do with it, and nothing of what they did themselves', async () => {
  const { id, version } = await newDeal('1 Told Street', coordinator, { listing_agent_id: agent.user_id })
  const to = { 'if-match': `"${version}"` }
  await app.send(coordinator, 'PATCH', `/transactions/${id}/dates`, { closing_date: '2026-04-15' }, to)
  await post(`/transactions/${id}/stage`, { from: 'pre_listing', to: 'under_contract' })
  await post(`/transactions/${id}/stage`, { from: 'under_contract', to: 'clear_to_close' }, agent)
  await post(`/transactions/${id}/cancel`, { reason: 'The buyer left.' })
  const heard = async () =>
    (await noticesOf(agent, '1 Told Street')).map((one) => one.replace(/^coordinator \w+/, 'C')).toSorted()
  await until(heard).toEqual([
    'C canceled 1 Told Street',
    'C changed a date of 1 Told Street',
    'C created a deal for you: 1 Told Street',
    'C moved 1 Told Street to under contract',
  ])
  expect(await noticesOf(other, '1 Told Street')).toEqual([])
})

test('an agent who is put on a deal hears it, and so does the one who was on it before', async () => {
  const { id, version } = await newDeal('2 Handed Street', agent)
  const change = { listing_agent_id: other.user_id }
  await app.send(coordinator, 'PATCH', `/transactions/${id}`, change, { 'if-match': `"${version}"` })
  await until(() => noticesOf(other, '2 Handed Street')).toEqual([
    expect.stringMatching(/^coordinator \w+ changed the agents of 2 Handed Street$/),
  ])
  await until(() => noticesOf(agent, '2 Handed Street')).toHaveLength(1)
})

test('whoever invited a client hears once that they opened their page', async () => {
  const { id } = await newDeal('3 Opened Street', agent)
  const contact = await post(
    '/contacts',
    { display_name: 'Ada Client', emails: [{ email: 'ada@example.com' }] },
    agent,
  )
  const party = await post(
    `/transactions/${id}/parties`,
    { contact_id: contact.body.id, role: 'seller' },
    agent,
  )
  const { body } = await post(`/transactions/${id}/guests`, { party_id: party.body.id }, agent)
  const token = body.url.split('/d/')[1]
  for (let i = 0; i < 3; i++) await app.send(null, 'GET', `/guest-deals/${token}`)
  await until(() => noticesOf(agent, '3 Opened Street')).toEqual([
    'Your client opened their page of 3 Opened Street for the first time',
  ])
})

test('a private deal is announced to nobody who does not see it', async () => {
  const { id } = await newDeal('4 Secret Street', agent, { visibility: 'private' })
  await app.asOwner(`update transactions set listing_agent_id = null where id = '${id}'`)
  await post(`/transactions/${id}/stage`, { from: 'pre_listing', to: 'listed' }, agent)
  expect(await noticesOf(other, '4 Secret Street')).toEqual([])
})
