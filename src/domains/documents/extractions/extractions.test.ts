import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, openOffice, uploadsTo } from '#testing/uploads.ts'
import type { Extraction } from './schema.ts'

const app = testApp()
const { upload, uploaded } = uploadsTo(app)
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, stranger } = await openOffice(app))
})

const termsOf = async (id: string): Promise<Extraction[]> =>
  (await app.send(agent, 'GET', `/documents/${id}/extractions?limit=200`)).body.items
const decide = (id: string, term: Pick<Extraction, 'id'>, decision: object, person = agent) =>
  app.send(person, 'PATCH', `/documents/${id}/extractions/${term.id}`, decision)
const priceOf = async (id: string, value = '485000') =>
  (await termsOf(id)).find(
    ({ field, normalized }) => field === 'purchase_price' && normalized?.startsWith(value),
  )

async function addVersion(id: string, file: Buffer): Promise<void> {
  const { payload, headers } = form(file, 'next.pdf')
  expect((await app.send(agent, 'POST', `/documents/${id}/versions`, payload, headers)).status).toBe(201)
  await app.runJobs()
}

describe('a key term that was accepted', () => {
  test('needs a new decision for a new version that does not have it, and points at none of its pages', async () => {
    const id = await uploaded(agent)
    const price = await priceOf(id)
    expect(price).toMatchObject({ page_number: 1, version_number: 1, from_earlier_version: false })
    expect((await decide(id, price as Extraction, { state: 'accepted' })).body).toMatchObject({
      state: 'accepted',
    })
    await addVersion(id, await makePdf(['This page says nothing of a price.', `${Math.random()}`]))

    const carried = await priceOf(id)
    expect(carried).toMatchObject({
      id: price?.id,
      state: 'proposed',
      version_number: 1,
      from_earlier_version: true,
      page_number: null,
      box: null,
      decided_by: null,
    })
    const again = await decide(id, carried as Extraction, { state: 'accepted' })
    expect(again).toMatchObject({
      status: 200,
      body: { state: 'accepted', from_earlier_version: true, page_number: null, decided_by: agent.user_id },
    })
    expect(await priceOf(id)).toMatchObject({ state: 'accepted' })

    expect((await decide(id, carried as Extraction, { state: 'proposed' })).body).toMatchObject({
      state: 'proposed',
    })
    expect((await decide(id, carried as Extraction, { state: 'rejected' })).body).toMatchObject({
      state: 'rejected',
    })
    await addVersion(id, await makePdf(['Nor does this one.', `${Math.random()}`]))
    expect(await priceOf(id)).toBeUndefined()
  })

  test('stays accepted, with its own position, if the new version has the same words beside the same label', async () => {
    const id = await uploaded(agent)
    await decide(id, (await priceOf(id)) as Extraction, { state: 'accepted' })
    await addVersion(id, await newPdf('An amended copy.'))
    const prices = (await termsOf(id)).filter(
      ({ field, normalized }) => field === 'purchase_price' && normalized?.startsWith('485000'),
    )
    expect(prices).toMatchObject([
      {
        state: 'accepted',
        decided_by: agent.user_id,
        version_number: 2,
        from_earlier_version: false,
        page_number: 1,
        box: expect.any(Object),
      },
    ])
  })
})

