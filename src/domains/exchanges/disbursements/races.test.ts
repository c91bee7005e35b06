import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import {
  type FundedExchange,
  type MoneyTeam,
  newContact,
  newFundedExchange,
  newPayee,
  newPayment,
  newReplacement,
  newTeam,
} from '#testing/exchange-money.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
let team: MoneyTeam
let contact_id = ''

beforeAll(async () => {
  team = await newTeam(app)
  contact_id = await newContact(app, team, 'Harbor Title')
})

const get = async (path: string) => (await app.send(team.accountant, 'GET', path)).body
type Payment = { path: string; terms_hash: string; id: string }
const release = ({ path, terms_hash }: Payment) =>
  app.send(team.accountant, 'POST', `${path}/release`, { terms_hash })
const funds = async ({ id }: FundedExchange) => (await get(`/exchanges/${id}/funds`)).exchange_funds

async function approved(amounts: string[]) {
  const exchange = await newFundedExchange(app, team, { proceeds: '1000.00' })
  const exchange_property_id = await newReplacement(app, team, exchange.id)
  const payee_id = await newPayee(app, team, contact_id)
  const payments: Payment[] = []
  for (const amount of amounts)
    payments.push(
      await newPayment(app, team, exchange, { purpose: 'purchase', exchange_property_id, amount, payee_id }),
    )
  return { exchange, payee_id, payments, payment: payments[0] as Payment }
}

describe('at the same time', () => {
  test('two payments of one balance are released once', async () => {
    for (let n = 0; n < 5; n++) {
      const { exchange, payments } = await approved(['1000.00', '1000.00'])
      const both = await Promise.all(payments.map(release))
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422])
      expect(await funds(exchange)).toBe('0.00')
    }
  })

  test('one payment is released once, however often it is tried', async () => {
    const { exchange, payment } = await approved(['300.00'])
    const all = await Promise.all([payment, payment, payment, payment].map(release))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await funds(exchange)).toBe('700.00')
  })

  test('a payment is released before its payee is frozen, or not at all', async () => {
    for (let n = 0; n < 5; n++) {
      const { exchange, payment, payee_id } = await approved(['300.00'])
      const freeze = () => app.send(team.officer, 'POST', `/payees/${payee_id}/freeze`, { reason: 'Doubt.' })
      const calls = n % 2 ? [freeze, () => release(payment)] : [() => release(payment), freeze]
      await Promise.all(calls.map((call) => call()))
      const [{ frozen, released } = {}] = await app.query(`select
        (select xid from events where name = 'exchanges.payee_frozen' and subject_id = '${payee_id}') as frozen,
        (select id from events where name = 'exchanges.disbursement_released' and subject_id = '${payment.id}') as released`)
      expect(frozen).not.toBeNull()
      expect(await funds(exchange)).toBe(released ? '700.00' : '1000.00')
      expect((await release(payment)).status).toBe(422)
      expect(await funds(exchange)).toBe(released ? '700.00' : '1000.00')
    }
  })

  test('a payment is released with the amount that was approved, or changed and not released', async () => {
    const { exchange, payment } = await approved(['300.00'])
    const { version } = await get(payment.path)
    const match = { 'if-match': `"${version}"` }
    const change = () => app.send(team.coordinator, 'PATCH', payment.path, { amount: '900.00' }, match)
    await Promise.all([change(), release(payment)])
    const { state, amount } = await get(payment.path)
    expect([`${state} ${amount}`]).toEqual([state === 'released' ? 'released 300.00' : 'requested 900.00'])
    expect(await funds(exchange)).toBe(state === 'released' ? '700.00' : '1000.00')
  })
})

test('a connection that is cut between the posting and the commit leaves nothing behind', async () => {
  const { exchange, payment } = await approved(['300.00'])
  await app.asOwner(
    `create function cut() returns trigger language plpgsql security definer as
       $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$`,
    `create constraint trigger zz_cut after insert on ledger_postings deferrable initially deferred
       for each row execute function cut()`,
  )
  const { status } = await release(payment)
  await app.asOwner('drop trigger zz_cut on ledger_postings')
  expect(status).toBe(503)
  expect(await get(payment.path)).toMatchObject({ state: 'approved', released_at: null })
  expect(await funds(exchange)).toBe('1000.00')
  const left = await app.query(
    `select name from events where subject_id = '${payment.id}' and name = 'exchanges.disbursement_released'`,
  )
  expect(left).toEqual([])
  expect((await release(payment)).status).toBe(200)
  expect(await funds(exchange)).toBe('700.00')
})

test('approving, releasing and verifying ask for the password again after a while', async () => {
  const { payment, payee_id } = await approved(['300.00'])
  const late = await app.newPerson('owner', team.coordinator)
  await app.asOwner(`update user_sessions set confirmed_at = now() - interval '1 hour'
    where user_id = '${late.user_id}'`)
  const body = { terms_hash: payment.terms_hash }
  const call = { phone_number: '+14155550132', called_at: new Date().toISOString(), spoken_with: 'Dana' }
  for (const [path, given] of [
    [`${payment.path}/approve`, body],
    [`${payment.path}/release`, body],
    [`/payees/${payee_id}/verify`, call],
  ] as const) {
    const { status, body: problem } = await app.send(late, 'POST', path, given)
    expect([status, problem.code], path).toEqual([403, 'reauthentication_required'])
  }
})

test('what the product refuses, the database refuses as well', async () => {
  const { payment } = await approved(['300.00'])
  const force = (columns: string) =>
    app.asOwner(`update disbursements set ${columns} where id = '${payment.id}'`)
  const released = `state = 'released', released_at = now(), legal_basis = 'x'`
  await expect(force(`created_by = '${team.approver.user_id}'`)).rejects.toThrow('never edited')
  await app.asOwner(
    `update disbursement_approvals set voided_at = now() where disbursement_id = '${payment.id}'
       and approved_by = '${team.approver.user_id}'`,
  )
  await expect(force(released)).rejects.toThrow('two others have approved')
  await expect(
    app.asOwner(`update disbursement_approvals set voided_at = null where disbursement_id = '${payment.id}'`),
  ).rejects.toThrow('never edited')
  await force(`amount = 5`)
  expect(await get(payment.path)).toMatchObject({ state: 'requested', authorized_at: null })
  await expect(app.asOwner(`delete from disbursements where id = '${payment.id}'`)).rejects.toThrow('never')
})
