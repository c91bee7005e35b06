import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#lib/dates.ts'
import { testApp } from '#testing/app.ts'
import {
  daysAgo,
  type FundedExchange,
  type MoneyTeam,
  newContact,
  newFundedExchange,
  newPayee,
  newPayment,
  newReplacement,
  newTeam,
} from '#testing/exchange-money.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { certainPairs } from './statements.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
let team: MoneyTeam
let stranger: TestPerson

beforeAll(async () => {
  team = await newTeam(app)
  stranger = await app.newPerson('owner')
})

const get = async (path: string, person = team.accountant) => (await app.send(person, 'GET', path)).body
const post = (path: string, body: object, person = team.accountant) => app.send(person, 'POST', path, body)
type Row = [day: string, amount: string, description: string, balance?: string]
const csv = (rows: Row[]) =>
  ['Date,Amount,Description,Balance', ...rows.map((row) => row.join(','))].join('\n')
const upload = (id: string, text: string, person = team.accountant, query = '') => {
  const { payload, headers } = form(Buffer.from(text), 'statement.csv')
  return app.send(person, 'POST', `/exchange-accounts/${id}/statements${query}`, payload, headers)
}
const reconciliation = (id: string, day: string) => get(`/exchange-accounts/${id}/reconciliation?day=${day}`)
const receive = ({ id, account_id }: FundedExchange, amount: string, value_date: string) =>
  post(`/exchanges/${id}/ledger`, {
    ...{ type: 'receipt_additional_taxpayer_funds', exchange_account_id: account_id, amount, value_date },
  })

/** The last day of a month that has ended, and one about three weeks before it. */
const monthEnd = (() => {
  const day = daysAgo(1)
  return addDays(`${day.slice(0, 8)}01`, -1)
})()
const earlier = (days: number) => addDays(monthEnd, -days)

/** An exchange whose proceeds came in three weeks before the end of the last month. */
async function funded(proceeds = '1000.00') {
  const days = Array.from({ length: 120 }, (_, n) => n).find((n) => daysAgo(n) === earlier(21)) ?? 0
  return newFundedExchange(app, team, { days, proceeds })
}

