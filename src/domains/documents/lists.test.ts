import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { query } from '#testing/databases.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice } from '#testing/uploads.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson
const ids: Record<string, string> = {}

const agreement = (address: string, buyer: string) => [
  'RESIDENTIAL PURCHASE AGREEMENT',
  `Buyer: ${buyer}`,
  `Property Address: ${address}`,
  'The purchase price is $450,000.00. Closing date: January 15, 2027.',
]

beforeAll(async () => {
  ;({ owner, agent, colleague, stranger } = await openOffice(app))
  const upload = async (name: string, lines: string[]) => {
    const { payload, headers } = form(await makePdf(lines), `${name}.pdf`)
    ids[name] = (await app.send(agent, 'POST', '/documents', payload, headers)).body.id
  }
  await upload('harbor', agreement('12 Harbor Lane, Denver, CO 80202', 'Nora North'))
  await upload('alder', agreement('996 Alder Court, Petaluma, CA 94952', 'Sam South'))
  await upload('formula', ['Notes about the escrow, with no address.'])
  await app.runJobs()
}, 60_000)

const list = async (search: string, person = agent) =>
  (await app.send(person, 'GET', `/documents?${search}`)).body
const one = async (name: string) => (await app.send(agent, 'GET', `/documents/${ids[name]}`)).body
const address = async (name: string) => (await one(name)).property_address
const values = async (name: string) =>
  (await app.send(agent, 'GET', `/documents/${ids[name]}/extractions`)).body.items as {
    id: string
    field: string
    normalized: string
  }[]
const titles = (items: { id: string }[]) =>
  items.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id))

describe('the property of a document', () => {
  test('is the address that was read from it; lists sort, filter and count by it', async () => {
    expect(await address('harbor')).toBe('12 Harbor Lane, Denver, CO 80202')
    expect(await address('formula')).toBeNull()
    expect(titles((await list('sort=property')).items)).toEqual(['harbor', 'alder', 'formula'])
    expect(titles((await list('sort=property_desc')).items)).toEqual(['alder', 'harbor', 'formula'])
    const property = encodeURIComponent('12 Harbor Lane, Denver, CO 80202')
    expect(titles((await list(`property=${property}`)).items)).toEqual(['harbor'])
    expect(titles((await list(`property=${property}&q=agreement`)).items)).toEqual(['harbor'])
    for (const part of ['12 harbor', 'HARBOR LN', 'harbor la', 'denver', '12 Harbor Lane, Denver'])
      for (const more of ['', '&q=agreement', '&facets=true', '&sort=title'])
        expect(
          titles((await list(`property=${encodeURIComponent(part)}${more}`)).items),
          `${part}${more}`,
        ).toEqual(['harbor'])
    for (const part of ['arbor', '2 harbor', '12 Harbor Road', 'nowhere'])
      for (const more of ['', '&q=agreement', '&facets=true'])
        expect((await list(`property=${encodeURIComponent(part)}${more}`)).items, part).toEqual([])
    expect((await list('facets=true')).facets.property).toEqual([
      { value: '12 Harbor Lane, Denver, CO 80202', count: 1, label: null },
      { value: '996 Alder Court, Petaluma, CA 94952', count: 1, label: null },
    ])
    expect((await list(`property=${property}`, stranger)).items).toEqual([])
    expect((await list('facets=true', colleague)).facets.property).toEqual([])
  })

  test('follows a person’s decisions, and is found by its corrected words; the document itself has not changed', async () => {
    const before = await one('alder')
    const read = (await values('alder')).find(({ field }) => field === 'property_address')
    const decide = (body: object) =>
      app.send(agent, 'PATCH', `/documents/${ids.alder}/extractions/${read?.id}`, body)
    await decide({ state: 'rejected' })
    expect(await address('alder')).toBeNull()
    await decide({ state: 'accepted', value: '998 Larchwood Court, Petaluma, CA 94952' })
    expect(await one('alder')).toMatchObject({
      property_address: '998 Larchwood Court, Petaluma, CA 94952',
      version: before.version,
      updated_at: before.updated_at,
    })
    expect(titles((await list('q=larchwood')).items)).toEqual(['alder'])
    await decide({ state: 'proposed' })
    expect(await address('alder')).toBe('996 Alder Court, Petaluma, CA 94952')
  })
})

