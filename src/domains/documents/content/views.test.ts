import { globSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, stranger } = await openOffice(app))
})

type Line = { action: string; user_id: string | null; share_id: string | null; version_number: number | null }
const linesOf = async (id: string, more = ''): Promise<Line[]> =>
  (await app.send(agent, 'GET', `/documents/${id}/accesses?limit=200${more}`)).body.items
const seenBy = async (id: string, person: TestPerson) =>
  (await linesOf(id)).filter(({ user_id }) => user_id === person.user_id).map(({ action }) => action)

const WAYS: [string, string][] = [
  ['the file on the screen', '/content?disposition=inline'],
  ['the pages and their text', '/pages'],
  ['a page with its words', '/pages/1'],
  ['the picture of a page', '/pages/1/image'],
  ['the small picture of a page', '/pages/1/image?size=thumbnail'],
  ['the key terms', '/extractions'],
  ['a comparison', '/compare?from=1&to=1'],
]

describe('the log of who viewed a document', () => {
  test.each(WAYS)('has an entry for %s, and a stranger sees nothing', async (_, way) => {
    const id = await uploaded(agent, { visibility: 'agency' })
    expect((await app.send(colleague, 'GET', `/documents/${id}${way}`)).status).toBe(200)
    expect(await seenBy(id, colleague)).toEqual(['view'])
    expect((await app.send(stranger, 'GET', `/documents/${id}${way}`)).status).toBe(404)
    expect(await seenBy(id, stranger)).toEqual([])
  })

  test('has entries for downloads one by one and as a ZIP', async () => {
    const ids = [
      await uploaded(agent, { visibility: 'agency' }),
      await uploaded(agent, { visibility: 'agency' }),
    ]
    const { url } = (await app.send(colleague, 'POST', '/downloads', { ids })).body
    expect((await app.send(null, 'GET', url)).status).toBe(200)
    for (const id of ids) expect(await seenBy(id, colleague)).toEqual(['download'])
    await app.send(agent, 'GET', `/documents/${ids[0]}/content`)
    expect(await seenBy(ids[0] as string, agent)).toEqual(['download', 'upload'])
  })

  test('has one entry per person, version and quarter hour, however many views there are at once', async () => {
    const id = await uploaded(agent, { visibility: 'agency' })
    const look = () => Promise.all(WAYS.flatMap(([, way]) => [way, way, way]).map((way) =>
      app.send(colleague, 'GET', `/documents/${id}${way}`))) // biome-ignore format: one flight of requests.
    await look()
    expect(await seenBy(id, colleague)).toEqual(['view'])

    const { payload, headers } = form(await newPdf(), 'second.pdf')
    await app.send(agent, 'POST', `/documents/${id}/versions`, payload, headers)
    await app.runJobs()
    await app.send(colleague, 'GET', `/documents/${id}/pages`)
    expect(await seenBy(id, colleague)).toEqual(['view', 'view'])

    await app.asOwner(`update document_view_marks set quarter = quarter - interval '15 minutes'`)
    await app.send(colleague, 'GET', `/documents/${id}/pages`)
    await app.send(colleague, 'GET', `/documents/${id}/extractions`)
    expect(await seenBy(id, colleague)).toEqual(['view', 'view', 'view'])
  })

  test('covers a link too: each opening, its pages once, and a refused download', async () => {
    const id = await uploaded(agent)
    const share = (await app.send(agent, 'POST', `/documents/${id}/shares`, {})).body
    const token = share.url.split('/s/')[1]
    const { ticket } = (await app.send(null, 'POST', `/shared/${token}`, {})).body
    const asked = { 'x-share-ticket': ticket }
    for (const path of ['/pages', '/pages/1/image', '/pages', '/content'])
      await app.send(null, 'GET', `/shared/${token}${path}`, undefined, asked)
    await app.asOwner(`update document_view_marks set quarter = quarter - interval '15 minutes'`)
    await app.send(null, 'GET', `/shared/${token}/pages/1/image`, undefined, asked)
    const lines = (await linesOf(id)).filter(({ share_id }) => share_id === share.id)
    expect(lines.map(({ action }) => action)).toEqual(['view', 'download', 'view', 'share'])
  })

  test('comes in pages', async () => {
    const id = await uploaded(agent)
    for (let i = 0; i < 4; i++)
      await app.send(agent, 'POST', `/documents/${id}/comments`, { content: `${i}` })
    const first = (await app.send(agent, 'GET', `/documents/${id}/accesses?limit=3`)).body
    const more = `&cursor=${encodeURIComponent(first.next_cursor)}`
    expect(first.items).toHaveLength(3)
    expect(await linesOf(id, more)).toHaveLength(2)
  })
})

test('a document’s content is given out in one place', () => {
  const readers = globSync('src/domains/documents/**/*.ts').filter(
    (file) =>
      !/\.test\.ts$|queries\.ts$|\/(content|processing)\//.test(file) &&
      /\b(listPages|getPage|getVersionText|listExtractions)\(/.test(readFileSync(file, 'utf8')),
  )
  expect(readers).toEqual([])
})
