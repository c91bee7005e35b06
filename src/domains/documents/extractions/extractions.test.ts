import { beforeAll, describe, expect, test } from 'vitest'
import type { Extraction } from '#domains/documents/schema.ts'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
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
  test('is asked again for a new version that does not have it, and points at none of its pages', async () => {
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

  test('is asked once, with its own place, where the new version has it too', async () => {
    const id = await uploaded(agent)
    await decide(id, (await priceOf(id)) as Extraction, { state: 'accepted' })
    await addVersion(id, await newPdf('An amended copy.'))
    const prices = (await termsOf(id)).filter(
      ({ field, normalized }) => field === 'purchase_price' && normalized?.startsWith('485000'),
    )
    expect(prices).toMatchObject([
      {
        state: 'proposed',
        version_number: 2,
        from_earlier_version: false,
        page_number: 1,
        box: expect.any(Object),
      },
    ])
  })
})

describe('key terms', () => {
  test('come in pages, in the order of the document', async () => {
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