describe('a bank statement', () => {
  test('is imported once, and a longer file brings only its new lines', async () => {
    const { account_id } = await funded()
    const rows: Row[] = [
      [earlier(21), '1000.00', 'WIRE IN', '1000.00'],
      [earlier(20), '-5.00', 'FEE', '995.00'],
      [earlier(20), '-5.00', 'FEE', '990.00'],
    ]
    const first = await upload(account_id, csv(rows))
    expect([first.status, first.body]).toMatchObject([
      ...[201, { format: 'csv', line_count: 3, closing_balance: '990.00', ends_on: earlier(20) }],
    ])
    const again = await Promise.all([upload(account_id, csv(rows)), upload(account_id, csv(rows))])
    for (const { body } of again) expect(body.id).toBe(first.body.id)
    rows.push([earlier(10), '10.00', 'WIRE IN', '1000.00'])
    expect((await upload(account_id, csv(rows))).body).toMatchObject({ line_count: 1 })
    expect((await get(`/exchange-accounts/${account_id}/statements`)).items).toHaveLength(2)
    const { items } = await get(`/exchange-accounts/${account_id}/statement-lines`)
    expect(items.map((one: { amount: string }) => one.amount)).toEqual(['1000.00', '-5.00', '-5.00', '10.00'])
  })

  test('that can’t be read says why, and leaves nothing', async () => {
    const { account_id } = await funded()
    const { status, body } = await upload(account_id, 'Tag,Betrag\n1,2\n')
    expect([status, body.detail]).toEqual([400, expect.stringContaining('The file has: Tag, Betrag.')])
    const named = await upload(
      account_id,
      `Tag,Betrag\n${earlier(3)},2\n`,
      team.accountant,
      '?date=Tag&amount=Betrag',
    )
    expect(named.body).toMatchObject({ line_count: 1 })
    expect((await get(`/exchange-accounts/${account_id}/statements`)).items).toHaveLength(1)
  })

  test('proposes what each line can be, and matches what is certain', async () => {
    const exchange = await funded()
    await receive(exchange, '25.00', earlier(12))
    await receive(exchange, '30.00', earlier(12))
    await receive(exchange, '30.00', earlier(11))
    const rows: Row[] = [
      [earlier(21), '1000.00', 'WIRE IN'],
      [earlier(10), '25.00', 'DEPOSIT'],
      [earlier(10), '30.00', 'DEPOSIT'],
      [earlier(2), '30.00', 'LATE DEPOSIT'],
    ]
    await upload(exchange.account_id, csv(rows))
    const path = `/exchange-accounts/${exchange.account_id}`
    const { items } = await get(`${path}/statement-lines`)
    expect(items.map((one: { proposals: object[] }) => one.proposals.length)).toEqual([1, 1, 2, 0])
    expect(items[2].proposals[0]).toMatchObject({
      value_date: earlier(11),
      days_apart: 1,
      exchange_id: exchange.id,
    })
    expect((await post(`${path}/match`, {})).body).toEqual({ matched: 2, released: 0 })
    const pair = { line_id: items[2].id, posting_id: items[2].proposals[1].posting_id }
    expect((await post(`${path}/match`, { pairs: [pair] })).status).toBe(200)
    expect((await post(`${path}/match`, { pairs: [pair] })).status).toBe(409)
    const other = { line_id: items[3].id, posting_id: items[0].proposals[0].posting_id }
    expect((await post(`${path}/match`, { pairs: [other] })).status).toBe(409)
    const unmatched = await get(`${path}/statement-lines?matched=false`)
    expect(unmatched.items).toMatchObject([{ id: items[3].id }])
    expect((await post(`${path}/unmatch`, { line_ids: [items[2].id] })).body.released).toBe(1)
  })

  test('matches a payment by the bank’s reference, although another one has the same amount', async () => {
    const exchange = await newFundedExchange(app, team, { proceeds: '1000.00' })
    const payee_id = await newPayee(app, team, await newContact(app, team, 'Harbor Title'))
    const exchange_property_id = await newReplacement(app, team, exchange.id)
    for (const bank_reference of ['MMQ-1', 'MMQ-2']) {
      const terms = { purpose: 'purchase', exchange_property_id, amount: '40.00', payee_id }
      const { path, terms_hash } = await newPayment(app, team, exchange, terms)
      await post(`${path}/release`, { terms_hash })
      await post(`${path}/send`, { bank_reference })
    }
    const rows: Row[] = [
      [daysAgo(0), '-40.00', 'WIRE OUT MMQ-2'],
      [daysAgo(0), '-40.00', 'WIRE OUT MMQ-1'],
    ]
    await upload(exchange.account_id, csv(rows))
    const path = `/exchange-accounts/${exchange.account_id}`
    expect((await post(`${path}/match`, {})).body.matched).toBe(2)
    const [row] = await app.query(`select d.bank_reference from bank_statement_lines l
      join ledger_postings p on p.id = l.posting_id join ledger_entries e on e.id = p.entry_id
      join disbursements d on d.id = e.disbursement_id where l.description like '%MMQ-2'
       and l.exchange_account_id = '${exchange.account_id}'`)
    expect(row).toEqual({ bank_reference: 'MMQ-2' })
  })
})

