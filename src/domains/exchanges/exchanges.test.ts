import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let coordinator: TestPerson
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let client_id = ''

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  agent = await app.newPerson('agent', coordinator)
  viewer = await app.newPerson('viewer', coordinator)
  stranger = await app.newPerson('owner')
  client_id = (await app.send(coordinator, 'POST', '/contacts', { display_name: 'Ines Alvarez' })).body.id
})

const open = async (body: object = {}, person = coordinator) =>
  (await app.send(person, 'POST', '/exchanges', { client_id, time_zone: 'America/New_York', ...body })).body
const get = async (path: string, person = coordinator) => (await app.send(person, 'GET', path)).body
const patch = async (path: string, body: object, person = coordinator, of = path.replace(/\?.*/, '')) => {
  const { version } = await get(of.endsWith('deadline-facts') ? of.replace('-facts', 's') : of, person)
  return app.send(person, 'PATCH', path, body, { 'if-match': `"${version}"` })
}

let lines = 0
const sale = async (person = coordinator) => {
  const property = { address_line1: `${++lines} Swap Street`, city: 'Austin', state: 'TX' }
  const body = { transaction_type: 'sale', side: 'listing', property, sale_price: '800000.00' }
  const dates = { contract_date: '2026-02-01', closing_date: '2026-03-02' }
  return (await app.send(person, 'POST', '/transactions', { ...body, ...dates, stage: 'clear_to_close' }))
    .body
}
const close = (id: string, closed_on: string, person = coordinator) =>
  app.send(person, 'POST', `/transactions/${id}/close`, { from: 'clear_to_close', closed_on })
const dates = async (id: string) =>
  Object.fromEntries(
    (await get(`/exchanges/${id}/deadlines`)).deadlines.map((one: { kind: string; date: string }) => [
      one.kind,
      one.date,
    ]),
  )
const facts = (id: string) =>
  app.query(`select name, payload from events where subject_id = '${id}' order by id`)