describe('a key term that was corrected', () => {
  test('has the format of its kind, and undoing the correction brings back what was read', async () => {
    const id = await uploaded(agent)
    const price = (await priceOf(id)) as Extraction
    const corrected = await decide(id, price, { state: 'accepted', value: '$490,000', field: 'list_price' })
    expect(corrected.body).toMatchObject({
      field: 'list_price',
      normalized: '490000.00',
      value: price.value,
      corrected: true,
      state: 'accepted',
    })
    const again = await decide(id, price, { state: 'accepted', value: '491000' })
    expect(again.body).toMatchObject({ field: 'list_price', normalized: '491000.00' })
    const undone = await decide(id, price, { state: 'proposed' })
    expect(undone.body).toMatchObject({
      field: price.field,
      normalized: price.normalized,
      corrected: false,
      state: 'proposed',
      decided_by: null,
      decided_at: null,
    })
  })

  test('is refused with the reason beside its field when it is not a value of its kind', async () => {
    const id = await uploaded(agent)
    const price = (await priceOf(id)) as Extraction
    for (const value of ['banana', '735.000,00 €', '9'.repeat(1900), '$1 or $2']) {
      const { status, body } = await decide(id, price, { state: 'accepted', value })
      expect(status, value).toBe(400)
      expect(body.issues).toMatchObject([{ field: 'value', reason: expect.stringContaining('amount') }])
    }
    expect((await decide(id, price, { state: 'rejected', value: '$490,000' })).status).toBe(400)
    expect(await priceOf(id)).toMatchObject({ state: 'proposed', corrected: false })
  })

  test('stays corrected in a new version with the same words, and a rejected one stays rejected', async () => {
    const id = await uploaded(agent)
    const price = (await priceOf(id)) as Extraction
    await decide(id, price, { state: 'accepted', value: '$486,000' })
    const other = (await termsOf(id)).find(
      ({ id, field }) => id !== price.id && field !== price.field,
    ) as Extraction
    await decide(id, other, { state: 'rejected' })
    await addVersion(id, await newPdf('A copy with another last line.'))
    const terms = (await termsOf(id)).filter(({ version_number }) => version_number === 2)
    expect(terms.find(({ value, field }) => value === price.value && field === price.field)).toMatchObject({
      normalized: '486000.00',
      state: 'accepted',
      corrected: true,
    })
    expect(terms.find(({ value, field }) => value === other.value && field === other.field)).toMatchObject({
      state: 'rejected',
    })
    expect((await termsOf(id)).filter(({ from_earlier_version }) => from_earlier_version)).toEqual([])
  })

  test('cannot be decided for a document in the trash, which says so', async () => {
    const id = await uploaded(agent)
    const price = (await priceOf(id)) as Extraction
    await app.send(agent, 'DELETE', `/documents/${id}`)
    const { status, body } = await decide(id, price, { state: 'accepted' })
    expect(status).toBe(422)
    expect(body.detail).toContain('trash')
  })

  test('may be an address that is the property’s', async () => {
    const lines = ['Please write to 12 Aspen Street, Dover, DE 19901 about all of this.', `${Math.random()}`]
    const { id } = (await upload(agent, await makePdf(lines))).body
    await app.runJobs()
    const address = (await termsOf(id)).find(({ field }) => field === 'address') as Extraction
    expect((await decide(id, address, { state: 'accepted', field: 'property_address' })).body).toMatchObject({
      field: 'property_address',
      state: 'accepted',
    })
    expect((await decide(id, address, { state: 'accepted', field: 'seller' })).status).toBe(400)
  })
})

