import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let deal: string

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('assistant', agent)
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

beforeEach(async () => {
  const property = {
    address_line1: '742 Evergreen Terrace',
    city: 'Portland',
    state: 'OR',
    zip_code: '97201',
  }
  const given = { transaction_type: 'purchase', side: 'selling', property, closing_date: '2026-04-30' }
  const { status, body } = await app.send(agent, 'POST', '/transactions', given)
  expect(status, JSON.stringify(body)).toBe(201)
  deal = body.id
})

type Value = {
  extraction_id: string
  field: string
  value: string
  current: string | null
  document_id: string
}

const CONTRACT = {
  ...{ type: 'contract', price: '$485,000.00', closing: 'April 17, 2026', dated: 'March 3, 2026' },
  seller: 'Thomas Whitfield',
  accepted: '',
}
/** A document of the deal whose values a person has accepted. */
const attach = async (of: Partial<typeof CONTRACT> = {}, visibility = 'agency', person = agent) => {
  const { type, price, closing, dated, seller, accepted } = { ...CONTRACT, ...of }
  const heads: Record<string, string> = {
    contract: 'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
    amendment: 'AMENDMENT TO PURCHASE AGREEMENT',
  }
  const text = [
    heads[type],
    type === 'contract' ? `Date Prepared: ${dated}` : `Effective Date: ${dated}`,
    'The real property to be acquired is 742 Evergreen Terrace, Portland, OR 97201.',
    `The purchase price is ${price}.`,
    `Close of escrow shall occur on ${closing}.`,
    `Seller: ${seller}`,
    ...(accepted ? ['', `Acceptance Date: ${accepted}`] : []),
  ].join('\n')
  const { payload, headers } = form(Buffer.from(text), `${type}.txt`, { visibility, allow_duplicate: 'true' })
  const { body } = await app.send(person, 'POST', '/documents', payload, headers)
  await app.runJobs()
  const { body: read } = await app.send(person, 'GET', `/documents/${body.id}`)
  const typed = { document_type: type }
  await app.send(person, 'PATCH', `/documents/${body.id}`, typed, { 'if-match': `"${read.version}"` })
  await accept(body.id, person)
  const { status } = await app.send(person, 'POST', `/transactions/${deal}/documents`, {
    document_id: body.id,
  })
  expect(status).toBe(201)
  return body.id as string
}
const accept = async (id: string, person = agent) => {
  const { body } = await app.send(person, 'GET', `/documents/${id}/extractions`)
  for (const one of body.items)
    await app.send(person, 'PATCH', `/documents/${id}/extractions/${one.id}`, { state: 'accepted' })
}
const proposed = async (person = agent) => {
  const { status, body } = await app.send(person, 'GET', `/transactions/${deal}/proposals`)
  expect(status, JSON.stringify(body)).toBe(200)
  return { version: body.version as number, items: body.items as Value[] }
}
const said = (items: Value[]) =>
  items.map(({ field, current, value }) => `${field}: ${current} > ${value}`).toSorted()
const apply = (version: number, values: { extraction_id: string }[], query = '', person = agent) =>
  app.send(
    person,
    'PATCH',
    `/transactions/${deal}/proposals${query}`,
    { values },
    { 'if-match': `"${version}"` },
  )
const ids = (items: Value[], ...fields: string[]) =>
  items
    .filter(({ field }) => fields.length === 0 || fields.includes(field))
    .map(({ extraction_id }) => ({ extraction_id }))
const one = async (person = agent) => (await app.send(person, 'GET', `/transactions/${deal}`)).body
const listed = async (flag: boolean, person = agent) =>
  (await app.send(person, 'GET', `/transactions?discrepancies=${flag}`)).body.items.some(
    ({ id }: { id: string }) => id === deal,
  )
/** The fields that disagree; the list of deals is narrowed by the same rule. */
const disagree = async (person = agent) => {
  const { body } = await app.send(person, 'GET', `/transactions/${deal}/discrepancies`)
  const fields = body.items.map(({ field }: { field: string }) => field)
  expect([await listed(true, person), await listed(false, person)]).toEqual([
    fields.length > 0,
    fields.length === 0,
  ])
  return fields
}
const settle = (body: object, person = agent) =>
  app.send(person, 'POST', `/transactions/${deal}/discrepancies/settle`, body)

