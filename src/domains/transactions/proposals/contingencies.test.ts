import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let stranger: TestPerson
let deal: string

beforeAll(async () => {
  agent = await app.newPerson('agent')
  stranger = await app.newPerson('owner')
})
beforeEach(async () => {
  deal = await newDeal()
})

const newDeal = async (more: object = {}) => {
  const property = {
    address_line1: '742 Evergreen Terrace',
    city: 'Portland',
    state: 'OR',
    zip_code: '97201',
  }
  const body = { transaction_type: 'purchase', side: 'selling', property, ...more }
  return (await app.send(agent, 'POST', '/transactions', body)).body.id as string
}
const HEADS = {
  contract: 'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
  counteroffer: 'SELLER COUNTER OFFER NO. 1',
  offer: 'OFFER TO PURCHASE REAL ESTATE',
  amendment: 'AMENDMENT TO PURCHASE AGREEMENT',
}
/** A document of the deal; what it says is accepted unless `accepted` is false. */
const attach = async (type: keyof typeof HEADS, lines: string[], accepted = true) => {
  const text = [
    HEADS[type],
    'The real property is 742 Evergreen Terrace, Portland, OR 97201.',
    '',
    ...lines,
  ].join('\n')
  const { payload, headers } = form(Buffer.from(text), `${type}.txt`, {
    visibility: 'agency',
    allow_duplicate: 'true',
  })
  const { body } = await app.send(agent, 'POST', '/documents', payload, headers)
  await app.runJobs()
  const { body: read } = await app.send(agent, 'GET', `/documents/${body.id}`)
  const ifMatch = { 'if-match': `"${read.version}"` }
  await app.send(agent, 'PATCH', `/documents/${body.id}`, { document_type: type }, ifMatch)
  for (const { id } of accepted ? await readIn(body.id) : [])
    await app.send(agent, 'PATCH', `/documents/${body.id}/extractions/${id}`, { state: 'accepted' })
  await app.send(agent, 'POST', `/transactions/${deal}/documents`, { document_id: body.id })
  return body.id as string
}
type Extraction = { id: string; field: string; value: string; normalized: string; state: string }
const readIn = async (document: string): Promise<Extraction[]> =>
  (await app.send(agent, 'GET', `/documents/${document}/extractions`)).body.items
type Value = { extraction_id: string; field: string; value: string } & Record<string, unknown>
const proposed = async () => {
  const { status, body } = await app.send(agent, 'GET', `/transactions/${deal}/proposals`)
  expect(status, JSON.stringify(body)).toBe(200)
  const items = (body.items as Value[]).filter(({ field }) => /contingency|period|review/.test(field))
  return {
    version: body.version as number,
    items,
    unclear: body.unclear as Value[],
    all: body.items as Value[],
  }
}
const apply = (version: number, values: object[], query = '', person = agent) =>
  app.send(
    person,
    'PATCH',
    `/transactions/${deal}/proposals${query}`,
    { values },
    { 'if-match': `"${version}"` },
  )
const idOf = (items: Value[], field: string) => ({
  extraction_id: items.find((one) => one.field === field)?.extraction_id,
})
const dates = async () => (await app.send(agent, 'GET', `/transactions/${deal}/dates`)).body
const said = (items: Value[]) => items.map(({ field, value }) => `${field}: ${value}`).toSorted()
const disagree = async () =>
  (await app.send(agent, 'GET', `/transactions/${deal}/discrepancies`)).body.items.map(
    ({ field }: Value) => field,
  )
const listed = async () =>
  (await app.send(agent, 'GET', '/transactions?discrepancies=true')).body.items.some(
    ({ id }: { id: string }) => id === deal,
  )

const underContract = async (contract_date: string) => {
  const step = { from: 'offer', to: 'under_contract', contract_date }
  expect((await app.send(agent, 'POST', `/transactions/${deal}/stage`, step)).status).toBe(200)
}

const ACCEPTED = 'Acceptance Date: March 3, 2026'
const INSPECTION = 'The inspection contingency ends 17 days after acceptance.'

