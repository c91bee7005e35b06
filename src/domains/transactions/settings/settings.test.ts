import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let stranger: TestPerson
const YEAR = String(new Date().getUTCFullYear())

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  stranger = await app.newPerson('owner')
})

let lines = 0
const newNumber = async (more: object = {}, person = agent): Promise<string> => {
  const property = { address_line1: `${++lines} Number Street` }
  const body = { transaction_type: 'sale', side: 'listing', property, ...more }
  return (await app.send(person, 'POST', '/transactions', body)).body.transaction_number
}
const settings = (person = owner) => app.send(person, 'GET', '/transaction-settings')
async function set(number_pattern: string, person = owner) {
  const { body } = await settings()
  return app.send(
    person,
    'PATCH',
    '/transaction-settings',
    { number_pattern },
    { 'if-match': `"${body.version}"` },
  )
}

describe('deals are numbered', () => {
  test('by year and place where nothing else was chosen, and by the organization’s pattern from then on', async () => {
    expect((await settings(agent)).body).toEqual({ number_pattern: '{YYYY}-{####}', version: 0 })
    expect(await newNumber()).toBe(`${YEAR}-0001`)
    expect((await set('HR/{YY}/{##}')).status).toBe(200)
    expect(await newNumber()).toBe(`HR/${YEAR.slice(2)}/02`)
    expect((await set('Deal {#}')).status).toBe(200)
    expect(await newNumber()).toBe('Deal 1')
  })

  test('without a number twice when an earlier pattern returns, also beside a deal that nobody else sees', async () => {
    expect(await newNumber({ visibility: 'private' }, owner)).toBe('Deal 2')
    await app.asOwner(`update transaction_counters set last = 0 where year = 0`)
    expect(await newNumber()).toBe('Deal 3')
  })

  test('without gaps under a pattern of their own, however many are created at once', async () => {
    await set('A-{YYYY}{MM}-{###}')
    const numbers = await Promise.all(Array.from({ length: 20 }, () => newNumber()))
    const places = numbers.map((number) => Number(number.split('-')[2])).toSorted((a, b) => a - b)
    expect(places).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })
})

describe('the pattern', () => {
  test('is changed by those who manage the organization, one after the other, and it is recorded', async () => {
    expect((await set('X-{#}', agent)).status).toBe(403)
    const { body } = await settings()
    const change = (number_pattern: string) =>
      app.send(
        owner,
        'PATCH',
        '/transaction-settings',
        { number_pattern },
        { 'if-match': `"${body.version}"` },
      )
    const both = await Promise.all([change('One {#}'), change('Two {#}')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const { body: audit } = await app.send(owner, 'GET', '/audit?name=transactions.settings_changed')
    expect(audit.items.length).toBeGreaterThan(0)
  })

  test('that gives no number is refused in a sentence, and another organization’s stays as it was', async () => {
    for (const pattern of ['{YYYY}', '{MM}-{#}', '{YYYY}-{#}-{#}'])
      expect(await set(pattern), pattern).toMatchObject({
        status: 400,
        body: { issues: [{ field: 'number_pattern' }] },
      })
    expect((await settings(stranger)).body.version).toBe(0)
  })
})
