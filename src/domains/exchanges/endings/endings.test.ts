import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import {
  daysAgo,
  identify,
  type MoneyTeam,
  newContact,
  newFundedExchange,
  newPayee,
  newPayment,
  newReplacement,
  newTeam,
} from '#testing/exchange-money.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
let team: MoneyTeam
let stranger: TestPerson
let escrow = ''

beforeAll(async () => {
  team = await newTeam(app)
  stranger = await app.newPerson('owner')
  escrow = await newPayee(app, team, await newContact(app, team, 'Closing Escrow'))
})

const end = (id: string, how: 'complete' | 'fail', person = team.coordinator) =>
  app.send(
    person,
    'POST',
    `/exchanges/${id}/${how}`,
    how === 'fail' ? { reason: 'Nothing suitable was found.' } : undefined,
  )

/** Pays everything that the exchange holds. */
async function payOut(exchange: Awaited<ReturnType<typeof newFundedExchange>>, terms: object) {
  const payment = await newPayment(app, team, exchange, { amount: '500000.00', ...terms })
  const released = await app.send(team.accountant, 'POST', `${payment.path}/release`, {
    terms_hash: payment.terms_hash,
  })
  expect(released.body).toMatchObject({ state: 'released' })
}

describe('an exchange is completed', () => {
  test('with a replacement received and its money paid out, and not before', async () => {
    const exchange = await newFundedExchange(app, team, { days: 20 })
    expect((await end(exchange.id, 'complete')).body.detail).toContain(
      'No replacement property has been received',
    )
    const exchange_property_id = await newReplacement(app, team, exchange.id, { transferred_on: daysAgo(0) })
    expect((await end(exchange.id, 'complete')).body.detail).toContain('still holds money')
    await payOut(exchange, { purpose: 'purchase', exchange_property_id, payee_id: escrow })
    expect((await end(exchange.id, 'complete', team.viewer)).status).toBe(403)
    expect((await end(exchange.id, 'complete', stranger)).status).toBe(404)
    expect((await end(exchange.id, 'fail')).body.detail).toContain('Complete the exchange instead')
    const { body } = await end(exchange.id, 'complete')
    expect(body).toMatchObject({
      status: 'completed',
      ended_at: expect.any(String),
      may: { edit: false, end: false },
    })
    const facts = await app.query(
      `select payload from events where name = 'exchanges.completed' and subject_id = '${exchange.id}'`,
    )
    expect(facts).toMatchObject([
      { payload: { exchange_property_ids: [exchange_property_id], last_received_on: daysAgo(0) } },
    ])
    expect((await end(exchange.id, 'complete')).status).toBe(403)
  })
})

describe('an exchange has failed', () => {
  test('on day 46 where nothing was identified, once its money is back with the taxpayer', async () => {
    const early = await newFundedExchange(app, team, { days: 45 })
    expect((await end(early.id, 'fail')).body.detail).toContain(`failed on ${daysAgo(-1)}`)
    const exchange = await newFundedExchange(app, team, { days: 46 })
    expect((await end(exchange.id, 'fail')).body.detail).toContain('still holds money')
    const own = await newPayee(app, team, exchange.client_id)
    await payOut(exchange, { purpose: 'failed_exchange_release', payee_id: own })
    expect((await end(exchange.id, 'fail')).body).toMatchObject({
      ...{ status: 'failed', end_reason: 'Nothing suitable was found.' },
    })
  })

  test('only after the exchange period where something was identified', async () => {
    const exchange = await newFundedExchange(app, team, { days: 60 })
    const property = await newReplacement(app, team, exchange.id)
    await identify(app, team, exchange.id, property, `${daysAgo(50)}T12:00:00-05:00`)
    expect((await end(exchange.id, 'fail')).body.detail).toContain(`failed on ${daysAgo(60 - 181)}`)
  })

  test('never before its first transfer: then it is canceled', async () => {
    const client_id = await newContact(app, team, 'Not Begun')
    const { body } = await app.send(team.coordinator, 'POST', '/exchanges', { client_id })
    for (const how of ['complete', 'fail'] as const)
      expect((await end(body.id, how)).body.detail).toContain('Cancel the exchange instead')
  })
})
