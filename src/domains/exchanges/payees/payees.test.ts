import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import {
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
let contact_id = ''

beforeAll(async () => {
  team = await newTeam(app)
  stranger = await app.newPerson('owner')
  contact_id = await newContact(app, team, 'Harbor Title')
})

const post = (person: TestPerson, path: string, body: object = {}) => app.send(person, 'POST', path, body)
const get = async (path: string, person = team.coordinator) => (await app.send(person, 'GET', path)).body
const patch = async (path: string, body: object, person = team.officer) =>
  app.send(person, 'PATCH', path, body, { 'if-match': `"${(await get(path)).version}"` })
const call = (given: object = {}) => ({
  ...{ phone_number: '(415) 555-0132', called_at: new Date().toISOString(), spoken_with: 'Dana', ...given },
})
const DETAILS = {
  ...{ account_name: 'Escrow Trust', bank_name: 'First Harbor Bank' },
  ...{ routing_number: '011000015', account_number: '8837261045' },
}

describe('bank details', () => {
  test('show only their last four digits, and the full number to those who send payments, on record', async () => {
    const { status, body } = await post(team.officer, '/payees', { contact_id, ...DETAILS })
    expect([status, body]).toMatchObject([201, { status: 'unverified', account_number_last4: '1045' }])
    expect(JSON.stringify(body)).not.toContain('8837261045')
    const path = `/payees/${body.id}/account-number`
    expect((await app.send(team.coordinator, 'GET', path)).status).toBe(403)
    expect((await get(path, team.accountant)).account_number).toBe('8837261045')
    const rows = await app.query(`select name from events where subject_id = '${body.id}' order by id`)
    expect(rows.at(-1)?.name).toBe('exchanges.payee_number_viewed')
    const [kept] = await app.query(`select * from payees where id = '${body.id}'`)
    expect(JSON.stringify(kept)).not.toContain('8837261045')
  })

  test('have a routing number with its check digit', async () => {
    for (const routing_number of ['011000016', '110000150', '999999992', '01100001', '']) {
      const { status } = await post(team.officer, '/payees', { contact_id, ...DETAILS, routing_number })
      expect(status, routing_number).toBe(400)
    }
  })

  test('are verified by another member, in a call to a number that was on file before', async () => {
    const late = await newContact(app, team, 'Late Title')
    const id = await newPayee(app, team, late, { unverified: true })
    const path = `/payees/${id}/verify`
    expect((await post(team.officer, path, call())).body.detail).toContain('Another member')
    expect((await post(team.viewer, path, call())).status).toBe(403)
    const phones = [
      { label: 'work', number: '+14155550132' },
      { label: 'mobile', number: '+14155550199' },
    ]
    await patch(`/contacts/${late}`, { phones }, team.coordinator)
    const added = await post(team.accountant, path, call({ phone_number: '+14155550199' }))
    expect(added).toMatchObject({ status: 422, body: { detail: expect.stringContaining('before') } })
    const early = call({ called_at: '2026-01-01T00:00:00.000Z' })
    expect((await post(team.accountant, path, early)).status).toBe(400)
    const future = call({ called_at: '2199-01-01T00:00:00.000Z' })
    expect((await post(team.accountant, path, future)).status).toBe(400)
    expect((await post(team.accountant, path, call())).body).toMatchObject({ status: 'verified' })
    expect((await post(team.accountant, path, call())).status).toBe(422)
    expect((await get(`/payees/${id}/verifications`)).items).toMatchObject([
      { phone_number: '+14155550132', spoken_with: 'Dana', verified_by: team.accountant.user_id },
    ])
  })

  test('know since when each phone number is on file', async () => {
    const contact = await newContact(app, team, 'Old Title')
    await app.asOwner(`update contacts set created_at = '2025-03-01T00:00:00Z' where id = '${contact}'`)
    const phones = [
      { label: 'work', number: '+14155550132' },
      { label: 'mobile', number: '+14155550177' },
    ]
    await patch(`/contacts/${contact}`, { phones }, team.coordinator)
    const { phones_on_file } = await get(`/payees/${await newPayee(app, team, contact)}`)
    const since = Object.fromEntries(
      phones_on_file.map((one: { number: string; on_file_since: string }) => [one.number, one.on_file_since]),
    )
    expect(since['+14155550132']).toBe('2025-03-01T00:00:00.000Z')
    expect(since['+14155550177']).not.toContain('2025')
  })

  test('that change freeze the payee and void what was authorized and approved for the old ones', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const payee_id = await newPayee(app, team, contact_id)
    const terms = { purpose: 'purchase', exchange_property_id: property, amount: '10.00', payee_id }
    const payment = await newPayment(app, team, exchange, terms)
    const changed = await patch(`/payees/${payee_id}`, { account_number: '4400112233' })
    expect(changed.body).toMatchObject({ status: 'frozen', details_version: 2, verified_by: null })
    const after = await get(payment.path)
    expect(after).toMatchObject({ state: 'requested', authorized_at: null })
    expect(after.terms_hash).not.toBe(payment.terms_hash)
    expect((await post(team.accountant, `/payees/${payee_id}/verify`, call())).body.status).toBe('verified')
    const same = await patch(`/payees/${payee_id}`, { account_number: '4400112233' })
    expect(same.body).toMatchObject({ status: 'verified', details_version: 2 })
  })

  test('name other payees with the same account', async () => {
    const [one, two] = [await newContact(app, team, 'One'), await newContact(app, team, 'Two')]
    const account_number = '6655443322'
    const first = await newPayee(app, team, one, { account_number })
    const second = await newPayee(app, team, two, { account_number })
    expect((await get(`/payees/${second}`)).same_account_payees).toEqual([first])
  })
})