describe('a list of documents', () => {
  test.each([
    ['title', 'title_desc'],
    ['type', 'type_desc'],
    ['size', 'size_asc'],
    ['changed', 'changed_asc'],
    ['newest', 'oldest'],
  ])('is sorted by %s in both directions by %s, with words as without', async (one, other) => {
    for (const words of ['', '&q=escrow or agreement']) {
      const there = titles((await list(`sort=${one}${words}`)).items)
      const back = titles((await list(`sort=${other}${words}`)).items)
      expect(there).toHaveLength(3)
      expect(new Set(back)).toEqual(new Set(there))
      if (one !== 'type') expect(back).toEqual(there.toReversed())
    }
  })

  test('is exported as a person sees it: CSV of the selected columns, in order, and never a formula', async () => {
    await app.query(`update documents set title = '=HYPERLINK("x")' where id = '${ids.formula}'`)
    const answer = await app.send(
      agent,
      'GET',
      '/documents/export?sort=property&columns=property_address,title',
    )
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(String(answer.headers['content-disposition'])).toMatch(
      /^attachment; filename="documents-[\d-]+\.csv"$/,
    )
    const [head, ...lines] = answer.raw.toString().replace('\ufeff', '').trim().split('\r\n')
    expect(head).toBe('Property,Document')
    expect(lines[0]).toMatch(/^"12 Harbor Lane, Denver, CO 80202",/)
    expect(lines.at(-1)).toBe(`,"'=HYPERLINK(""x"")"`)
    expect(lines).toHaveLength(3)
  })

  test('is exported as a workbook, by words and filters, and contains nothing that a person may not see', async () => {
    const xlsx = await app.send(agent, 'GET', '/documents/export?format=xlsx&q=escrow')
    expect(xlsx.status).toBe(200)
    expect(xlsx.raw.subarray(0, 2).toString()).toBe('PK')
    for (const other of [stranger, colleague]) {
      const { raw } = await app.send(other, 'GET', '/documents/export?columns=title')
      expect(raw.toString().trim()).toBe('Document')
    }
    expect((await app.send(null, 'GET', '/documents/export')).status).toBe(401)
    expect((await app.send(agent, 'GET', '/documents/export?columns=password_hash')).status).toBe(400)
  })

  test('is exported in full if it has many pages, each document once', async () => {
    await query(
      app.url(),
      `insert into documents (organization_id, uploaded_by, filename, original_filename, file_extension, mime_type, file_size,
                              file_hash, storage_path, title, status)
       select $1, $2, 'n' || n, 'n' || n, 'txt', 'text/plain', n % 7, repeat('0', 64), 'x', 'Number ' || n, 'ready'
         from generate_series(1, 350) n`,
      [owner.organization_id, owner.user_id],
    )
    const { raw } = await app.send(owner, 'GET', '/documents/export?columns=title&sort=size')
    const lines = raw.toString().trim().split('\r\n').slice(1)
    expect(lines).toHaveLength(353)
    expect(new Set(lines).size).toBe(353)
  })
})

describe('a list of documents asked for in the wrong way', () => {
  test.each([
    ['document_type=deed,castle', 'document_type', /^must be one of contract, .*other$/],
    ['status=x', 'status', /^must be one of processing, ready, error, archived$/],
    ['created_from=2026-02-30', 'created_from', /^must be a date such as 2026-11-25$/],
    ['created_from=2026-03-02&created_to=2026-03-01', 'created_to', /^can’t be before created_from$/],
    ['min_size=5&max_size=2', 'max_size', /^can’t be less than min_size$/],
    ['min_size=-1', 'min_size', /^must be at least 0$/],
    ['min_size=abc', 'min_size', /^must be a number$/],
    ['facets=maybe', 'facets', /^must be true or false$/],
    ['limit=1000', 'limit', /^must be at most 100$/],
    ['uploaded_by=me', 'uploaded_by', /^must be an ID$/],
    ['sort=xyz', 'sort', /^must be one of relevance, newest/],
    [`tag=${Array.from({ length: 21 }, (_, n) => n).join(',')}`, 'tag', /^must have at most 20 items$/],
    ['property=%20', 'property', /^can’t be empty$/],
    [`q=${'x'.repeat(501)}`, 'q', /^must have at most 500 characters$/],
  ])('%s says so beside %s, in words', async (search, field, reason) => {
    for (const path of ['/documents', '/documents/export'].slice(0, /facets|limit/.test(search) ? 1 : 2)) {
      const { status, body } = await app.send(agent, 'GET', `${path}?${search}`)
      expect([status, body.issues]).toEqual([400, [{ field, reason: expect.stringMatching(reason) }]])
      expect(body.detail).toBe(`${field}: ${body.issues[0].reason}`)
    }
  })

  test('facets count what all filters together let through, whatever they are combined with', async () => {
    const total = async (search: string) => {
      const { total, facets } = await list(`facets=true&limit=1&${search}`)
      const types = facets.document_type.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
      return [total, types]
    }
    const all = (await list('limit=100')).items.length
    expect(await total('')).toEqual([all, all])
    expect(await total('property=harbor&needs_review=true')).toEqual(await total('property=harbor'))
    expect(await total('property=harbor&category=castle')).toEqual([0, 0])
    expect(await total('property=harbor&shared_with_me=true')).toEqual([0, 0])
    expect(await total('trashed=true&property=harbor')).toEqual([0, 0])
    expect(await total('q=agreement&property=harbor&document_type=deed')).toEqual([0, 0])
  })
})
