import { beforeAll, describe, expect, test } from 'vitest'
import { exchangeAudiences } from '#domains/exchanges/audience/queries.ts'
import { type Viewer, whoSees } from '#infra/facts/audiences.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { testApp } from '#testing/app.ts'
import {
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

/** The one outside may see funds, and no exchange. */
const grantsOf = (person: TestPerson, outside: TestPerson) => (person === outside ? ['money.see_funds'] : [])
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

  test('are told about to those whom facts about them reach: the same people', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const { id } = await newPayment(app, team, exchange, purchase(property), 0)
    const outside = await app.newPerson('agent', team.coordinator)
    const { permissions } = app.infra()
    const people = [...Object.values(team), outside].map((person) => ({
      ...{ user_id: person.user_id, permissions: permissions.of(person.role, grantsOf(person, outside)) },
    }))
    const subjects = { disbursement: id, exchange_funds: exchange.id, exchange_account: exchange.account_id }
    const asked = new Map(Object.entries(subjects).map(([kind, one]) => [kind, [one]]))
    const { organization_id } = team.coordinator
    const sees = await withWorker(app.infra().worker, (tx) =>
      whoSees(tx, exchangeAudiences, organization_id, asked, people),
    )
    for (const [n, person] of [...Object.values(team), outside].entries()) {
      const { status } = await app.send(person, 'GET', `/disbursements/${id}`)
      const viewer = people[n] as Viewer
      for (const [kind, one] of Object.entries(subjects))
        expect(sees(kind, one, viewer), `${person.role} ${kind}`).toBe(status === 200)
    }
  })

  test('are in the notifications of the person who requested them', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    await newPayment(app, team, exchange, purchase(property), 1)
    await app.readFeed()
    const { items } = await get('/notifications')
    expect(items[0].sentence ?? items[0].text).toContain('approved your payment to Escrow Trust')
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
