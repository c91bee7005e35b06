import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import {
  daysAgo,
  type FundedExchange,
  type MoneyTeam,
  newFundedExchange,
  newTeam,
} from '#testing/exchange-money.ts'
import { textOfPdf } from '#testing/pdf-text.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
let team: MoneyTeam
let stranger: TestPerson
let open: FundedExchange
let over: FundedExchange

beforeAll(async () => {
  team = await newTeam(app)
  stranger = await app.newPerson('owner')
  open = await newFundedExchange(app, team, { days: 20, proceeds: '1000.00' })
  over = await newFundedExchange(app, team, { days: 190, proceeds: '250.25' })
})

const get = async (path: string, person = team.accountant) => (await app.send(person, 'GET', path)).body

describe('the balances of all exchanges', () => {
  test('add to the trial balance, on any day', async () => {
    const { items } = await get('/exchange-funds')
    expect(items).toMatchObject([
      { id: open.id, cash: '1000.00', exchange_funds: '1000.00', interest: '0.00' },
      { id: over.id, cash: '250.25', last_entry_on: daysAgo(190) },
    ])
    expect(await get('/exchange-funds/trial-balance')).toEqual({
      ...{
        exchanges: 2,
        cash: '1250.25',
        exchange_funds: '1250.25',
        interest: '0.00',
        out_of_balance: '0.00',
      },
    })
    const then = await get(`/exchange-funds/trial-balance?as_of=${daysAgo(30)}`)
    expect(then).toMatchObject({ exchanges: 1, cash: '250.25' })
  })

  test('show what nobody claimed after the exchange period', async () => {
    const { items } = await get('/exchange-funds?unclaimed=true')
    expect(items).toMatchObject([{ id: over.id, cash: '250.25' }])
  })

  test('are those of one’s own organization, for those who see funds', async () => {
    expect((await get('/exchange-funds', stranger)).items).toEqual([])
    expect(await get('/exchange-funds/trial-balance', stranger)).toMatchObject({ exchanges: 0 })
    for (const path of ['', '/trial-balance', '/interest-income'])
      expect((await app.send(team.viewer, 'GET', `/exchange-funds${path}`)).status).toBe(403)
  })
})

test('interest is listed by taxpayer and year, less what was reversed', async () => {
  const post = (path: string, body: object) => app.send(team.accountant, 'POST', path, body)
  const credit = async (of: FundedExchange, through: string, amount: string) =>
    (await post(`/exchanges/${of.id}/interest`, { exchange_account_id: of.account_id, through, amount })).body
  const day = daysAgo(0)
  const kept = await credit(open, day, '12.34')
  const wrong = await credit(over, day, '99.00')
  await post(`/exchanges/${over.id}/ledger/${wrong.id}/reverse`, { reason: 'Of another account.' })
  const path = `/exchange-funds/interest-income?year=${day.slice(0, 4)}`
  expect(kept.interest_balance).toBe('12.34')
  expect((await get(path)).items).toMatchObject([{ id: open.client_id, interest: '12.34', exchanges: 1 }])
  expect((await get(path, stranger)).items).toEqual([])
  expect((await get('/exchange-funds/interest-income?year=2001')).items).toEqual([])
})

describe('the statement for the taxpayer', () => {
  test('is a PDF with every entry of the period and the balances around it', async () => {
    const own = await newFundedExchange(app, team, { days: 20, proceeds: '742310.55' })
    const path = `/exchanges/${own.id}/statement?from=${daysAgo(25)}&to=${daysAgo(0)}`
    const { status, raw, headers } = await app.send(team.coordinator, 'GET', path)
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf'])
    const text = await textOfPdf(raw)
    for (const part of ['Exchange account statement', 'Sale proceeds received', '$742,310.55', 'ending in'])
      expect(text).toContain(part)
  })

  test('is for those who see funds and the exchange, of days in their order', async () => {
    const path = (from: string, to: string) => `/exchanges/${open.id}/statement?from=${from}&to=${to}`
    const [first, last] = [daysAgo(25), daysAgo(0)]
    expect((await app.send(stranger, 'GET', path(first, last))).status).toBe(404)
    expect((await app.send(team.viewer, 'GET', path(first, last))).status).toBe(403)
    expect((await app.send(team.coordinator, 'GET', path(last, first))).status).toBe(400)
  })
})
