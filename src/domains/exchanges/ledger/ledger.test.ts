import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { testApp } from '#testing/app.ts'
import {
  daysAgo,
  type FundedExchange,
  type MoneyTeam,
  newContact,
  newEvidence,
  newFundedExchange,
  newTeam,
} from '#testing/exchange-money.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
let team: MoneyTeam
let stranger: TestPerson
let exchange: FundedExchange
let other: FundedExchange

beforeAll(async () => {
  team = await newTeam(app)
  stranger = await app.newPerson('owner')
  exchange = await newFundedExchange(app, team, { proceeds: '1000.00' })
  other = await newFundedExchange(app, team, { proceeds: '1000.00' })
})

const post = (path: string, body: object, person = team.accountant) => app.send(person, 'POST', path, body)
const get = async (path: string, person = team.accountant) => (await app.send(person, 'GET', path)).body
const receipt = (of: FundedExchange, amount: string, value_date = daysAgo(5), given: object = {}) =>
  post(`/exchanges/${of.id}/ledger`, {
    ...{ type: 'receipt_additional_taxpayer_funds', exchange_account_id: of.account_id },
    ...{ amount, value_date, ...given },
  })

type Side = { account?: string | null; of?: FundedExchange; ledger?: string; amount: string }

/** An entry with its postings as someone would write it who goes around the product. */
function entry(of: FundedExchange, sides: Side[], columns: Record<string, string> = {}): string {
  const id = newId()
  const given = { type: 'receipt_sale_proceeds', value_date: daysAgo(1), ...columns }
  const organization_id = team.coordinator.organization_id
  const quoted = (values: string[]) =>
    values.map((value) => (value === 'null' ? value : `'${value}'`)).join(', ')
  const lines = sides.map(({ account = null, of: whose = of, ledger = 'cash', amount }) =>
    quoted([organization_id, whose.id, id, ledger, account ?? 'null', amount]),
  )
  return `begin; insert into ledger_entries (organization_id, exchange_id, id, ${Object.keys(given).join(', ')})
      values (${quoted([organization_id, of.id, id, ...Object.values(given)])});
    insert into ledger_postings (organization_id, exchange_id, entry_id, ledger_account, exchange_account_id, amount)
      values ${lines.map((line) => `(${line})`).join(', ')}; commit`
}
const cash = (of: FundedExchange, amount: string): Side => ({ account: of.account_id, amount })
const owed = (amount: string): Side => ({ ledger: 'exchange_funds', amount })

