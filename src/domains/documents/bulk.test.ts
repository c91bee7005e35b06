import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson

beforeAll(async () => {
  ;({ agent } = await openOffice(app))
})

const change = (body: object) => app.send(agent, 'POST', '/documents/bulk', body)
const tagsOf = async (id: string) => (await app.send(agent, 'GET', `/documents/${id}`)).body.tags as string[]
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `tag ${from + i}`)

test('documents with ids in capitals are changed, each once', async () => {
  const id = await uploaded(agent)
  const { body } = await change({ action: 'tag', ids: [id.toUpperCase(), id], tags: ['closing'] })
  expect(body).toEqual({ done: [id], refused: [] })
})

test('a document that would exceed fifty tags keeps its own, and the others get the new ones', async () => {
  const full = await uploaded(agent, { tags: JSON.stringify(numbered(1, 40)) })
  const empty = await uploaded(agent)
  const { body } = await change({ action: 'tag', ids: [full, empty], tags: numbered(41, 55) })
  expect(body).toEqual({ done: [empty], refused: [{ id: full, reason: 'A document has at most 50 tags.' }] })
  expect(await tagsOf(full)).toEqual(numbered(1, 40))
  expect((await change({ action: 'tag', ids: [full], tags: numbered(31, 50) })).body.done).toEqual([full])
})

test('the folders of a dropped folder become tags only while there is room for them', async () => {
  const id = await uploaded(agent, { tags: JSON.stringify(numbered(1, 49)), folder: 'Deals/Elm Street' })
  expect(await tagsOf(id)).toEqual([...numbered(1, 49), 'Deals'])
})

test.each(['true', 'null', '42', '[x]', '["x"]', '{"a":1}'])(
  'a document may have the title %s',
  async (title) => {
    const id = await uploaded(agent, { title, tags: '["a"]', allow_duplicate: 'true' })
    expect((await app.send(agent, 'GET', `/documents/${id}`)).body).toMatchObject({ title, tags: ['a'] })
  },
)
