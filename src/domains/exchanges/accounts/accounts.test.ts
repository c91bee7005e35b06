import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import {
  daysAgo,
  type FundedExchange,
  type MoneyTeam,
  newFundedExchange,
  newTeam,
} from '#testing/exchange-money.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
let team: MoneyTeam
let stranger: TestPerson
let exchange: FundedExchange

beforeAll(async () => {
  team = await newTeam(app)
  stranger = await app.newPerson('owner')
  exchange = await newFundedExchange(app, team)
})

const create = (body: object, person = team.accountant) =>
  app.send(person, 'POST', '/exchange-accounts', {
    ...{ bank_name: 'First Harbor Bank', title: 'Peak 1031, Inc., FBO Ines Alvarez' },
    ...{ account_number: '000123456789', opened_on: daysAgo(30), ...body },
  })
const get = async (path: string, person = team.accountant) => (await app.send(person, 'GET', path)).body
const patch = async (id: string, change: object, person = team.accountant) => {
  const { version } = await get(`/exchange-accounts/${id}`)
  return app.send(person, 'PATCH', `/exchange-accounts/${id}`, change, { 'if-match': `"${version}"` })
}

describe('an account for exchange funds', () => {
  test('is of one exchange, or a master of sub-accounts that are each of one', async () => {
    const master = (await create({ kind: 'master' })).body
    expect(master).toMatchObject({ exchange_id: null, balance: '0.00', account_number_last4: '6789' })
    const sub = { kind: 'sub_account', exchange_id: exchange.id, master_id: master.id }
    expect((await create(sub)).body).toMatchObject({ master_id: master.id, exchange_id: exchange.id })
    const wrong = [
      ...[{ kind: 'segregated' }, { kind: 'master', exchange_id: exchange.id }],
      ...[
        { kind: 'sub_account', exchange_id: exchange.id },
        { ...sub, master_id: exchange.account_id },
      ],
      ...[{ kind: 'segregated', exchange_id: exchange.id, account_number: '12' }],
    ]
    for (const body of wrong) expect((await create(body)).status, JSON.stringify(body)).toBe(400)
    const { items } = await get(`/exchange-accounts?master_id=${master.id}`)
    expect(items).toHaveLength(1)
  })

  test('keeps its number encrypted', async () => {
    const { body } = await create({ kind: 'master', account_number: '5566778899' })
    expect(JSON.stringify(body)).not.toContain('5566778899')
    const [row] = await app.query(`select * from exchange_accounts where id = '${body.id}'`)
    expect(JSON.stringify(row)).not.toContain('5566778899')
  })

  test('changes its terms on record, and is closed once it is empty', async () => {
    const { body } = await create({ kind: 'segregated', exchange_id: exchange.id })
    const changed = await patch(body.id, { annual_rate: 0.0325, compounding: 'monthly' })
    expect(changed.body).toMatchObject({ annual_rate: 0.0325, compounding: 'monthly' })
    expect((await patch(body.id, { closed_on: daysAgo(40) })).status).toBe(400)
    expect((await patch(body.id, { closed_on: daysAgo(1) })).body.closed_on).toBe(daysAgo(1))
    const full = await patch(exchange.account_id, { closed_on: daysAgo(0) })
    expect(full.body.detail).toContain('still holds money')
    const facts = await app.query(`select name from events where subject_id = '${body.id}' order by id`)
    expect(facts.map(({ name }) => name)).toEqual([
      ...['exchanges.account_opened', 'exchanges.account_changed', 'exchanges.account_changed'],
    ])
  })

  test('is opened by those who manage accounts, and seen with its exchange', async () => {
    for (const person of [team.coordinator, team.approver, team.viewer])
      expect((await create({ kind: 'master' }, person)).status).toBe(403)
    const path = `/exchange-accounts/${exchange.account_id}`
    expect((await app.send(stranger, 'GET', path)).status).toBe(404)
    expect((await create({ kind: 'segregated', exchange_id: exchange.id }, stranger)).status).toBe(404)
    const change = await app.send(stranger, 'PATCH', path, { title: 'Mine' }, { 'if-match': '"1"' })
    expect(change.status).toBe(404)
    const outside = await app.newPerson('agent', team.coordinator)
    await app.asOwner(`update organization_members set permissions = '["money.see_funds"]'
      where user_id = '${outside.user_id}'`)
    expect((await app.send(outside, 'GET', path)).status).toBe(404)
    const { items } = await get('/exchange-accounts', outside)
    expect(items.every(({ kind }: { kind: string }) => kind === 'master')).toBe(true)
  })
})

describe('interest', () => {
  test('is computed from what the account held each day, and posted as the bank credited it', async () => {
    const own = await newFundedExchange(app, team, { proceeds: '100000.00', days: 30 })
    await patch(own.account_id, { annual_rate: 0.0365 })
    const path = `/exchanges/${own.id}/interest`
    const asked = `exchange_account_id=${own.account_id}&through=${daysAgo(10)}`
    expect(await get(`${path}?${asked}`)).toMatchObject({ amount: '200.00', from: daysAgo(32) })
    const body = { exchange_account_id: own.account_id, through: daysAgo(10) }
    const posted = await app.send(team.accountant, 'POST', path, { ...body, amount: '199.99' })
    expect(posted.body).toMatchObject({
      type: 'interest_accrued',
      amount: '199.99',
      interest_balance: '199.99',
    })
    expect(posted.body.memo).toContain('$200.00')
    expect((await app.send(team.accountant, 'POST', path, body)).status).toBe(422)
    expect(await get(`/exchanges/${own.id}/funds`)).toMatchObject({
      ...{ cash: '100199.99', exchange_funds: '100000.00', interest: '199.99' },
    })
    const next = await get(`${path}?exchange_account_id=${own.account_id}&through=${daysAgo(0)}`)
    expect(next).toMatchObject({ from: daysAgo(10), amount: '100.20' })
  })

  test('is posted by those who post, to the exchange whose account it is', async () => {
    const body = { exchange_account_id: exchange.account_id, through: daysAgo(1), amount: '1.00' }
    const path = `/exchanges/${exchange.id}/interest`
    for (const person of [team.coordinator, team.approver, team.viewer])
      expect((await app.send(person, 'POST', path, body)).status).toBe(403)
    expect((await app.send(stranger, 'POST', path, body)).status).toBe(404)
    const other = await newFundedExchange(app, team)
    const crossing = await app.send(team.accountant, 'POST', `/exchanges/${other.id}/interest`, body)
    expect(crossing.status).toBe(404)
    const nothing = { exchange_account_id: exchange.account_id, through: daysAgo(1) }
    expect((await app.send(team.accountant, 'POST', path, nothing)).body.detail).toContain('earned nothing')
  })
})

test('the agreed fee is seen and recorded with the exchange', async () => {
  const path = `/exchanges/${exchange.id}/fee-agreement`
  expect(await get(path)).toMatchObject({ amount: null, paid: '0.00' })
  const body = { amount: '900.00', agreed_on: daysAgo(3), document_id: exchange.id }
  expect((await app.send(team.coordinator, 'PUT', path, body)).body.detail).toBe('Document not found.')
  expect((await app.send(stranger, 'PUT', path, body)).status).toBe(404)
  expect((await app.send(stranger, 'GET', path)).status).toBe(404)
  expect((await app.send(team.accountant, 'PUT', path, body)).status).toBe(403)
  expect((await app.send(team.viewer, 'GET', path)).status).toBe(403)
})