describe('the reconciliation of an account', () => {
  test('says what bank, ledger and sub-ledgers have, and what explains the difference', async () => {
    const exchange = await funded()
    await receive(exchange, '25.00', earlier(5))
    await upload(
      exchange.account_id,
      csv([
        [earlier(21), '1000.00', 'WIRE IN', '1000.00'],
        [earlier(1), '-7.00', 'FEE', '993.00'],
      ]),
    )
    await post(`/exchange-accounts/${exchange.account_id}/match`, {})
    expect(await reconciliation(exchange.account_id, earlier(1))).toMatchObject({
      ...{ bank: '993.00', control: '1025.00', sub_ledgers: '1025.00', difference: '-32.00' },
      ...{ unexplained: '0.00', reconciled: false },
      unmatched_lines: [{ amount: '-7.00', text: 'FEE' }],
      unmatched_postings: [{ amount: '25.00', exchange_id: exchange.id }],
    })
    expect(await reconciliation(exchange.account_id, earlier(10))).toMatchObject({
      ...{ bank: '1000.00', control: '1000.00', difference: '0.00', reconciled: true },
    })
  })

  test('locks a month that has ended, after which nothing in it changes', async () => {
    const exchange = await funded()
    const path = `/exchange-accounts/${exchange.account_id}`
    const lock = () => post(`${path}/lock`, { through: monthEnd })
    expect((await lock()).body.detail).toContain('Import the bank statement')
    expect((await post(`${path}/lock`, { through: earlier(1) })).status).toBe(400)
    await upload(exchange.account_id, csv([[earlier(21), '1000.00', 'WIRE IN', '1000.00']]))
    expect((await lock()).body.detail).toContain('aren’t matched: 1')
    await post(`${path}/match`, {})
    expect((await lock()).body.detail).toContain('reaches')
    await upload(
      exchange.account_id,
      csv([
        [earlier(21), '1000.00', 'WIRE IN', '1000.00'],
        [monthEnd, '1.00', 'INTEREST', '1001.00'],
      ]),
    )
    await receive(exchange, '1.00', monthEnd)
    await post(`${path}/match`, {})
    expect((await lock()).body).toMatchObject({ reconciled: true, locked_through: monthEnd })
    expect((await lock()).status).toBe(422)
    expect((await receive(exchange, '2.00', earlier(3))).body.detail).toContain('reconciled through')
    const late = await upload(exchange.account_id, csv([[earlier(3), '2.00', 'LATE']]))
    expect(late.body.detail).toContain('locked')
    const { items } = await get(`${path}/statement-lines`)
    expect((await post(`${path}/unmatch`, { line_ids: [items[0].id] })).status).toBe(422)
    const direct = `update bank_statement_lines set posting_id = null, matched_at = null where id = '${items[0].id}'`
    await expect(app.asOwner(direct)).rejects.toThrow('reconciled through')
    await expect(app.asOwner(`update bank_statement_lines set amount = 5`)).rejects.toThrow('never edited')
  })

  test('of a master account counts its sub-accounts, whose exchanges stay apart', async () => {
    const master = await post('/exchange-accounts', {
      ...{ kind: 'master', bank_name: 'First Harbor Bank', title: 'Peak 1031, Inc., exchange funds' },
      ...{ account_number: '1234567890', opened_on: earlier(40) },
    })
    const both = [await funded('1000.00'), await funded('1000.00')]
    const total: Row[] = []
    for (const { id } of both) {
      const { body } = await post('/exchange-accounts', {
        ...{ kind: 'sub_account', exchange_id: id, master_id: master.body.id, opened_on: earlier(40) },
        ...{ bank_name: 'First Harbor Bank', title: `Sub of ${id.slice(-6)}`, account_number: '123456' },
      })
      await receive({ id, account_id: body.id, client_id: '', relinquished_id: '' }, '50.00', earlier(9))
      total.push([earlier(9), '50.00', 'DEPOSIT', total.length ? '100.00' : '50.00'])
      const own = await get(`/exchange-accounts/${body.id}/reconciliation?day=${earlier(9)}`)
      expect(own.detail).toContain('master account')
    }
    await upload(master.body.id, csv(total))
    expect(await reconciliation(master.body.id, earlier(9))).toMatchObject({
      ...{ bank: '100.00', control: '100.00', sub_ledgers: '100.00', unexplained: '0.00' },
    })
    expect((await get(`/exchange-accounts/${master.body.id}`)).balance).toBe('100.00')
  })
})

test('statements are seen by those who see the account, and imported by those who reconcile', async () => {
  const { account_id } = await funded()
  const text = csv([[earlier(21), '1000.00', 'WIRE IN', '1000.00']])
  expect((await upload(account_id, text, stranger)).status).toBe(404)
  for (const person of [team.coordinator, team.approver, team.viewer])
    expect((await upload(account_id, text, person)).status).toBe(403)
  await upload(account_id, text)
  const path = `/exchange-accounts/${account_id}`
  for (const list of ['statements', 'statement-lines', `reconciliation?day=${earlier(1)}`])
    expect((await app.send(stranger, 'GET', `${path}/${list}`)).status).toBe(404)
  expect((await post(`${path}/match`, {}, stranger)).status).toBe(404)
  expect((await post(`${path}/lock`, { through: monthEnd }, stranger)).status).toBe(404)
  expect((await app.send(team.viewer, 'GET', `${path}/statements`)).status).toBe(403)
  expect((await app.send(team.coordinator, 'GET', `${path}/statements`)).status).toBe(200)
})

test('a line and an entry are certain only where neither can be anything else', () => {
  const can = (line_id: string, posting_id: string, same_reference = false) => ({
    ...{ line_id, posting_id, same_reference },
  })
  expect(certainPairs([can('a', '1'), can('b', '2'), can('b', '3')])).toEqual([
    { line_id: 'a', posting_id: '1' },
  ])
  expect(certainPairs([can('a', '1', true), can('a', '2'), can('b', '1'), can('b', '2')])).toEqual([
    { line_id: 'a', posting_id: '1' },
    { line_id: 'b', posting_id: '2' },
  ])
  expect(certainPairs([can('a', '1', true), can('b', '1', true)])).toEqual([])
})
