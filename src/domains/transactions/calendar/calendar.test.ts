import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#lib/dates.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_ADDRESS: '1000000' })
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson
const TODAY = new Date().toISOString().slice(0, 10)
const CLOSING = addDays(TODAY, 30)

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('agent', agent)
  stranger = await app.newPerson('owner')
})

const post = (path: string, body: object | undefined = {}, person = agent) =>
  app.send(person, 'POST', path, body)
let lines = 0
async function newDeal(more: object = {}, person = agent) {
  const property = { address_line1: `${++lines} Calendar Street`, city: 'Austin' }
  const body = {
    transaction_type: 'sale',
    side: 'listing',
    property,
    contract_date: TODAY,
    closing_date: CLOSING,
    ...more,
  }
  return (await post('/transactions', body, person)).body
}
const feedOf = async (person: TestPerson, path = '/calendar-feeds') =>
  (await post(path, undefined, person)).body
const read = (url: string) => app.send(null, 'GET', new URL(url).pathname)

/** The days of a calendar by what stands beside them, folded lines put together. */
function daysOf(text: string): Record<string, string> {
  const events = text.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1)
  return Object.fromEntries(
    events.map((one) => [
      /SUMMARY:(.*)/.exec(one)?.[1]?.trim().replaceAll('\\,', ',') ?? '',
      /DTSTART;VALUE=DATE:(\d{8})/.exec(one)?.[1]?.replace(/(....)(..)(..)/, '$1-$2-$3') ?? '',
    ]),
  )
}
const uidOf = (text: string, summary: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .find((one) => one.includes(summary))
    ?.match(/UID:(.*)/)?.[1]

describe('the calendar of a member', () => {
  test('has the dates of their own deals as whole days, and moves what moves', async () => {
    const { id, version } = await newDeal()
    await newDeal({}, colleague)
    const dates = [
      {
        id: '01900000-0000-7000-8000-000000000061',
        name: 'Inspection',
        counted_from: 'contract_date',
        days: 10,
        roll: 'none',
      },
    ]
    const changed = await app.send(
      agent,
      'PATCH',
      `/transactions/${id}/dates`,
      { dates },
      { 'if-match': `"${version}"` },
    )
    const feed = await feedOf(agent)
    const first = await read(feed.url)
    expect([first.status, String(first.headers['content-type'])]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ])
    const text = first.raw.toString()
    expect(daysOf(text)).toEqual({
      'Closing: 1 Calendar Street, Austin': CLOSING,
      'Inspection: 1 Calendar Street, Austin': addDays(TODAY, 10),
    })
    const to = { 'if-match': `"${changed.body.version}"` }
    await app.send(agent, 'PATCH', `/transactions/${id}/dates`, { closing_date: addDays(CLOSING, 3) }, to)
    const second = (await read(feed.url)).raw.toString()
    expect(daysOf(second)['Closing: 1 Calendar Street, Austin']).toBe(addDays(CLOSING, 3))
    expect(uidOf(second, 'Closing:')).toBe(uidOf(text, 'Closing:'))
  })

  test('leaves out what is done, canceled or archived', async () => {
    const { id } = await newDeal()
    const { url } = await feedOf(agent)
    const name = `Closing: ${lines} Calendar Street, Austin`
    expect(daysOf((await read(url)).raw.toString())).toHaveProperty(name)
    await post(`/transactions/${id}/cancel`, { reason: 'The buyer left.' })
    expect(daysOf((await read(url)).raw.toString())).not.toHaveProperty(name)
  })

  test('of one deal is for whoever sees the deal, as long as they do', async () => {
    const { id } = await newDeal()
    const { url, name } = await feedOf(colleague, `/transactions/${id}/calendar-feed`)
    expect(name).toContain('Calendar Street')
    expect(Object.keys(daysOf((await read(url)).raw.toString()))).toHaveLength(1)
    await app.asOwner(`update transactions set visibility = 'private' where id = '${id}'`)
    expect(daysOf((await read(url)).raw.toString())).toEqual({})
    expect((await post(`/transactions/${id}/calendar-feed`, undefined, colleague)).status).toBe(404)
    expect((await post(`/transactions/${id}/calendar-feed`, undefined, stranger)).status).toBe(404)
  })
})

