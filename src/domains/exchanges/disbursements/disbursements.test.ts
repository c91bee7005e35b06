import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import {
  daysAgo,
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
let stranger: TestPerson
let title_company = ''
let payee_id = ''

beforeAll(async () => {
  team = await newTeam(app)
  stranger = await app.newPerson('owner')
  title_company = await newContact(app, team, 'Harbor Title')
  payee_id = await newPayee(app, team, title_company)
})

const post = (person: TestPerson, path: string, body: object = {}) => app.send(person, 'POST', path, body)
const get = async (path: string, person = team.coordinator) => (await app.send(person, 'GET', path)).body
const funds = (id: string) => get(`/exchanges/${id}/funds`)
const purchase = (exchange_property_id: string, amount = '300000.00') => ({
  ...{ purpose: 'purchase', exchange_property_id, amount, payee_id },
})

describe('a payment for a replacement property', () => {
  test('goes from request to the bank, and is posted to the ledger when it is released', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const payment = await newPayment(app, team, exchange, purchase(property))
    expect(await get(payment.path)).toMatchObject({ state: 'approved', gate: { allowed: true } })
    const seen = { terms_hash: payment.terms_hash }
    const released = await post(team.accountant, `${payment.path}/release`, seen)
    expect(released).toMatchObject({ status: 200, body: { state: 'released' } })
    expect(await funds(exchange.id)).toMatchObject({ cash: '200000.00', exchange_funds: '200000.00' })
    const { items } = await get(`/exchanges/${exchange.id}/ledger`)
    expect(items[0]).toMatchObject({
      ...{ type: 'disbursement_purchase', amount: '-300000.00', disbursement_id: payment.id },
      ...{ counterparty_id: title_company, funds_balance: '200000.00' },
    })
    const sent = await post(team.accountant, `${payment.path}/send`, { bank_reference: 'MMQ-1' })
    expect(sent.body).toMatchObject({ state: 'sent', bank_reference: 'MMQ-1' })
    expect((await post(team.accountant, `${payment.path}/release`, seen)).status).toBe(422)
    expect((await funds(exchange.id)).cash).toBe('200000.00')
    const facts = await app.query(`select name from events where subject_id = '${payment.id}' order by id`)
    expect(facts.map(({ name }) => String(name).replace('exchanges.disbursement_', ''))).toEqual([
      ...['requested', 'authorized', 'approved', 'approved', 'released', 'sent'],
    ])
  })

  test('waits for the client, then for two members who had no part in it', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const owner = await app.newPerson('owner', team.coordinator)
    const terms = { ...purchase(property), exchange_account_id: exchange.account_id }
    const path = `/exchanges/${exchange.id}/disbursements`
    const { body } = await post(owner, path, terms)
    const seen = { terms_hash: body.terms_hash }
    const approve = (person: TestPerson) => post(person, `/disbursements/${body.id}/approve`, seen)
    expect((await approve(team.approver)).body.detail).toContain('client must authorize')
    const document_id = await newEvidence(app, owner)
    await post(owner, `/disbursements/${body.id}/authorise`, { ...seen, document_id })
    const release = () => post(team.accountant, `/disbursements/${body.id}/release`, seen)
    expect((await approve(owner)).body.detail).toContain('You requested this payment')
    expect((await approve(team.officer)).body.detail).toContain('entered or verified')
    expect((await approve(team.approver)).body.state).toBe('authorized')
    expect((await approve(team.approver)).status).toBe(403)
    expect((await release()).status).toBe(422)
    expect((await approve(team.second)).body.state).toBe('approved')
    expect((await release()).status).toBe(200)
  })

  test('loses its authorization and approvals with another amount, and nobody approves terms they haven’t seen', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const payment = await newPayment(app, team, exchange, purchase(property))
    const { version } = await get(payment.path)
    const change = { amount: '310000.00' }
    const changed = await app.send(team.coordinator, 'PATCH', payment.path, change, {
      'if-match': `"${version}"`,
    })
    expect(changed.body).toMatchObject({ state: 'requested', authorized_at: null, amount: '310000.00' })
    expect(changed.body.approvals.map((one: { voided_at: unknown }) => one.voided_at)).not.toContain(null)
    const seen = { terms_hash: payment.terms_hash }
    const document_id = await newEvidence(app, team.coordinator)
    const old = await post(team.coordinator, `${payment.path}/authorise`, { ...seen, document_id })
    expect(old.status).toBe(409)
    const now = { terms_hash: changed.body.terms_hash }
    await post(team.coordinator, `${payment.path}/authorise`, { ...now, document_id })
    expect((await post(team.approver, `${payment.path}/approve`, seen)).status).toBe(409)
    expect((await post(team.approver, `${payment.path}/approve`, now)).status).toBe(200)
  })

  test('is refused or canceled with a reason, and then stays so', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const reason = 'The seller changed banks.'
    for (const [person, step, state] of [
      [team.approver, 'refuse', 'refused'],
      [team.coordinator, 'cancel', 'canceled'],
    ] as const) {
      const payment = await newPayment(app, team, exchange, purchase(property))
      expect((await post(person, `${payment.path}/${step}`, { reason })).body).toMatchObject({
        ...{ state, end_reason: reason },
      })
      const seen = { terms_hash: payment.terms_hash }
      expect((await post(team.accountant, `${payment.path}/release`, seen)).status).toBe(422)
    }
  })

  test('that the bank returned is reversed in the ledger, and ends', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const payment = await newPayment(app, team, exchange, purchase(property))
    await post(team.accountant, `${payment.path}/release`, { terms_hash: payment.terms_hash })
    const [entry] = (await get(`/exchanges/${exchange.id}/ledger`)).items
    const reason = 'Returned by the bank: account closed.'
    const path = `/exchanges/${exchange.id}/ledger/${entry.id}/reverse`
    expect((await post(team.accountant, path, { reason })).status).toBe(201)
    expect(await get(payment.path)).toMatchObject({ state: 'canceled', end_reason: reason })
    expect((await funds(exchange.id)).cash).toBe('500000.00')
  })
})