describe('a payee', () => {
  test('is frozen by anyone who sees funds, can’t be paid, and is released by a new call', async () => {
    const exchange = await newFundedExchange(app, team)
    const property = await newReplacement(app, team, exchange.id)
    const payee_id = await newPayee(app, team, contact_id)
    const terms = { purpose: 'purchase', exchange_property_id: property, amount: '10.00', payee_id }
    const payment = await newPayment(app, team, exchange, terms)
    const reason = 'An email asks for payment to another account.'
    const frozen = await post(team.approver, `/payees/${payee_id}/freeze`, { reason })
    expect(frozen.body).toMatchObject({ status: 'frozen', freeze_reason: reason })
    const release = () => post(team.accountant, `${payment.path}/release`, { terms_hash: payment.terms_hash })
    expect((await release()).body.detail).toContain('frozen')
    const earlier = call({ called_at: new Date(Date.now() - 60_000).toISOString() })
    expect((await post(team.accountant, `/payees/${payee_id}/verify`, earlier)).status).toBe(400)
    await post(team.accountant, `/payees/${payee_id}/verify`, call())
    expect((await release()).status).toBe(200)
  })

  test('is of one organization, and of those in it who see funds', async () => {
    const id = await newPayee(app, team, contact_id)
    for (const path of [`/payees/${id}`, `/payees/${id}/verifications`, `/payees/${id}/account-number`])
      expect((await app.send(stranger, 'GET', path)).status).toBe(404)
    expect((await post(stranger, `/payees/${id}/verify`, call())).status).toBe(404)
    expect((await post(stranger, `/payees/${id}/freeze`, { reason: 'x' })).status).toBe(404)
    const change = await app.send(
      stranger,
      'PATCH',
      `/payees/${id}`,
      { bank_name: 'B' },
      { 'if-match': '"1"' },
    )
    expect(change.status).toBe(404)
    expect((await post(stranger, '/payees', { contact_id, ...DETAILS })).status).toBe(404)
    for (const person of [team.agent, team.viewer])
      expect((await app.send(person, 'GET', '/payees')).status).toBe(403)
    expect((await get('/payees', stranger)).items).toEqual([])
    expect((await get(`/payees?contact_id=${contact_id}&status=verified`)).items.length).toBeGreaterThan(0)
  })

  test('keeps its contact when that is merged into another', async () => {
    const [twice, once] = [await newContact(app, team, 'Twice'), await newContact(app, team, 'Once')]
    const id = await newPayee(app, team, twice)
    const own = await newFundedExchange(app, team)
    await post(team.accountant, `/exchanges/${own.id}/ledger`, {
      ...{ type: 'receipt_additional_taxpayer_funds', exchange_account_id: own.account_id, amount: '1.00' },
      ...{
        value_date: new Date(Date.now() - 172_800_000).toISOString().slice(0, 10),
        counterparty_id: twice,
      },
    })
    const merged = await post(team.coordinator, `/contacts/${twice}/merge`, { into_contact_id: once })
    expect(merged.status).toBe(200)
    expect((await get(`/payees/${id}`)).contact_id).toBe(once)
    expect((await get(`/exchanges/${own.id}/ledger`, team.accountant)).items[0].counterparty_id).toBe(twice)
  })
})
