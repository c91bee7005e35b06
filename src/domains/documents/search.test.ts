import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let owner: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, owner, stranger } = await openOffice(app))
})

describe('an uploaded document', () => {
  test('is found by its words, with a highlight from its page, and by nobody who may not see it', async () => {
    const id = await uploaded(agent, {}, 'The parcel lies beside the Willamette heronry.')

    const found = await app.send(agent, 'GET', '/documents?q=heronry&facets=true')
    expect(found.body.items).toMatchObject([{ id, highlights: [{ page_number: 1 }] }])
    expect(found.body.items[0].highlights[0].parts).toContainEqual({ text: 'heronry', hit: true })
    expect(found.body.facets.document_type).toEqual([{ value: 'contract', count: 1, label: null }])
    expect((await app.send(owner, 'GET', '/documents?q=heronry')).body.items).toHaveLength(1)
    for (const other of [colleague, stranger])
      expect((await app.send(other, 'GET', '/documents?q=heronry')).body).toMatchObject({
        items: [],
        total: 0,
      })
  })

  test('is found by half a word, by a phrase, without a word, and with a typing error', async () => {
    const id = await uploaded(agent, {}, 'Easement for the lighthouse keeper.')
    const ids = async (q: string) =>
      (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent(q)}`)).body.items.map(
        (d: { id: string }) => d.id,
      )

    expect(await ids('lighth')).toEqual([id])
    expect(await ids('"lighthouse keeper"')).toEqual([id])
    expect(await ids('"keeper lighthouse"')).toEqual([])
    expect(await ids('lighthouse -keeper')).toEqual([])
    const typo = await app.send(agent, 'GET', '/documents?q=lighthuose')
    expect(typo.body).toMatchObject({ items: [{ id }], corrected_query: 'lighthouse' })
    expect((await app.send(colleague, 'GET', '/documents?q=lighthuose')).body).toMatchObject({
      items: [],
      corrected_query: null,
    })
  })

  test.each([
    ['quay', 'qauy'],
    ['stile', 'stiel'],
    ['mews', 'emws'],
    ['wharf', 'warf'],
    ['glebe', 'glbee'],
    ['culvert', 'culvrt'],
  ])('%s is found when it is typed %s', async (word, typed) => {
    const id = await uploaded(agent, {}, `The boundary follows the ${word} and no other mark.`)

    const found = await app.send(agent, 'GET', `/documents?q=${typed}`)

    expect(found.body).toMatchObject({ items: [{ id }], corrected_query: word })
    const stranger_found = await app.send(stranger, 'GET', `/documents?q=${typed}`)
    expect(stranger_found.body).toMatchObject({ items: [], corrected_query: null })
  })

  test('is found by its new title at once, by the old one no more, and still by every word and phrase of its text', async () => {
    const id = await uploaded(agent, {}, 'Easement for the ferryman of Quillback Slough.')
    const found = async (q: string) =>
      (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent(q)}`)).body.items.map(
        (d: { id: string }) => d.id,
      )
    const rename = async (title: string) => {
      const { headers } = await app.send(agent, 'GET', `/documents/${id}`)
      const answer = await app.send(
        agent,
        'PATCH',
        `/documents/${id}`,
        { title },
        { 'if-match': String(headers.etag) },
      )
      expect(answer.status).toBe(200)
    }

    await rename('Zephyrine bargain')
    expect(await found('zephyrine')).toEqual([id])
    await rename('Obsidian covenant')

    expect(await found('zephyrine')).toEqual([])
    expect(await found('obsidian ferryman')).toEqual([id])
    expect(await found('"ferryman of Quillback"')).toEqual([id])
  })
})