describe('the contingencies of a contract', () => {
  test('are proposed with their place and their day, and become rules of the deal that move with its dates', async () => {
    await attach('contract', [
      ACCEPTED,
      '',
      INSPECTION,
      'Loan contingency to be removed by April 1, 2026.',
      'Close of escrow shall occur forty-five (45) days after acceptance.',
    ])
    const { version, items, all } = await proposed()
    expect(items).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ field: 'inspection_contingency', page_number: 1, ends_on: '2026-03-20' }),
      ]),
    )
    const chosen = all.map(({ extraction_id }) => ({ extraction_id }))
    const preview = await apply(version, chosen, '?preview=true')
    expect(preview.body.moved).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'contract_date', to: '2026-03-03' }),
        expect.objectContaining({ id: 'closing_date', to: '2026-04-17' }),
        expect.objectContaining({ name: 'Inspection contingency', from: null, to: '2026-03-20' }),
        expect.objectContaining({ name: 'Loan contingency', to: '2026-04-01' }),
      ]),
    )
    expect((await dates()).dates).toEqual([])
    expect((await apply(version, chosen, '', stranger)).status).toBe(404)
    expect((await apply(version, chosen)).status).toBe(200)
    const after = await dates()
    expect(after.closing_date).toBe('2026-04-17')
    expect(after.dates).toMatchObject([
      { name: 'Inspection contingency', counted_from: 'contract_date', days: 17, fixed: null },
      { name: 'Loan contingency', fixed: '2026-04-01' },
    ])
    expect((await proposed()).items).toEqual([])
    const moved = { contract_date: '2026-03-10' }
    await app.send(agent, 'PATCH', `/transactions/${deal}/dates`, moved, { 'if-match': `"${after.version}"` })
    expect((await dates()).dates[0].date).toBe('2026-03-27')
    expect((await proposed()).items).toEqual([])
  })

  test('take the place of the date that a person entered under their name, and keep its name', async () => {
    const { version } = await dates()
    const own = {
      id: '0198f0a0-0000-7000-8000-00000000aa01',
      ...{ name: 'Inspection period', counted_from: 'contract_date', days: 10 },
    }
    const entered = { contract_date: '2026-03-03', dates: [own] }
    await app.send(agent, 'PATCH', `/transactions/${deal}/dates`, entered, { 'if-match': `"${version}"` })
    await attach('contract', [ACCEPTED, '', INSPECTION])
    const { items, version: now } = await proposed()
    expect(items).toMatchObject([
      { current: '10 days after acceptance', value: '17 days after acceptance', ends_on: '2026-03-20' },
    ])
    await apply(now, [idOf(items, 'inspection_contingency')])
    expect((await dates()).dates).toMatchObject([{ id: own.id, name: 'Inspection period', days: 17 }])
    expect(await disagree()).toEqual([])
  })

  test('that are counted in business days before the closing end on a business day before it', async () => {
    deal = await newDeal({ closing_date: '2026-05-26' })
    await attach('contract', [
      ACCEPTED,
      '',
      'Buyer shall remove the loan contingency at least 5 business days before close of escrow.',
    ])
    const { items } = await proposed()
    // Memorial Day is May 25.
    expect(items).toMatchObject([{ value: '5 business days before closing', ends_on: '2026-05-18' }])
  })

  test('that are counted from a delivery wait for its day, which becomes a date of its own', async () => {
    await attach('contract', [
      ACCEPTED,
      '',
      'Title review. Buyer may object within 5 days after receipt of the title report.',
    ])
    const { version, items } = await proposed()
    expect(items).toMatchObject([
      { field: 'title_contingency', value: '5 days after delivery', ends_on: null },
    ])
    const title = idOf(items, 'title_contingency')
    expect(await apply(version, [title], '?preview=true')).toMatchObject({
      status: 400,
      body: { issues: [{ field: 'delivered_on' }] },
    })
    await apply(version, [{ ...title, delivered_on: '2026-03-09' }])
    expect((await dates()).dates).toMatchObject([
      { name: 'Title review', days: 5, date: '2026-03-16' },
      { name: 'Title report delivered', fixed: '2026-03-09' },
    ])
    expect((await proposed()).items).toEqual([])
  })
})