describe('the address of a calendar', () => {
  test('is listed and ended by its owner alone, and shown once', async () => {
    const feed = await feedOf(colleague)
    const list = async (person: TestPerson) =>
      (await app.send(person, 'GET', '/calendar-feeds')).raw.toString()
    expect(await list(colleague)).toContain(feed.id)
    expect(await list(colleague)).not.toContain('/calendars/')
    expect(await list(agent)).not.toContain(feed.id)
    expect((await app.send(agent, 'DELETE', `/calendar-feeds/${feed.id}`)).status).toBe(404)
    expect((await app.send(stranger, 'DELETE', `/calendar-feeds/${feed.id}`)).status).toBe(404)
    expect((await app.send(colleague, 'DELETE', `/calendar-feeds/${feed.id}`)).status).toBe(204)
    expect((await read(feed.url)).status).toBe(410)
    expect((await read(feed.url.replace(/calendars\/.{8}/, 'calendars/AAAAAAAA'))).status).toBe(404)
  })

  test('shows nothing anymore once its owner has lost access', async () => {
    const leaver = await app.newPerson('agent', agent)
    const { url } = await feedOf(leaver)
    expect((await read(url)).status).toBe(200)
    await app.asOwner(
      `update organization_members set status = 'inactive' where user_id = '${leaver.user_id}'`,
    )
    expect((await read(url)).status).toBe(410)
  })
})

test('a client reads the dates of their deal in their own calendar, with the address of their page', async () => {
  const { id } = await newDeal()
  const contact = await post('/contacts', {
    display_name: 'Cal Client',
    emails: [{ email: 'cal@example.com' }],
  })
  const party = await post(`/transactions/${id}/parties`, { contact_id: contact.body.id, role: 'seller' })
  const guest = (await post(`/transactions/${id}/guests`, { party_id: party.body.id })).body
  const token = guest.url.split('/d/')[1]
  const { status, raw } = await app.send(null, 'GET', `/guest-deals/${token}/dates.ics`)
  expect([status, daysOf(raw.toString())]).toEqual([
    200,
    { [`Closing: ${lines} Calendar Street, Austin`]: CLOSING },
  ])
  expect(raw.toString()).not.toContain(`/deals/${id}`)
  expect((await app.send(agent, 'GET', `/transactions/${id}/guests`)).body.items[0].last_seen_at).toBeNull()
  await app.send(agent, 'DELETE', `/transactions/${id}/guests/${guest.id}`)
  expect((await app.send(null, 'GET', `/guest-deals/${token}/dates.ics`)).status).toBe(410)
})

describe('the days of a list of deals', () => {
  const days = async (person: TestPerson, query: string) =>
    (await app.send(person, 'GET', `/transactions/days?${query}`)).body.items
  const period = `days_from=${addDays(TODAY, -5)}&days_to=${addDays(TODAY, 50)}`

  test('are those of the deals that the filters show, for whoever sees them', async () => {
    const { id } = await newDeal({ visibility: 'private', property: { address_line1: '7 Zephyr Row' } })
    const query = `${period}&q=zephyr`
    const theirs = [{ transaction_id: id, name: 'Closing', day: CLOSING, address: '7 Zephyr Row' }]
    expect(await days(agent, query)).toMatchObject(theirs)
    expect(await days(colleague, query)).toEqual([])
    expect(await days(stranger, query)).toEqual([])
    expect(await days(agent, `${query}&agent_id=${colleague.user_id}`)).toEqual([])
    const narrow = `days_from=${addDays(TODAY, -5)}&days_to=${addDays(TODAY, 5)}&q=zephyr`
    expect(await days(agent, narrow)).toEqual([])
  })

  test('are asked for in order, and of two months at most', async () => {
    const reversed = await app.send(
      agent,
      'GET',
      '/transactions/days?days_from=2026-03-02&days_to=2026-03-01',
    )
    expect(reversed.status).toBe(400)
    expect(
      (await app.send(agent, 'GET', '/transactions/days?days_from=2026-02-30&days_to=2026-03-01')).status,
    ).toBe(400)
    expect(await days(agent, `days_from=2000-01-01&days_to=9999-12-31`)).toEqual([])
  })
})