describe('the money gate', () => {
  const ask = async (days: number, terms: object, given: object = {}) => {
    const exchange = await newFundedExchange(app, team, { days })
    const body = { exchange_account_id: exchange.account_id, payee_id, amount: '1000.00', ...terms }
    if ('property' in given) {
      const added = await newReplacement(app, team, exchange.id, given.property as object)
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

  test('stays closed while a listed property hasn’t been received, and opens after the exchange period', async () => {
    const release = { purpose: 'boot_release' }
    expect(codes(await ask(60, release, { property: {} }))).toEqual(['release'])
    expect(codes(await ask(181, release, { property: {} }))).toEqual([])
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
})

describe('payments', () => {
  test('are seen by those who see funds and the exchange, and by no one else', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const { path, terms_hash, id } = await newPayment(app, team, exchange, purchase(property), 1)
    const outside = await app.newPerson('agent', team.coordinator)
    await app.asOwner(`update organization_members set permissions = '["money.see_funds", "money.approve", "money.post"]'
      where user_id = '${outside.user_id}'`)
    for (const [person, status] of [
      [team.viewer, 403],
      [team.agent, 403],
      [stranger, 404],
      [outside, 404],
    ] as const) {
      expect((await app.send(person, 'GET', path)).status, person.role).toBe(status)
      for (const step of ['approve', 'release'])
        expect((await post(person, `${path}/${step}`, { terms_hash })).status, person.role).toBe(status)
    }
    const { items } = await get(`/disbursements?exchange_id=${exchange.id}&state=authorized`)
    expect(items).toMatchObject([{ id, exchange_id: exchange.id }])
    const others = await get(`/disbursements?payee_id=${payee_id}`, stranger)
    expect(others.items).toEqual([])
    expect((await get('/disbursements', outside)).items).toEqual([])
  })

  test('say to each member which steps they can take', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const { path } = await newPayment(app, team, exchange, purchase(property), 1)
    const steps = async (person: TestPerson) =>
      (await get(path, person)).obstacles.map(({ step }: { step: string }) => step)
    expect(await steps(team.second)).not.toContain('approve')
    expect(await steps(team.approver)).toContain('approve')
    expect(await steps(team.coordinator)).toEqual(['authorise', 'approve', 'release', 'send', 'refuse'])
  })
})
