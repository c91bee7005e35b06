import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#lib/dates.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let colleague: TestPerson
let agent: TestPerson
let stranger: TestPerson
let client_id = ''
const TODAY = new Date().toISOString().slice(0, 10)
const SOLD = addDays(TODAY, -30)
const [IDENTIFY, ENDS] = [addDays(SOLD, 45), addDays(SOLD, 180)]

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  colleague = await app.newPerson('coordinator', coordinator)
  agent = await app.newPerson('agent', coordinator)
  stranger = await app.newPerson('owner')
  client_id = (await app.send(coordinator, 'POST', '/contacts', { display_name: 'Cal Exchanger' })).body.id
})

const post = async (path: string, body?: object, person = coordinator) => app.send(person, 'POST', path, body)
let lines = 0
async function running(name: string, more: object = {}) {
  const { id } = (await post('/exchanges', { client_id, name, time_zone: 'UTC', ...more })).body
  const property = { address_line1: `${++lines} Calendar Way` }
  const body = { side: 'relinquished', property, transferred_on: SOLD }
  return { id, property: (await post(`/exchanges/${id}/properties`, body)).body }
}
const daysOf = async (query: string, person = coordinator) =>
  (await app.send(person, 'GET', `/exchanges/days?${query}`)).body.items

describe('the days of a list of exchanges', () => {
  const period = `days_from=${TODAY}&days_to=${addDays(TODAY, 200)}`

  test('are the deadlines in force of those that the filters show, for those who see them', async () => {
    const { id } = await running('Zephyr trade')
    const query = `${period}&q=zephyr`
    expect(await daysOf(query)).toMatchObject([
      { exchange_id: id, kind: 'identification', day: IDENTIFY, days_remaining: 15, name: 'Zephyr trade' },
      { exchange_id: id, kind: 'exchange', day: ENDS, days_remaining: 150 },
    ])
    expect(await daysOf(query, agent)).toEqual([])
    expect(await daysOf(query, stranger)).toEqual([])
    expect(await daysOf(`${query}&mine=true`)).toHaveLength(2)
    expect(await daysOf(`${query}&mine=true`, colleague)).toEqual([])
    expect(await daysOf(`days_from=${TODAY}&days_to=${addDays(TODAY, 20)}&q=zephyr`)).toHaveLength(1)
  })

  test('leave out a deadline that was moved, and exchanges that were canceled', async () => {
    const { id, property } = await running('Moved trade')
    const path = `/exchanges/${id}/properties/${property.id}`
    const to = { 'if-match': `"${property.version}"` }
    await app.send(coordinator, 'PATCH', path, { transferred_on: addDays(SOLD, 1) }, to)
    const moved = await daysOf(`${period}&q=moved`)
    expect(moved.map(({ day }: { day: string }) => day)).toEqual([addDays(IDENTIFY, 1), addDays(ENDS, 1)])
    const parked = (await post('/exchanges', { client_id, name: 'Parked trade', time_zone: 'UTC' })).body
    const { version } = (await app.send(coordinator, 'GET', `/exchanges/${parked.id}/deadlines`)).body
    const facts = { parked_on: TODAY }
    await app.send(coordinator, 'PATCH', `/exchanges/${parked.id}/deadline-facts`, facts, {
      'if-match': `"${version}"`,
    })
    expect(await daysOf(`${period}&q=parked`)).toHaveLength(3)
    await post(`/exchanges/${parked.id}/cancel`, { reason: 'Sold elsewhere.' })
    expect(await daysOf(`${period}&q=parked`)).toEqual([])
  })

  test('are asked for in order', async () => {
    const path = '/exchanges/days?days_from=2026-03-02&days_to=2026-03-01'
    expect((await app.send(coordinator, 'GET', path)).status).toBe(400)
  })
})

describe('the calendar of a member', () => {
  const read = async (url: string) =>
    (await app.send(null, 'GET', new URL(url).pathname)).raw.toString().replaceAll('\r\n ', '')
  const feedOf = async (person: TestPerson, path = '/calendar-feeds') =>
    (await post(path, undefined, person)).body

  test('has the deadlines of the exchanges that they run as whole days, and of no others', async () => {
    await running('Feed trade')
    const text = await read((await feedOf(coordinator)).url)
    expect(text).toContain('SUMMARY:Identification deadline: Feed trade')
    expect(text).toContain(`DTSTART;VALUE=DATE:${ENDS.replaceAll('-', '')}`)
    expect(await read((await feedOf(colleague)).url)).not.toContain('Feed trade')
  })

  test('of one exchange is for those who see it', async () => {
    const { id } = await running('Single trade')
    const { url, name } = await feedOf(colleague, `/exchanges/${id}/calendar-feed`)
    expect(name).toBe('Single trade')
    const text = await read(url)
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    for (const person of [agent, stranger])
      expect((await post(`/exchanges/${id}/calendar-feed`, undefined, person)).status).toBe(404)
  })
})