describe('the ledger of an exchange', () => {
  test('shows the balance after each entry, on any day, and what is still expected', async () => {
    const own = await newFundedExchange(app, team, { proceeds: '750000.00', days: 20 })
    const from = await newContact(app, team, 'Harbor Title')
    const document_id = await newEvidence(app, team.accountant)
    const added = await receipt(own, '250.50', daysAgo(10), { counterparty_id: from, document_id })
    expect(added).toMatchObject({ status: 201, body: { amount: '250.50', funds_balance: '750250.50' } })
    expect(added.body.document_hash).toMatch(/^[0-9a-f]{64}$/)
    await receipt(own, '49.50', daysAgo(15))
    const { items } = await get(`/exchanges/${own.id}/ledger`)
    expect(items.map((one: { funds_balance: string }) => one.funds_balance)).toEqual([
      ...['750300.00', '750049.50', '750000.00'],
    ])
    const pages = await get(`/exchanges/${own.id}/ledger?limit=2`)
    const rest = await get(`/exchanges/${own.id}/ledger?limit=2&cursor=${pages.next_cursor}`)
    expect([...pages.items, ...rest.items]).toEqual(items)
    expect((await get(`/exchanges/${own.id}/funds?as_of=${daysAgo(12)}`)).exchange_funds).toBe('750049.50')
    expect((await get(`/exchanges/${own.id}/funds`)).expected).toMatchObject([
      { exchange_property_id: own.relinquished_id, price: '750000.00', received: '750000.00' },
    ])
  })

  test('is corrected only by a reversal with its reason, once', async () => {
    const own = await newFundedExchange(app, team)
    const { body } = await receipt(own, '40.00')
    const path = `/exchanges/${own.id}/ledger/${body.id}/reverse`
    const reverse = () => post(path, { reason: 'Meant for another exchange.' })
    const both = await Promise.all([reverse(), reverse()])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const [reversal] = (await get(`/exchanges/${own.id}/ledger`)).items
    expect(reversal).toMatchObject({ type: 'reversal', amount: '-40.00', reverses_id: body.id })
    expect((await post(`/exchanges/${own.id}/ledger/${reversal.id}/reverse`, { reason: 'x' })).status).toBe(
      422,
    )
    expect((await get(`/exchanges/${own.id}/funds`)).cash).toBe('500000.00')
  })

  test('takes nothing from the future, into another exchange’s account, or without an amount', async () => {
    expect((await receipt(exchange, '1.00', daysAgo(-1))).status).toBe(400)
    expect((await receipt({ ...exchange, account_id: other.account_id }, '1.00')).status).toBe(404)
    for (const amount of ['0', '0.00', '-1', '1.005', '99999999999.00', 'ten'])
      expect((await receipt(exchange, amount)).status, amount).toBe(400)
    expect((await receipt(exchange, '1.00', daysAgo(300))).body.detail).toContain('wasn’t open')
  })

  test('is read by those who see funds and the exchange, and posted to by those who post', async () => {
    const path = `/exchanges/${exchange.id}/ledger`
    for (const person of [team.viewer, team.agent])
      expect((await app.send(person, 'GET', path)).status).toBe(403)
    expect((await app.send(stranger, 'GET', path)).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/exchanges/${exchange.id}/funds`)).status).toBe(404)
    const body = {
      ...{ type: 'receipt_sale_proceeds', exchange_account_id: exchange.account_id },
      ...{ amount: '1.00', value_date: daysAgo(1) },
    }
    for (const person of [team.coordinator, team.approver, team.viewer])
      expect((await post(path, body, person)).status).toBe(403)
    expect((await post(path, body, stranger)).status).toBe(404)
  })
})

describe('the database', () => {
  test('never lets an entry, a posting or a verification be edited or deleted, not even by its owner', async () => {
    for (const table of ['ledger_entries', 'ledger_postings', 'payee_verifications'])
      for (const statement of [
        `update ${table} set id = uuidv7()`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ])
        if (table !== 'payee_verifications' || statement.startsWith('truncate'))
          await expect(app.asOwner(statement), statement).rejects.toThrow('never edited or deleted')
    const rights =
      await app.query(`select table_name, privilege_type from information_schema.role_table_grants
      where table_name in ('ledger_entries', 'ledger_postings') and grantee in ('deedline_app', 'deedline_worker')
        and privilege_type not in ('SELECT', 'INSERT')`)
    expect(rights).toEqual([])
  })

  test('takes an entry only with two postings or more that add to zero', async () => {
    await app.asOwner(entry(exchange, [cash(exchange, '5.00'), owed('-5.00')]))
    const wrong = [
      [cash(exchange, '5.00'), owed('-4.99')],
      [cash(exchange, '5.00')],
      [owed('-5.00'), { ledger: 'interest', amount: '4.00' }],
    ]
    for (const sides of wrong)
      await expect(app.asOwner(entry(exchange, sides))).rejects.toThrow('add to zero')
    await expect(app.asOwner(entry(exchange, [cash(exchange, '5.00'), owed('0.00')]))).rejects.toThrow()
  })

  test('adds nothing to an entry later', async () => {
    const [{ id, organization_id } = {}] = await app.query(
      `select id, organization_id from ledger_entries where exchange_id = '${exchange.id}' limit 1`,
    )
    const more = `insert into ledger_postings (organization_id, exchange_id, entry_id, ledger_account, amount) values
      ('${organization_id}', '${exchange.id}', '${id}', 'interest', 1), ('${organization_id}', '${exchange.id}', '${id}', 'interest', -1)`
    await expect(app.asOwner(more)).rejects.toThrow('later')
  })

  test('lets nothing cross from one exchange to another', async () => {
    const crossing = [
      [cash(other, '5.00'), owed('-5.00')],
      [cash(exchange, '5.00'), { ...owed('-5.00'), of: other }],
    ]
    for (const sides of crossing)
      await expect(app.asOwner(entry(exchange, sides))).rejects.toThrow('foreign key')
  })

  test('lets no money out without a released payment, by whatever type of entry', async () => {
    const out = [cash(exchange, '-5.00'), owed('5.00')]
    await expect(app.asOwner(entry(exchange, out))).rejects.toThrow('only by a disbursement')
    await expect(app.asOwner(entry(exchange, out, { type: 'release_boot' }))).rejects.toThrow(
      'check constraint',
    )
    const [{ id } = {}] = await app.query(
      `select id from ledger_entries where exchange_id = '${exchange.id}' order by id limit 1`,
    )
    const reversal = { type: 'reversal', memo: 'x', reverses_id: String(id) }
    await expect(app.asOwner(entry(exchange, out, reversal))).rejects.toThrow('mirrors')
  })

  test('counts what another transaction posts at the same time, so that a balance isn’t spent twice', async () => {
    const own = await newFundedExchange(app, team)
    await app.asOwner(entry(own, [cash(own, '10.00'), { ledger: 'interest', amount: '-10.00' }]))
    const spend = () => {
      const text = entry(own, [{ ledger: 'interest', amount: '10.00' }, owed('-10.00')])
      return app.asOwner(text.replace('; commit', '; select pg_sleep(0.2); commit'))
    }
    const both = await Promise.allSettled([spend(), spend()])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await get(`/exchanges/${own.id}/funds`)).toMatchObject({ interest: '0.00' })
  })

  test('posts nothing on or before the day through which an account is reconciled', async () => {
    const own = await newFundedExchange(app, team)
    await app.asOwner(
      `update exchange_accounts set locked_through = '${daysAgo(3)}' where id = '${own.account_id}'`,
    )
    expect((await receipt(own, '5.00', daysAgo(3))).body.detail).toContain('reconciled through')
    const sides = [cash(own, '5.00'), owed('-5.00')]
    await expect(app.asOwner(entry(own, sides, { value_date: daysAgo(3) }))).rejects.toThrow('takes no entry')
    expect((await receipt(own, '5.00', daysAgo(2))).status).toBe(201)
  })

  test('ends no exchange that still holds money', async () => {
    for (const status of ['completed', 'failed']) {
      const end = `update exchanges set status = '${status}' where id = '${exchange.id}'`
      await expect(app.asOwner(end)).rejects.toThrow('still holds money')
    }
  })
})