describe('a closing that is counted', () => {
  test('needs the day from which it is counted, and is not proposed again once it was applied', async () => {
    await attach('contract', [ACCEPTED, '', 'Close of escrow shall occur 30 days after acceptance.'])
    const { version, items, all } = await proposed()
    const closing = idOf(items, 'closing_period')
    expect((await apply(version, [closing])).status).toBe(400)
    const both = [closing, idOf(all, 'contract_date')]
    const done = await apply(version, both)
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    const after = await dates()
    expect(after.closing_date).toBe('2026-04-02')
    await app.send(
      agent,
      'PATCH',
      `/transactions/${deal}/dates`,
      { closing_date: '2026-04-10' },
      { 'if-match': `"${after.version}"` },
    )
    expect((await proposed()).items).toEqual([])
  })
})

describe('nothing is proposed', () => {
  test('from an offer, and from a contract that no one accepted', async () => {
    await attach('offer', [ACCEPTED, '', INSPECTION])
    await attach('contract', ['Date Prepared: March 3, 2026', '', INSPECTION])
    expect((await proposed()).items).toEqual([])
    expect(await disagree()).not.toContain('inspection_contingency')
    await underContract('2026-03-03')
    expect(said((await proposed()).items)).toEqual(['inspection_contingency: 17 days after acceptance'])
  })

  test('from words and figures that disagree: they are shown as unclear until a person enters the one that counts', async () => {
    const document = await attach('contract', [
      ACCEPTED,
      '',
      'Inspection period: ten (15) days after acceptance.',
    ])
    const before = await proposed()
    expect(before.items).toEqual([])
    expect(before.unclear).toMatchObject([
      { field: 'inspection_contingency', value: 'ten (15) days after acceptance', page_number: 1 },
    ])
    const one = (await readIn(document)).find(({ field }) => field === 'inspection_contingency')
    const path = `/documents/${document}/extractions/${one?.id}`
    expect(await app.send(agent, 'PATCH', path, { state: 'accepted' })).toMatchObject({
      ...{ status: 400, body: { issues: [{ field: 'value' }] } },
    })
    expect((await app.send(agent, 'PATCH', path, { state: 'accepted', value: 'next week' })).status).toBe(400)
    const right = { state: 'accepted', value: 'Ten (10) business days after Acceptance' }
    expect((await app.send(agent, 'PATCH', path, right)).body).toMatchObject({
      normalized: '10 business days after acceptance',
    })
    const after = await proposed()
    expect(after.unclear).toEqual([])
    expect(said(after.items)).toEqual(['inspection_contingency: 10 business days after acceptance'])
  })
})

describe('a counteroffer', () => {
  test('that was accepted wins over the contract, and both are shown until one is applied', async () => {
    await attach('contract', ['Acceptance Date: March 1, 2026', '', INSPECTION])
    await attach('counteroffer', [ACCEPTED, '', 'Investigation contingency to be 7 days after acceptance.'])
    const { version, items } = await proposed()
    expect(said(items)).toEqual(['inspection_contingency: 7 days after acceptance'])
    expect(await disagree()).toContain('inspection_contingency')
    expect(await listed()).toBe(true)
    await apply(version, [idOf(items, 'inspection_contingency')])
    expect(await disagree()).not.toContain('inspection_contingency')
    const rules = (await dates()).dates
    expect(rules).toMatchObject([
      { name: 'Inspection contingency', days: 7, contingency: 'inspection_contingency' },
    ])
    // Changed by hand, the deal and its documents disagree: in the list of deals by the same rule.
    const changed = { dates: [{ ...rules[0], days: 9, date: undefined, done_at: undefined }] }
    await app.send(agent, 'PATCH', `/transactions/${deal}/dates`, changed, {
      'if-match': `"${(await dates()).version}"`,
    })
    expect(await disagree()).toContain('inspection_contingency')
    expect(await listed()).toBe(true)
  })

  test('that is dated after the contract and not accepted is an offer', async () => {
    await underContract('2026-03-03')
    await attach('contract', [INSPECTION])
    await attach('counteroffer', [
      'Date prepared: March 20, 2026',
      '',
      'Inspection contingency to be 3 days after acceptance.',
    ])
    expect(said((await proposed()).items)).toEqual(['inspection_contingency: 17 days after acceptance'])
    expect(await disagree()).not.toContain('inspection_contingency')
  })
})
