import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
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
  test('is found by its words, with a highlight from its page, and by no one who may not see it', async () => {
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

  test('is found by part of a word, by a phrase, without a word, and with a typo', async () => {
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

describe('however it is written, a document is found however it is asked for', () => {
  test.each([
    ['the apostrophe of Word', 'Buyer Aoife O’Dwyer of Kells', "O'Dwyer", 'ODwyer', '"o’dwyer of kells"'],
    ['accents', 'Seller Zoë Łukasik-Ñandú', 'zoe lukasik', 'Łukasik-Nandu', 'Zoë'],
    ['a sum', 'The price is $7,312,500.00 in all', '7,312,500', '7312500', '$7,312,500.00'],
    ['a rate', 'Interest at 8.1250% a year for Tamarisk', '8.125 tamarisk', '8.1250% Tamarisk', '"8.125%"'],
    ['a parcel number', 'APN 518-082-4577', '5180824577', '518-082-4577', '"APN 518-082-4577"'],
    ['an escrow number', 'Escrow QX-991207', 'QX991207', 'QX-991207', '991207'],
    ['ligatures', 'The eﬃgy and the ﬂagstone', 'effigy flagstone', '"effigy and the flagstone"', 'eﬃgy'],
    [
      'a word broken at the end of a line',
      'the subordi-\nnation of Quixley',
      'subordination quixley',
      '"subordination of Quixley"',
      'subordin',
    ],
    [
      'curly quotes',
      'sold “as is” to Vandermolen',
      '“as is” vandermolen',
      '"as is to vandermolen"',
      '"sold as is"',
    ],
    [
      'no-break spaces and dashes',
      'Bramble\u00a0Heights\u2013Phase Two',
      '"Bramble Heights"',
      'bramble-heights',
      '"heights phase two"',
    ],
    [
      'an ampersand',
      'Wetherby & Daughters LLC',
      'Wetherby & Daughters',
      '"Wetherby and Daughters"',
      'wetherby daughters',
    ],
    ['wide letters', 'Ｐｏｒｔｆｏｌｉｏ Ｇａｌｅｎａ', 'portfolio galena', 'GALENA', '"Portfolio Galena"'],
  ])('%s', async (_, text, ...queries) => {
    const { payload, headers } = form(Buffer.from(`Note. ${text}.`), `note-${text.length}.txt`)
    const { body } = await app.send(agent, 'POST', '/documents', payload, headers)
    await app.runJobs()
    for (const query of queries) {
      const path = `/documents?q=${encodeURIComponent(query)}`
      const ids = (await app.send(agent, 'GET', path)).body.items.map((each: { id: string }) => each.id)
      expect(ids, query).toContain(body.id)
      expect((await app.send(stranger, 'GET', path)).body.items).toEqual([])
    }
  })

  test.each([
    ['The sum is $8,402,500.00, all cash.', '8402500', '$8,402,500.00,'],
    ['Parcel 733-120-9918 of Tumbleweed.', '7331209918', '733-120-9918'],
    ['Attorney Séamus O’Hallorahan signs.', 'OHallorahan', 'O’Hallorahan'],
    ['Held without hypoth-\necation by anyone.', 'hypothecation', 'hypoth-ecation'],
    ['The oﬃciant was present.', 'officiant', 'oﬃciant'],
  ])('in %j the words that %s found are shown as they are written', async (text, query, shown) => {
    const { payload, headers } = form(Buffer.from(text), `shown-${query}.txt`)
    await app.send(agent, 'POST', '/documents', payload, headers)
    await app.runJobs()
    const { body } = await app.send(agent, 'GET', `/documents?q=${encodeURIComponent(query)}`)
    expect(body.items[0]?.highlights[0]?.parts).toContainEqual({ text: shown, hit: true })
  })

  test('a file is found by its exact name and by its parts', async () => {
    const { payload, headers } = form(Buffer.from('Nothing to see.'), 'Haverford_Offer-v2.final.txt')
    const { body } = await app.send(agent, 'POST', '/documents', payload, headers)
    await app.runJobs()
    for (const query of [
      'Haverford_Offer-v2.final.txt',
      '"Haverford_Offer-v2.final.txt"',
      'haverford offer',
      'haverford v2',
      'HAVERFORD_OFFER',
      'Haverford_Offer-v2',
    ])
      expect(
        (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent(query)}`)).body.items,
      ).toMatchObject([{ id: body.id }])
  })

  test('a clause of common words is found as a phrase, and its words separately are not', async () => {
    const { payload, headers } = form(Buffer.from('It was of the one.'), 'clause.txt')
    const { body } = await app.send(agent, 'POST', '/documents', payload, headers)
    await app.runJobs()
    expect(
      (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent('"it was of the"')}`)).body.items,
    ).toMatchObject([{ id: body.id }])
    expect(
      (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent('"of was it the"')}`)).body.items,
    ).toEqual([])
  })
})

test('a cursor continues its own list and no other', async () => {
  const agent = await app.newPerson('agent')
  const stranger = await app.newPerson('agent')
  for (const n of [1, 2, 3]) {
    const { payload, headers } = form(Buffer.from(`Sheet ${n}`), `sheet-${n}.txt`)
    await app.send(agent, 'POST', '/documents', payload, headers)
  }
  const { next_cursor } = (await app.send(agent, 'GET', '/documents?limit=1')).body
  const cursor = `cursor=${encodeURIComponent(next_cursor)}`
  expect((await app.send(agent, 'GET', `/documents?limit=2&${cursor}`)).body.items).toHaveLength(2)
  for (const other of ['sort=title', 'q=sheet', 'status=ready'])
    expect((await app.send(agent, 'GET', `/documents?${other}&${cursor}`)).status, other).toBe(400)
  expect((await app.send(stranger, 'GET', `/documents?${cursor}`)).status).toBe(400)
})