describe('key terms', () => {
  test('come in pages, in document order', async () => {
    const id = await uploaded(agent)
    const all = await termsOf(id)
    const paged: Extraction[] = []
    let cursor = ''
    do {
      const { body } = await app.send(agent, 'GET', `/documents/${id}/extractions?limit=3${cursor}`)
      paged.push(...body.items)
      cursor = body.next_cursor ? `&cursor=${encodeURIComponent(body.next_cursor)}` : ''
    } while (cursor)
    expect(paged).toEqual(all)
    expect(all.length).toBeGreaterThan(3)
  })

  test('are neither seen nor decided by a stranger', async () => {
    const id = await uploaded(agent)
    const [term] = await termsOf(id)
    expect((await decide(id, term as Extraction, { state: 'accepted' }, stranger)).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/documents/${id}/extractions`)).status).toBe(404)
  })
})

describe('accepting all confident values', () => {
  const acceptAll = (id: string, body: object = {}, person = agent) =>
    app.send(person, 'POST', `/documents/${id}/extractions/accept`, body)

  test('accepts those with the confidence, nothing else, and each value can be undone', async () => {
    const id = await uploaded(agent)
    const before = await termsOf(id)
    const from = [...before.map(({ confidence }) => confidence)].toSorted((a, b) => b - a)[1] ?? 1
    const { status, body } = await acceptAll(id, { from: Math.max(0.5, from) })
    expect(status).toBe(200)
    expect(body.accepted.length).toBeGreaterThan(0)
    const after = await termsOf(id)
    const accepted = after.filter(({ state }) => state === 'accepted')
    expect(accepted.map(({ id }) => id).toSorted()).toEqual(body.accepted.toSorted())
    expect(
      accepted.every(({ confidence, decided_by }) => confidence >= from && decided_by === agent.user_id),
    ).toBe(true)
    const back = await decide(id, accepted[0] as Extraction, { state: 'proposed' })
    expect(back.body).toMatchObject({ state: 'proposed' })
    expect((await acceptAll(id, { from: Math.max(0.5, from) })).body.accepted).toEqual([accepted[0]?.id])
    expect((await acceptAll(id, { from: 0.2 })).status).toBe(400)
  })

  test('leaves an amount with two readings to a person, and a rejected one stays rejected', async () => {
    const lines = [
      'Of the two prices, $485,000.00 and $512,000.00, one is right.',
      'Write to ana@harbor.example.',
    ]
    const { id } = (await upload(agent, await makePdf([...lines, `${Math.random()}`]))).body
    await app.runJobs()
    await app.query(`update document_extractions set field = 'purchase_price', confidence = 0.99
                      where document_id = '${id}' and normalized in ('485000.00', '512000.00')`)
    expect((await acceptAll(id, { from: 0.5 })).body.left).toBeGreaterThanOrEqual(2)
    const prices = (await termsOf(id)).filter(({ field }) => field === 'purchase_price')
    expect(prices.map(({ state }) => state)).toEqual(['proposed', 'proposed'])
    const email = (await termsOf(id)).find(({ field }) => field === 'email') as Extraction
    expect(email.state).toBe('accepted')
    await decide(id, email, { state: 'rejected' })
    await acceptAll(id, { from: 0.5 })
    expect((await termsOf(id)).find(({ field }) => field === 'email')).toMatchObject({ state: 'rejected' })
  })

  test('is refused to people who may not edit the document', async () => {
    const id = await uploaded(agent)
    expect((await acceptAll(id, {}, stranger)).status).toBe(404)
  })
})

describe('a value whose field a person corrects', () => {
  const LABEL = 'Consideration tendered at table'
  async function sheet(person: TestPerson, sum: string): Promise<{ id: string; term: Extraction }> {
    const file = await makePdf([
      `${LABEL}: ${sum}`,
      `Sheet ${Math.random()} of the file room, for everybody who asks.`,
    ])
    const { id } = (await upload(person, file)).body
    await app.runJobs()
    const { body } = await app.send(person, 'GET', `/documents/${id}/extractions?limit=200`)
    const term = body.items.find(({ value }: Extraction) => value === sum)
    expect(term, JSON.stringify(body.items)).toBeDefined()
    return { id, term }
  }

  test("has it, keeps its kind, and the organization's next document with that label follows; no other organization's does", async () => {
    const first = await sheet(agent, '$7,310.00')
    const wrong = await decide(first.id, first.term, { state: 'accepted', field: 'buyer' })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect((await decide(first.id, first.term, { state: 'accepted', field: 'nonsense' })).status).toBe(400)
    const said = await decide(first.id, first.term, { state: 'accepted', field: 'option_fee' })
    expect(said).toMatchObject({ status: 200, body: { field: 'option_fee', state: 'accepted' } })
    expect((await sheet(agent, '$8,420.00')).term).toMatchObject({
      field: 'option_fee',
      state: 'proposed',
      confidence: 0.8,
    })
    expect((await sheet(stranger, '$9,530.00')).term.field).not.toBe('option_fee')
  })

  test('no longer teaches anything once its document is permanently deleted', async () => {
    const other = await sheet(stranger, '$4,110.00')
    const taught = await app.send(stranger, 'PATCH', `/documents/${other.id}/extractions/${other.term.id}`, {
      state: 'accepted',
      field: 'hoa_dues',
    })
    expect(taught.status).toBe(200)
    expect((await sheet(stranger, '$4,220.00')).term.field).toBe('hoa_dues')
    await app.query(`delete from document_extractions where document_id = '${other.id}'`)
    expect((await sheet(stranger, '$4,330.00')).term.field).not.toBe('hoa_dues')
  })
})