describe('an exchange', () => {
  test('is opened for its taxpayer, has a number without gaps, and is listed with its days', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => open()))
    const places = many.map(({ exchange_number }) => Number(exchange_number.split('-')[2]))
    expect(new Set(places).size).toBe(8)
    expect(Math.max(...places) - Math.min(...places)).toBe(7)
    expect(many[0]).toMatchObject({ status: 'draft', name: 'Ines Alvarez', exchange_type: 'delayed' })
    const { items } = await get('/exchanges?q=alvarez&limit=3')
    expect(items).toHaveLength(3)
    expect((await get('/exchanges/count?status=draft')).count).toBeGreaterThanOrEqual(8)
  })

  test('is seen by those who take part in it, and by those who see all; not by others, nor by strangers', async () => {
    const { id } = await open()
    expect((await app.send(viewer, 'GET', `/exchanges/${id}`)).status).toBe(200)
    expect((await app.send(agent, 'GET', `/exchanges/${id}`)).status).toBe(404)
    expect((await app.send(agent, 'GET', `/exchanges/${id}/deadlines`)).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/exchanges/${id}`)).status).toBe(404)
    const { id: participant_id } = (
      await app.send(coordinator, 'POST', '/contacts', { display_name: 'Agent as a contact' })
    ).body
    const joins = { participant_id, role: 'agent', user_id: agent.user_id }
    const joined = await app.send(coordinator, 'POST', `/exchanges/${id}/participants`, joins)
    expect(joined.status).toBe(201)
    expect((await app.send(agent, 'GET', `/exchanges/${id}`)).body.may).toMatchObject({ edit: false })
    const again = await app.send(coordinator, 'POST', `/exchanges/${id}/participants`, joins)
    expect(again).toMatchObject({ status: 409, body: { detail: expect.stringContaining('already') } })
    await app.send(coordinator, 'DELETE', `/exchanges/${id}/participants/${joined.body.id}`)
    expect((await app.send(agent, 'GET', `/exchanges/${id}`)).status).toBe(404)
  })

  test('is changed only by those who run exchanges, one after the other', async () => {
    const { id, version } = await open()
    const change = (name: string, person = coordinator) =>
      app.send(person, 'PATCH', `/exchanges/${id}`, { name }, { 'if-match': `"${version}"` })
    expect((await change('Mine', viewer)).status).toBe(403)
    expect((await change('Mine', stranger)).status).toBe(404)
    const both = await Promise.all([change('One'), change('Two')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412])
  })

  test('is activated once its agreement and assignments are in order, and says what is missing until then', async () => {
    const { id } = await open()
    const activate = () => app.send(coordinator, 'POST', `/exchanges/${id}/activate`)
    expect((await activate()).body.detail).toContain('Add the relinquished property.')
    const property = { address_line1: '9 Ready Road', city: 'Austin', state: 'TX' }
    const added = (
      await app.send(coordinator, 'POST', `/exchanges/${id}/properties`, { side: 'relinquished', property })
    ).body
    await patch(`/exchanges/${id}`, { agreement_signed_on: '2026-01-15' })
    expect((await activate()).body.detail).toContain('Assign the contract for 9 Ready Road')
    const assigned = { assigned_on: '2026-01-16', parties_notified_on: '2026-01-17' }
    const path = `/exchanges/${id}/properties/${added.id}`
    await app.send(coordinator, 'PATCH', path, assigned, { 'if-match': `"${added.version}"` })
    expect((await activate()).body).toMatchObject({ status: 'active', obstacles: [] })
  })

  test('can be canceled before its first transfer, with a reason, and not after', async () => {
    const [{ id }, begun] = [await open(), await open()]
    const cancel = (one: string) =>
      app.send(coordinator, 'POST', `/exchanges/${one}/cancel`, { reason: 'The sale fell through.' })
    expect((await cancel(id)).body.status).toBe('cancelled')
    const property = { address_line1: '10 Gone Road' }
    await app.send(coordinator, 'POST', `/exchanges/${begun.id}/properties`, {
      ...{ side: 'relinquished', property, transferred_on: '2026-01-05' },
    })
    expect((await cancel(begun.id)).status).toBe(422)
  })
})

describe('the closing of a deal', () => {
  test('starts the clocks of its exchange in the same commit, whoever closes it', async () => {
    const deal = await sale(agent)
    const { id } = await open({ transaction_id: deal.id })
    expect((await app.send(agent, 'GET', `/exchanges/${id}`)).status).toBe(404)
    expect((await close(deal.id, '2026-03-02', agent)).status).toBe(200)
    expect(await get(`/exchanges/${id}`)).toMatchObject({
      ...{ clock_start: '2026-03-02', identification_deadline: '2026-04-16' },
      ...{ exchange_deadline: '2026-08-29', exchange_value: '800000.00' },
    })
    const written = await facts(id)
    expect(written.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['exchanges.relinquished_transferred', 'exchanges.deadlines_changed']),
    )
    const [same] = await app.query(`select count(distinct xid)::int as n from events
      where (subject_id = '${deal.id}' and name = 'transactions.closed')
         or (subject_id = '${id}' and name = 'exchanges.deadlines_changed')`)
    expect(same?.n).toBe(1)
    expect((await app.send(agent, 'GET', `/exchanges/${id}`)).status).toBe(404)
  })

  test('moves them when it is corrected, keeping every version, and stops them when it is undone', async () => {
    const deal = await sale()
    const { id } = await open({ transaction_id: deal.id })
    await close(deal.id, '2026-03-02')
    const undo = { from: 'closed', to: 'clear_to_close', reason: 'Entered for the wrong deal.' }
    await app.send(coordinator, 'POST', `/transactions/${deal.id}/stage`, undo)
    expect(await dates(id)).toEqual({})
    await close(deal.id, '2026-03-03')
    expect(await dates(id)).toEqual({ identification: '2026-04-17', exchange: '2026-08-30' })
    const { items } = await get(`/exchanges/${id}/deadline-versions`)
    expect(items).toHaveLength(4)
    expect(items.filter((one: { superseded_at: string | null }) => !one.superseded_at)).toHaveLength(2)
  })

  test('counts from the earliest of several sales, in whatever order they close', async () => {
    const [first, second] = [await sale(), await sale()]
    const { id } = await open({ transaction_id: first.id })
    const added = { side: 'relinquished', transaction_id: second.id }
    await app.send(coordinator, 'POST', `/exchanges/${id}/properties`, added)
    await close(first.id, '2026-03-20')
    expect((await dates(id)).identification).toBe('2026-05-04')
    await close(second.id, '2026-03-10')
    expect((await dates(id)).identification).toBe('2026-04-24')
  })

  test('is in one exchange, and another organization can’t name the deal', async () => {
    const deal = await sale()
    await open({ transaction_id: deal.id })
    const again = await app.send(coordinator, 'POST', '/exchanges', { client_id, transaction_id: deal.id })
    expect(again.status).toBe(409)
    const theirs = (await app.send(stranger, 'POST', '/contacts', { display_name: 'Theirs' })).body.id
    const body = { client_id: theirs, transaction_id: deal.id }
    expect((await app.send(stranger, 'POST', '/exchanges', body)).status).toBe(404)
  })
})

describe('the facts behind deadlines', () => {
  test('show what would move before they are saved, and move it when they are', async () => {
    const deal = await sale()
    const { id } = await open({ transaction_id: deal.id })
    await close(deal.id, '2026-11-02')
    expect((await dates(id)).exchange).toBe('2027-05-01')
    const said = { return: { form: '1040', tax_year_end: '2026-12-31', extension_obtained: false } }
    const moved = [{ kind: 'exchange', from: '2027-05-01', to: '2027-04-15' }]
    const seen = await patch(`/exchanges/${id}/deadline-facts?preview=true`, said)
    expect(seen.body).toMatchObject({ moved })
    expect((await dates(id)).exchange).toBe('2027-05-01')
    expect((await patch(`/exchanges/${id}/deadline-facts`, said)).body).toMatchObject({ moved })
    const { deadlines } = await get(`/exchanges/${id}/deadlines`)
    expect(deadlines[1]).toMatchObject({ limiting_factor: 'return_due_date', weekday: 'Thursday' })
    const extended = { return: { ...said.return, extension_obtained: true } }
    await patch(`/exchanges/${id}/deadline-facts`, extended)
    expect((await dates(id)).exchange).toBe('2027-05-01')
    expect((await patch(`/exchanges/${id}/deadline-facts`, said, viewer)).status).toBe(403)
  })

  test('of a return that is due before the transfer don’t stop a closing', async () => {
    const deal = await sale()
    const { id } = await open({ transaction_id: deal.id })
    await patch(`/exchanges/${id}/deadline-facts`, {
      return: { form: '1040', tax_year_end: '2024-12-31', extension_obtained: false },
    })
    expect((await close(deal.id, '2026-03-02')).status).toBe(200)
    const { deadlines, flags } = await get(`/exchanges/${id}/deadlines`)
    expect(deadlines[1]).toMatchObject({ kind: 'exchange', date: '2026-08-29' })
    expect(flags.join(' ')).toContain('Enter the return for the year of that transfer.')
  })

  test('are never edited in the database, nor are deadlines', async () => {
    const deal = await sale()
    const { id } = await open({ transaction_id: deal.id })
    await close(deal.id, '2026-03-02')
    const edit = app.asOwner(`update exchange_deadlines set date = date + 1 where exchange_id = '${id}'`)
    await expect(edit).rejects.toThrow('never edited')
  })
})

describe('a contact who is merged into another', () => {
  test('takes their exchanges and their part in them along, and gets them back when that is undone', async () => {
    const contact = async (display_name: string) =>
      (await app.send(coordinator, 'POST', '/contacts', { display_name })).body.id
    const [twice, once] = [await contact('Ines Alvares'), await contact('Ines M. Alvarez')]
    const { id } = await open({ client_id: twice })
    const part = { participant_id: twice, role: 'client' }
    await app.send(coordinator, 'POST', `/exchanges/${id}/participants`, part)
    const who = async () => [
      (await get(`/exchanges/${id}`)).client_id,
      (await get(`/exchanges/${id}/participants`)).items[0].participant_id,
    ]
    const merge = await app.send(coordinator, 'POST', `/contacts/${twice}/merge`, { into_contact_id: once })
    expect(merge.status).toBe(200)
    expect(await who()).toEqual([once, once])
    await app.send(coordinator, 'POST', `/contact-merges/${merge.body.merge_id ?? merge.body.id}/undo`)
    expect(await who()).toEqual([twice, twice])
  })
})

test('undoing an import of deals keeps the deal that an exchange uses, with its property, and the taxpayer', async () => {
  const file = [
    'Number,Type,Address,Seller,Seller email',
    'SWAP-1,Sale,"1 Kept Road, Austin, TX 78701",Kim Keeps,kim@keeps.example',
    'SWAP-2,Sale,"2 Gone Road, Austin, TX 78701",Gus Goes,gus@goes.example',
  ].join('\n')
  const { payload, headers } = form(Buffer.from(`${file}\n`), 'deals.csv')
  const { body } = await app.send(coordinator, 'POST', '/transactions/imports', payload, headers)
  const path = `/transactions/imports/${body.id}`
  await app.send(coordinator, 'POST', `${path}/check`, { mapping: body.mapping })
  await app.runJobs()
  await app.send(coordinator, 'POST', `${path}/run`)
  await app.runJobs()
  const [deal] = (await get('/transactions?q=SWAP-1')).items
  const [kim] = (await get('/contacts?q=kim@keeps.example')).items
  const { id } = await open({ client_id: kim.id, transaction_id: deal.id })
  await app.send(coordinator, 'POST', `${path}/undo`)
  await app.runJobs()
  expect(await get(path)).toMatchObject({ state: 'undone', removed_count: 1, kept_count: 1 })
  expect((await get(`/exchanges/${id}/properties`)).items).toMatchObject([{ transaction_id: deal.id }])
  expect((await get('/contacts?q=kim@keeps.example')).items).toHaveLength(1)
})

test('a period ends at the midnight of the exchange’s own time zone', async () => {
  const zones = ['Pacific/Honolulu', 'America/New_York', 'UTC']
  const ids = await Promise.all(zones.map(async (time_zone) => (await open({ time_zone })).id))
  for (const id of ids) {
    const property = { address_line1: `${++lines} Midnight Street` }
    const body = { side: 'relinquished', property, transferred_on: '2026-03-02' }
    await app.send(coordinator, 'POST', `/exchanges/${id}/properties`, body)
  }
  const ends = await Promise.all(
    ids.map(async (id) => (await get(`/exchanges/${id}/deadlines`)).deadlines[0].ends_at),
  )
  expect(ends).toEqual(['2026-04-17T10:00:00Z', '2026-04-17T04:00:00Z', '2026-04-17T00:00:00Z'])
})
