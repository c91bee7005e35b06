import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { query } from '#testing/databases.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice } from '#testing/uploads.ts'

const app = testApp()
/** More than are looked through in one stretch, over a day and a half: several periods of the index of words. */
const MANY = 4_200
let owner: TestPerson
let agent: TestPerson
let stranger: TestPerson

/** Documents as if uploaded one after the other: the first is a deed, every tenth is the agent's own. */
beforeAll(async () => {
  ;({ owner, agent, stranger } = await openOffice(app))
  await query(
    app.url(),
    `insert into documents (organization_id, id, uploaded_by, filename, original_filename, file_extension, mime_type,
                            file_size, file_hash, storage_path, document_type, extracted_text, title, status, tags)
     select $1, uuidv7(make_interval(secs => 30 * (n - ${MANY}))), case when n % 10 = 0 then $3::uuid else $2::uuid end,
            'n' || n, 'n' || n, 'txt', 'text/plain', n, repeat('0', 64), 'x', case n when 1 then 'deed' else 'contract' end,
            'An ordinary clause about heronries.', 'Number ' || n, 'ready', case when n > 1 then array['kept'] else '{}' end
       from generate_series(1, ${MANY}) n`,
    [owner.organization_id, owner.user_id, agent.user_id],
  )
  await query(app.url(), 'analyze documents')
}, 60_000)

async function pages(person: TestPerson, path: string): Promise<string[]> {
  const titles: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await app.send(person, 'GET', `${path}&limit=100${cursor}`)
    titles.push(...body.items.map((d: { title: string }) => d.title))
    if (!body.next_cursor) return titles
    cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`
  }
}

describe('a word that is in more documents than are ranked', () => {
  test('says that there are more than a thousand, and counts the newest', async () => {
    const { body } = await app.send(owner, 'GET', '/documents?q=heronries&facets=true&limit=5')

    expect(body).toMatchObject({ total: 1_000, total_is_exact: false })
    expect(body.facets.document_type).toEqual([{ value: 'contract', count: 1_000, label: null }])
    expect(body.items).toHaveLength(5)
  })

  test.each(['document_type=deed', 'max_size=1'])(
    'finds with %s a document that is older than all that are ranked',
    async (narrowed) => {
      const { body } = await app.send(owner, 'GET', `/documents?q=heronries&${narrowed}`)

      expect(body).toMatchObject({ items: [{ title: 'Number 1' }], total: 1, total_is_exact: true })
    },
  )

  test('is counted exactly for somebody who sees fewer of them', async () => {
    const { body } = await app.send(agent, 'GET', '/documents?q=heronries&tag=kept&facets=true')

    expect(body).toMatchObject({ total: MANY / 10, total_is_exact: true })
    expect(body.facets.tag).toEqual([{ value: 'kept', count: MANY / 10, label: null }])
  })

  test.each(['newest', 'oldest'])('is paged to its very end, %s first, each document once', async (sort) => {
    const titles = await pages(owner, `/documents?q=heronries&sort=${sort}`)

    const all = Array.from({ length: MANY }, (_, n) => `Number ${n + 1}`)
    expect(titles).toEqual(sort === 'oldest' ? all : all.toReversed())
  })

  test('counts on the first page only; the next ones go on from there', async () => {
    const first = await app.send(owner, 'GET', '/documents?q=heronries&facets=true&limit=2')
    const next = await app.send(
      owner,
      'GET',
      `/documents?q=heronries&facets=true&limit=2&cursor=${encodeURIComponent(first.body.next_cursor)}`,
    )

    expect(next.body).toMatchObject({ total: null, facets: null })
    const seen = [...first.body.items, ...next.body.items].map((d: { id: string }) => d.id)
    expect(new Set(seen).size).toBe(4)
  })
})

test.each([
  'document_type=deed',
  'status=error',
  'tag=nothing',
  `uploaded_by=NOBODY`,
  'visibility=agency',
  'needs_review=true',
  'readable=false',
  'shared_with_me=true',
  'created_from=2999-01-01',
  'created_to=1999-01-01',
  'min_size=4200',
  'max_size=7',
  'trashed=true',
])('%s narrows what words find just as it narrows a list', async (narrowed) => {
  const path = `/documents?facets=true&${narrowed.replace('NOBODY', stranger.user_id)}`
  const list = (await app.send(owner, 'GET', path)).body
  const found = (await app.send(owner, 'GET', `${path}&q=heronries`)).body

  expect(list.total).toBeLessThan(10)
  expect({ ...found, items: [] }).toEqual({ ...list, items: [], next_cursor: null })
})

test('a list without words counts what its filters let through', async () => {
  const { body } = await app.send(owner, 'GET', '/documents?facets=true&document_type=contract&limit=1')

  expect(body).toMatchObject({ total: MANY - 1, total_is_exact: true })
  expect(body.facets.document_type).toEqual([{ value: 'contract', count: MANY - 1, label: null }])
})

test('what a search sets for its own plan ends with it', async () => {
  const rows = await query(
    app.url(),
    `select (select count(*)::int from find_documents('heronry'::tsquery, '{}', false, null, 10)) as found,
            current_setting('enable_indexscan') as indexes, current_setting('enable_seqscan') as whole`,
  )

  expect(rows).toEqual([{ found: 0, indexes: 'on', whole: 'on' }])
})
