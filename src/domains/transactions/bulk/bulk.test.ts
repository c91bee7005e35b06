import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let coordinator: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  coordinator = await app.newPerson('coordinator', owner)
  viewer = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
})

const deal = async (line: string, more: object = {}, person = agent): Promise<string> => {
  const property = { address_line1: line, city: 'Austin', state: 'TX', zip_code: '78701' }
  const body = { transaction_type: 'sale', side: 'listing', property, ...more }
  const answer = await app.send(person, 'POST', '/transactions', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
const UNDER_CONTRACT = { stage: 'under_contract', contract_date: '2026-03-02' }
const get = async (id: string) => (await app.send(owner, 'GET', `/transactions/${id}`)).body
const bulk = (body: object, person = agent) => app.send(person, 'POST', '/transactions/bulk', body)
const listed = async (path: string) =>
  ((await app.send(owner, 'GET', path)).body.items as { id: string; transaction_id?: string }[]).map(
    ({ id, transaction_id }) => transaction_id ?? id,
  )

test('many deals get a team, an agent and another audience, are archived and restored at once, each with its history', async () => {
  const { body: team } = await app.send(owner, 'POST', '/teams', { name: 'North' })
  await app.send(owner, 'PUT', `/teams/${team.id}/members/${agent.user_id}`, { role: 'member' })
  const ids = [await deal('1 Bulk'), await deal('2 Bulk')]
  const run = async (change: object) => {
    const { status, body } = await bulk({ ids, ...change })
    expect({ status, ...body }).toEqual({ status: 200, done: ids, refused: [] })
    return get(ids[0] ?? '')
  }
  const given = { team_id: team.id, visibility: 'team' }
  expect(await run({ action: 'change', change: given })).toMatchObject(given)
  const agents = { listing_agent_id: colleague.user_id }
  expect(await run({ action: 'change', change: agents })).toMatchObject({ ...agents, ...given })
  expect((await run({ action: 'archive' })).archived_at).not.toBeNull()
  expect((await run({ action: 'archive' })).archived_at).not.toBeNull()
  expect((await run({ action: 'unarchive' })).archived_at).toBeNull()
  const facts = await app.query(`select name from events where subject_id = '${ids[1]}' order by id`)
  expect(facts.map(({ name }) => name).slice(-4)).toEqual([
    'transactions.changed',
    'transactions.changed',
    'transactions.archived',
    'transactions.unarchived',
  ])
})

test('each deal is judged by itself, and what was refused says why', async () => {
  const mine = await deal('3 Bulk')
  const under = await deal('4 Bulk', UNDER_CONTRACT)
  const theirs = await deal('5 Bulk', {}, colleague)
  const hidden = await deal('6 Bulk', { visibility: 'private' }, colleague)
  const foreign = await deal('7 Bulk', {}, stranger)
  const { body } = await bulk({ action: 'archive', ids: [mine, under, theirs, hidden, foreign] })
  expect(body.done).toEqual([mine])
  expect(body.refused).toEqual([
    { id: under, reason: 'This deal is under contract. Close or cancel it before you archive it.' },
    { id: theirs, reason: expect.stringContaining('You don’t have permission to archive this deal.') },
    { id: hidden, reason: 'Deal not found.' },
    { id: foreign, reason: 'Deal not found.' },
  ])
  const changed = await bulk({ action: 'change', ids: [mine, under], change: { visibility: 'private' } })
  expect(changed.body.done).toEqual([under])
  expect(changed.body.refused[0]).toMatchObject({ id: mine })
  const team = await bulk({ action: 'change', ids: [under], change: { visibility: 'team' } })
  expect(team.body.refused[0].reason).toBe('Choose the team that can see the deal.')
  expect((await get(under)).visibility).toBe('private')
})

test('no one makes deals invisible to themselves, neither alone nor many at once', async () => {
  const { body: team } = await app.send(owner, 'POST', '/teams', { name: 'South' })
  const id = await deal('8 Bulk')
  const change = { visibility: 'team', team_id: team.id }
  const { body } = await bulk({ action: 'change', ids: [id], change }, coordinator)
  expect(body.refused[0].reason).toContain('You wouldn’t see this deal anymore')
  expect((await bulk({ action: 'change', ids: [id], change }, owner)).body.done).toEqual([id])
})

test('an archived deal is in no list of open work, and says so on its page', async () => {
  const date = '01900000-0000-7000-8000-0000000000aa'
  const id = await deal('9 Bulk', { closing_date: '2026-12-10', contract_date: '2026-12-01' })
  const { version } = await get(id)
  const dates = [{ id: date, name: 'Inspection', counted_from: 'contract_date', days: 3 }]
  await app.send(agent, 'PATCH', `/transactions/${id}/dates`, { dates }, { 'if-match': `"${version}"` })
  const lists = [
    '/transactions?q=9%20bulk',
    '/transactions/days?days_from=2026-12-01&days_to=2026-12-31&q=9%20bulk',
    '/transaction-dates?until=2026-12-31',
  ]
  for (const path of lists) expect(await listed(path), path).toContain(id)
  await bulk({ action: 'archive', ids: [id] })
  for (const path of lists) expect(await listed(path), path).not.toContain(id)
  expect(await listed('/transactions?archived=true&q=9%20bulk')).toEqual([id])
  expect((await app.send(owner, 'GET', '/transactions/count?q=9%20bulk')).body.count).toBe(0)
  expect(await get(id)).toMatchObject({ may: { edit: false, archive: true } })
})

test('people change only what they may, and at most 500 at once', async () => {
  const id = await deal('10 Bulk')
  expect((await bulk({ action: 'archive', ids: [id] }, viewer)).status).toBe(403)
  expect((await bulk({ action: 'archive', ids: [id] }, stranger)).body).toMatchObject({ done: [] })
  expect((await bulk({ action: 'archive', ids: Array.from({ length: 501 }, () => id) })).status).toBe(400)
  expect((await bulk({ action: 'change', ids: [id], change: { stage: 'closed' } })).status).toBe(400)
  const foreign = { listing_agent_id: stranger.user_id }
  expect((await bulk({ action: 'change', ids: [id], change: foreign })).status).toBe(404)
  expect((await bulk({ action: 'archive', ids: [id] }, coordinator)).body.done).toEqual([id])
})

test('500 deals are changed in one request', async () => {
  const ids: string[] = []
  for (let n = 0; n < 500; n++) ids.push(await deal(`${n} Many Street`))
  const began = Date.now()
  const change = { listing_agent_id: colleague.user_id }
  expect((await bulk({ action: 'change', ids, change })).body.done).toHaveLength(500)
  expect((await bulk({ action: 'archive', ids })).body.done).toHaveLength(500)
  expect(Date.now() - began).toBeLessThan(20_000)
}, 120_000)