describe('the values of a document', () => {
  test('takes the day of acceptance as the day of the contract, and not the day on which it was prepared', async () => {
    await attach({ accepted: 'March 6, 2026' })
    const dates = (await proposed()).items.filter(({ field }: Value) => field === 'contract_date')
    expect(dates).toMatchObject([{ value: '2026-03-06' }])
    const { body } = await app.send(agent, 'GET', `/transaction-drafts/${dates[0]?.document_id}`)
    expect(body.contract_date).toBe('2026-03-06')
  })

  test('are proposed where the deal differs, and applied together with the facts that name the document', async () => {
    const document = await attach()
    const { version, items } = await proposed()
    expect(said(items)).toEqual([
      'closing_date: 2026-04-30 > 2026-04-17',
      'contract_date: null > 2026-03-03',
      'sale_price: null > 485000.00',
      'seller: null > Thomas Whitfield',
    ])
    expect(items.every(({ document_id }) => document_id === document)).toBe(true)
    const preview = await apply(version, ids(items), '?preview=true')
    expect(preview.body.moved).toHaveLength(2)
    expect((await one()).closing_date).toBe('2026-04-30')
    const applied = await apply(version, ids(items))
    expect(applied.status, JSON.stringify(applied.body)).toBe(200)
    expect(applied.body.moved).toEqual(preview.body.moved)
    expect(await one()).toMatchObject({
      ...{ sale_price: '485000.00', closing_date: '2026-04-17', contract_date: '2026-03-03' },
      client_names: ['Thomas Whitfield'],
    })
    expect((await proposed()).items).toEqual([])
    const [fact] = await app.query(
      `select payload from events where subject_id = '${deal}' and name = 'transactions.values_applied'`,
    )
    expect(JSON.stringify(fact)).toContain(document)
    expect(await disagree()).toEqual([])
  })

  test('are applied by one of two people, only from what was seen, and not by strangers', async () => {
    await attach()
    const { version, items } = await proposed()
    expect((await apply(version, ids(items), '', viewer)).status).toBe(403)
    expect((await apply(version, ids(items), '', stranger)).status).toBe(404)
    const answers = await Promise.all([apply(version, ids(items)), apply(version, ids(items), '', colleague)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    for (const verb of ['reject', 'restore'])
      expect(
        (await app.send(stranger, 'POST', `/transactions/${deal}/proposals/${verb}`, ids(items)[0])).status,
      ).toBe(404)
    expect((await app.send(stranger, 'GET', `/transactions/${deal}/proposals`)).status).toBe(404)
  })

  test('of a document that one doesn’t see, that was detached, or is in the trash, are not proposed', async () => {
    const secret = await attach({}, 'private')
    expect((await proposed()).items).not.toEqual([])
    const { version, items } = await proposed(colleague)
    expect(items).toEqual([])
    const seen = (await proposed()).items
    expect((await apply(version, ids(seen), '', colleague)).status).toBe(409)
    await app.send(agent, 'DELETE', `/documents/${secret}`)
    expect((await proposed()).items).toEqual([])
    expect((await apply(version, ids(seen))).status).toBe(409)
    await app.send(agent, 'POST', `/documents/${secret}/restore`)
    expect((await proposed()).items).toHaveLength(4)
    await app.send(agent, 'DELETE', `/transactions/${deal}/documents/${secret}`)
    expect((await proposed()).items).toEqual([])
  })

  test('that a person rejected are not proposed again until they say so', async () => {
    await attach()
    const { items } = await proposed()
    const [price] = ids(items, 'sale_price')
    const send = (verb: string) => app.send(agent, 'POST', `/transactions/${deal}/proposals/${verb}`, price)
    expect((await send('reject')).status).toBe(204)
    expect((await send('reject')).status).toBe(204)
    expect(said((await proposed()).items).join()).not.toContain('sale_price')
    await send('restore')
    expect(said((await proposed()).items).join()).toContain('sale_price')
  })

  test('name the contact of a person, also once it was merged into another', async () => {
    const add = async (name: string) =>
      (await app.send(agent, 'POST', '/contacts', { display_name: name })).body.id
    const [loser, winner] = [await add('Wendell Katz'), await add('Wendell B. Katz')]
    await attach({ seller: 'Wendell Katz' })
    const { version, items } = await proposed()
    await app.send(agent, 'POST', `/contacts/${loser}/merge`, { into_contact_id: winner })
    const [person] = ids(items, 'seller')
    expect((await apply(version, [{ ...person, contact_id: loser } as never])).status).toBe(200)
    const { body } = await app.send(agent, 'GET', `/transactions/${deal}/parties`)
    expect(body.items).toMatchObject([{ contact_id: winner, role: 'seller' }])
  })
})

describe('documents that disagree', () => {
  test('are a discrepancy; the amendment is proposed, and applying it closes the question until a new value comes', async () => {
    await attach()
    const { version, items } = await proposed()
    await apply(version, ids(items))
    await attach({ type: 'amendment', closing: 'May 4, 2026', dated: 'March 20, 2026' })
    expect(await disagree()).toEqual(['closing_date'])
    const next = await proposed()
    expect(said(next.items)).toContain('closing_date: 2026-04-17 > 2026-05-04')
    await apply(next.version, ids(next.items))
    expect(await disagree()).toEqual([])
    await attach({ type: 'amendment', closing: 'May 11, 2026', dated: 'April 20, 2026' })
    expect(await disagree()).toEqual(['closing_date'])
  })

  test('are settled by a person with a reason, and the deal that is changed by hand opens it again', async () => {
    const contract = await attach()
    await attach({ type: 'amendment', price: '$470,000.00', dated: 'March 20, 2026' })
    expect(await disagree()).toEqual(['sale_price'])
    const right = { field: 'sale_price', document_id: contract, reason: 'The amendment was never signed.' }
    expect((await settle(right, viewer)).status).toBe(403)
    expect((await settle(right, stranger)).status).toBe(404)
    expect((await settle({ ...right, document_id: deal })).status).toBe(400)
    expect((await settle({ ...right, field: 'closing_date' })).status).toBe(422)
    expect((await settle(right)).status).toBe(204)
    expect(await disagree()).toEqual([])
    const { version, items } = await proposed()
    expect(said(items)).toContain('sale_price: null > 485000.00')
    await apply(version, ids(items))
    const now = await one()
    const change = { sale_price: '480000.00' }
    await app.send(agent, 'PATCH', `/transactions/${deal}`, change, { 'if-match': `"${now.version}"` })
    expect(await disagree()).toEqual(['sale_price'])
    expect((await settle({ ...right, document_id: null, reason: 'A credit after inspection.' })).status).toBe(
      204,
    )
    expect(await disagree()).toEqual([])
    expect((await proposed()).items).toEqual([])
    const { body } = await app.send(agent, 'GET', `/transactions/${deal}/timeline`)
    expect(JSON.stringify(body)).toContain('A credit after inspection.')
  })

  test('are no discrepancy for those who don’t see both', async () => {
    await attach()
    await attach({ type: 'amendment', closing: 'May 4, 2026', dated: 'March 20, 2026' }, 'private')
    expect(await disagree()).toEqual(['closing_date'])
    expect(await disagree(colleague)).toEqual([])
    expect((await app.send(stranger, 'GET', `/transactions/${deal}/discrepancies`)).status).toBe(404)
  })

  test('no longer count once they were read again and say something else', async () => {
    await attach()
    const amendment = await attach({ type: 'amendment', closing: 'May 4, 2026', dated: 'March 20, 2026' })
    expect(await disagree()).toEqual(['closing_date'])
    const again = 'AMENDMENT TO PURCHASE AGREEMENT\nClose of escrow shall occur on April 17, 2026.'
    const { payload, headers } = form(Buffer.from(again), 'amendment.txt')
    await app.send(agent, 'POST', `/documents/${amendment}/versions`, payload, headers)
    await app.runJobs()
    expect(await disagree()).toEqual([])
    await accept(amendment)
    expect(await disagree()).toEqual([])
  })
})
