import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import {
  daysAgo,
  identify,
  type MoneyTeam,
  newContact,
  newEvidence,
  newFundedExchange,
  newPayee,
  newPayment,
  newReplacement,
  newTeam,
} from '#testing/exchange-money.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
let team: MoneyTeam
let title_company = ''
let payee_id = ''

beforeAll(async () => {
  team = await newTeam(app)
  title_company = await newContact(app, team, 'Harbor Title')
  payee_id = await newPayee(app, team, title_company)
})

const post = (person: TestPerson, path: string, body: object = {}) => app.send(person, 'POST', path, body)
const get = async (path: string, person = team.coordinator) => (await app.send(person, 'GET', path)).body
const funds = (id: string) => get(`/exchanges/${id}/funds`)
const purchase = (exchange_property_id: string, amount = '300000.00') => ({
  ...{ purpose: 'purchase', exchange_property_id, amount, payee_id },
})

describe('the money gate', () => {
  const ask = async (days: number, terms: object, given: object = {}) => {
    const exchange = await newFundedExchange(app, team, { days })
    const body = { exchange_account_id: exchange.account_id, payee_id, amount: '1000.00', ...terms }
    if ('property' in given) {
      const { identified, ...property } = given.property as { identified?: boolean }
      const added = await newReplacement(app, team, exchange.id, property)
      if (identified) await identify(app, team, exchange.id, added, `${daysAgo(days - 1)}T12:00:00-05:00`)
      Object.assign(body, { exchange_property_id: added })
    }
    return (await post(team.coordinator, `/exchanges/${exchange.id}/disbursements`, body)).body
  }
  const codes = ({ gate }: { gate: { refusals: { code: string }[] } }) =>
    gate.refusals.map(({ code }) => code)

  test('says the first lawful day when the taxpayer asks for their money, and doesn’t let it out before', async () => {
    const exchange = await newFundedExchange(app, team, { days: 10 })
    const own = await newPayee(app, team, exchange.client_id)
    const terms = { purpose: 'boot_release', payee_id: own, amount: '1000.00' }
    const payment = await newPayment(app, team, exchange, terms, 0)
    const { gate } = await get(payment.path)
    expect(gate).toMatchObject({ allowed: false, earliest_lawful_date: daysAgo(10 - 46) })
    const seen = { terms_hash: payment.terms_hash }
    const approved = await post(team.approver, `${payment.path}/approve`, seen)
    expect(approved).toMatchObject({ status: 422, body: { detail: expect.stringContaining('No payment') } })
    expect((await funds(exchange.id)).release).toMatchObject({ allowed: false })
  })

  test('opens on day 46 where nothing was identified, and names the paragraph', async () => {
    const exchange = await newFundedExchange(app, team, { days: 46 })
    const own = await newPayee(app, team, exchange.client_id)
    const terms = { purpose: 'failed_exchange_release', payee_id: own, amount: '500000.00' }
    const payment = await newPayment(app, team, exchange, terms)
    const seen = { terms_hash: payment.terms_hash }
    const { body } = await post(team.accountant, `${payment.path}/release`, seen)
    expect(body).toMatchObject({ state: 'released', legal_basis: '26 CFR 1.1031(k)-1(g)(6)(ii)' })
    expect((await funds(exchange.id)).exchange_funds).toBe('0.00')
  })

  test('stays closed while an identified property hasn’t been received, and opens after the exchange period', async () => {
    const release = { purpose: 'boot_release' }
    expect(codes(await ask(60, release, { property: { identified: true } }))).toEqual(['release'])
    expect(codes(await ask(181, release, { property: { identified: true } }))).toEqual([])
  })

  test('knows the taxpayer by another payee with the same account, and their relatives and advisers', async () => {
    const exchange = await newFundedExchange(app, team, { days: 10 })
    const account_number = '5512340000'
    await newPayee(app, team, exchange.client_id, { account_number })
    const other = await newContact(app, team, 'Front Company')
    const hidden = await newPayee(app, team, other, { account_number })
    const property = await newReplacement(app, team, exchange.id)
    const body = (to: string) => ({
      ...{ ...purchase(property, '10.00'), payee_id: to, exchange_account_id: exchange.account_id },
    })
    const path = `/exchanges/${exchange.id}/disbursements`
    expect(codes((await post(team.coordinator, path, body(hidden))).body)).toContain('payee_is_taxpayer')
    const spouse = await newContact(app, team, 'Spouse')
    await post(team.coordinator, `/contacts/${exchange.client_id}/relationships`, {
      ...{ contact_id: spouse, other_contact_id: spouse, relation: 'spouse' },
    })
    const attorney = await newContact(app, team, 'Attorney')
    await post(team.coordinator, `/exchanges/${exchange.id}/participants`, {
      ...{ participant_id: attorney, role: 'attorney' },
    })
    for (const contact of [spouse, attorney]) {
      const theirs = await newPayee(app, team, contact)
      expect(codes((await post(team.coordinator, path, body(theirs))).body)).toEqual(['release'])
    }
  })

  test('pays for a property only with its contract assigned, in time, and not for one that was sold', async () => {
    const buy = { purpose: 'purchase' }
    expect(codes(await ask(10, buy))).toEqual(['no_property'])
    const late = { property: { assigned_on: null, parties_notified_on: null } }
    expect(codes(await ask(10, buy, late))).toEqual(['not_assigned', 'not_notified'])
    expect(codes(await ask(60, buy, { property: {} }))).toEqual(['not_identified'])
    const received = { property: { assigned_on: daysAgo(40), parties_notified_on: daysAgo(40) } }
    Object.assign(received.property, { transferred_on: daysAgo(30) })
    expect(codes(await ask(60, buy, received))).toEqual([])
    expect(codes(await ask(181, buy, received))).toContain('period_ended')
    const deposit = { purpose: 'earnest_money' }
    expect(codes(await ask(10, deposit, { property: { parties_notified_on: null } }))).toEqual([])
    expect(codes(await ask(10, deposit, late))).toEqual(['not_assigned'])
  })

  test('lets expenses of a closing statement through, warns of boot, and keeps the taxpayer’s own costs back', async () => {
    const expense = (closing_item: string) => ({ purpose: 'exchange_expense', closing_item })
    const item = (closing_item: string) => ({ purpose: 'nonexchange_item', closing_item })
    expect(codes(await ask(10, expense('recording_fee')))).toEqual([])
    expect(codes(await ask(10, expense('loan_points')))).toEqual(['no_expense'])
    const prorated = await ask(10, item('prorated_property_tax'))
    expect(prorated.gate.warnings.join(' ')).toContain('boot')
    expect(codes(prorated)).toEqual([])
    expect(codes(await ask(10, item('loan_points')))).toEqual(['release'])
    expect(codes(await ask(10, { purpose: 'exchange_expense' }))).toEqual(['no_item'])
    expect(codes(await ask(10, { purpose: 'transfer_to_eat' }))).toEqual(['no_parking'])
  })

  test('pays the agreed fee and no more, and nothing beyond the balance', async () => {
    const exchange = await newFundedExchange(app, team)
    const fee = { purpose: 'fee', payee_id, exchange_account_id: exchange.account_id, amount: '800.00' }
    const path = `/exchanges/${exchange.id}/disbursements`
    expect(codes((await post(team.coordinator, path, fee)).body)).toEqual(['no_fee'])
    const agreed = {
      ...{ amount: '1000.00', agreed_on: daysAgo(12), document_id: await newEvidence(app, team.coordinator) },
    }
    const put = await app.send(team.coordinator, 'PUT', `/exchanges/${exchange.id}/fee-agreement`, agreed)
    expect(put).toMatchObject({ status: 200, body: { amount: '1000.00', paid: '0.00' } })
    const payment = await newPayment(app, team, exchange, fee)
    await post(team.accountant, `${payment.path}/release`, { terms_hash: payment.terms_hash })
    expect((await get(`/exchanges/${exchange.id}/fee-agreement`)).paid).toBe('800.00')
    expect(codes((await post(team.coordinator, path, fee)).body)).toEqual(['fee_exceeded'])
    const lower = { ...agreed, amount: '700.00' }
    const refused = await app.send(team.coordinator, 'PUT', `/exchanges/${exchange.id}/fee-agreement`, lower)
    expect(refused.status).toBe(422)
    const much = { ...fee, purpose: 'state_withholding', amount: '600000.00' }
    expect(codes((await post(team.coordinator, path, much)).body)).toEqual(['balance', 'cash'])
  })

  test('pays nothing from a draft', async () => {
    const { body } = await post(team.coordinator, '/exchanges', {
      ...{ client_id: await newContact(app, team, 'Draft') },
    })
    const account = await post(team.accountant, '/exchange-accounts', {
      ...{ kind: 'segregated', exchange_id: body.id, bank_name: 'B', title: 'T', account_number: '1234567' },
      opened_on: daysAgo(3),
    })
    const terms = { purpose: 'state_withholding', payee_id, amount: '1.00' }
    const asked = await post(team.coordinator, `/exchanges/${body.id}/disbursements`, {
      ...{ ...terms, exchange_account_id: account.body.id },
    })
    expect(codes(asked.body)).toEqual(['exchange_draft', 'balance', 'cash'])
  })

  test('knows who was the taxpayer before, and warns of deadlines that moved', async () => {
    const exchange = await newFundedExchange(app, team, { days: 10 })
    const own = await newPayee(app, team, exchange.client_id)
    const { version } = await get(`/exchanges/${exchange.id}`)
    const change = { client_id: await newContact(app, team, 'Another Taxpayer') }
    const path = `/exchanges/${exchange.id}`
    await app.send(team.coordinator, 'PATCH', path, change, { 'if-match': `"${version}"` })
    const { items } = await get(`${path}/properties`)
    const property = `${path}/properties/${exchange.relinquished_id}`
    const match = { 'if-match': `"${items[0].version}"` }
    await app.send(team.coordinator, 'PATCH', property, { transferred_on: daysAgo(11) }, match)
    const bought = await newReplacement(app, team, exchange.id)
    const body = { ...purchase(bought, '10.00'), payee_id: own, exchange_account_id: exchange.account_id }
    const asked = (await post(team.coordinator, `${path}/disbursements`, body)).body
    expect(codes(asked)).toContain('payee_is_taxpayer')
    expect(asked.gate.warnings.join(' ')).toContain('deadlines of this exchange moved')
  })
})
