import { beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#lib/errors.ts'
import { testApp } from '#testing/app.ts'
import { runCron } from '#testing/cron.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { upload, uploaded } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let owner: TestPerson
let coordinator: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, owner } = await openOffice(app))
  coordinator = await app.newPerson('coordinator', owner)
})

const trash = (person: TestPerson, id: string) => app.send(person, 'DELETE', `/documents/${id}`)
const purge = (person: TestPerson, id: string) => app.send(person, 'POST', `/documents/${id}/purge`)
const contentOf = (person: TestPerson, id: string) => app.send(person, 'GET', `/documents/${id}/content`)

/** Tables with a row that says `word`, in any column. */
async function tablesThatSay(word: string): Promise<string[]> {
  const tables = await app.query(`select oid::regclass::text as name from pg_class
    where relkind in ('r', 'p') and not relispartition and relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)`)
  const found = []
  for (const { name } of tables)
    if ((await app.query(`select 1 from ${name} t where t::text ilike '%${word}%' limit 1`)).length > 0)
      found.push(String(name))
  return found
}

describe('permanent deletion', () => {
  test('leaves no word of the document anywhere, and none of its files', async () => {
    const id = await uploaded(owner, {}, 'The quizzaciously hidden easement', 'runs along the fence')
    const kept = await uploaded(owner, {}, 'A fence of another house')
    const etag = String((await app.send(owner, 'GET', `/documents/${id}`)).headers.etag)
    await app.send(owner, 'PATCH', `/documents/${id}`, { document_type: 'deed' }, { 'if-match': etag })
    await app.send(owner, 'POST', `/documents/${id}/comments`, { content: 'Is it quizzaciously?' })
    await app.runJobs()
    expect(await tablesThatSay('quizzaciously')).toEqual(
      expect.arrayContaining(['documents', 'document_versions', 'document_labels', 'document_terms']),
    )
    const prefix = `organizations/${owner.organization_id}/`
    const before = (await Array.fromAsync(app.infra().files.list(prefix))).length
    await trash(owner, id)
    expect((await purge(owner, id)).status).toBe(204)
    await app.runJobs()
    expect(await tablesThatSay('quizzaciously')).toEqual([])
    const terms = await app.query(`select term from document_terms where term in ('fence', 'easement')`)
    expect(terms).toEqual([{ term: 'fence' }])
    expect((await Array.fromAsync(app.infra().files.list(prefix))).length).toBeLessThan(before)
    expect((await contentOf(owner, kept)).status).toBe(200)
  })

  test('works for a coordinator when a colleague’s private document has the same bytes, which stay', async () => {
    const bytes = await newPdf()
    const theirs = (await upload(colleague, bytes, 'private.pdf', { visibility: 'private' })).body.id
    const mine = (await upload(agent, bytes, 'ours.pdf', { visibility: 'agency', allow_duplicate: 'true' }))
      .body.id
    await trash(agent, mine)
    expect((await app.send(coordinator, 'GET', `/documents/${theirs}`)).status).toBe(404)
    expect((await purge(coordinator, mine)).status).toBe(204)
    expect((await contentOf(colleague, theirs)).raw.equals(bytes)).toBe(true)
    await trash(colleague, theirs)
    expect((await purge(owner, theirs)).status).toBe(204)
  })

  test('at the same time as uploads of the same bytes fails none of them and loses no file', async () => {
    const bytes = await newPdf()
    for (let round = 0; round < 5; round++) {
      const { id } = (await upload(owner, bytes, 'first.pdf', { allow_duplicate: 'true' })).body
      await trash(owner, id)
      const [purged, ...uploads] = await Promise.all([
        purge(owner, id),
        ...Array.from({ length: 5 }, () => upload(owner, bytes, 'again.pdf', { allow_duplicate: 'true' })),
      ])
      expect(purged?.status).toBe(204)
      for (const { status, body } of uploads) {
        expect(status).toBe(201)
        expect((await contentOf(owner, body.id)).raw.equals(bytes)).toBe(true)
        await trash(owner, body.id)
        expect((await purge(owner, body.id)).status).toBe(204)
      }
    }
  })
})

test('permanent deletion succeeds while the store cannot remove a file, which the sweep then does', async () => {
  const person = await app.newPerson('owner')
  const { files } = app.infra()
  const id = (await upload(person, await newPdf())).body.id
  await trash(person, id)
  const remove = files.remove
  files.remove = () => Promise.reject(new AppError('unavailable', 'The file store cannot be reached.'))
  try {
    expect((await purge(person, id)).status).toBe(204)
  } finally {
    files.remove = remove
  }
  const left = () => Array.fromAsync(files.list(`organizations/${person.organization_id}/files/`))
  expect(await left()).toHaveLength(1)
  await runCron(app, 'documents.sweep', new Date(Date.now() + 2 * 86_400_000))
  expect(await left()).toEqual([])
})

describe('expired trash', () => {
  test('is deleted automatically, even when another organization’s cannot be', async () => {
    const others = await app.newPerson('owner')
    const stuck = await uploaded(owner)
    const due = await uploaded(others)
    const later = await uploaded(others)
    const retained = await uploaded(others)
    const etag = String((await app.send(others, 'GET', `/documents/${retained}`)).headers.etag)
    await app.send(
      others,
      'PATCH',
      `/documents/${retained}`,
      { retain_until: '2099-01-01' },
      { 'if-match': etag },
    )
    for (const [person, id] of [
      [owner, stuck],
      [others, due],
      [others, later],
      [others, retained],
    ] as const)
      expect((await trash(person, id)).status).toBe(204)
    await app.asOwner(
      `update documents set deleted_at = now() - interval '31 days' where id in ('${stuck}', '${due}', '${retained}')`,
      `create function stuck() returns trigger language plpgsql as $$ begin raise 'this one is stuck'; end $$`,
      `create trigger stuck before delete on documents for each row when (old.id = '${stuck}') execute function stuck()`,
    )
    await runCron(app, 'documents.purge_trash')
    await app.runJobs()
    await app.asOwner('drop trigger stuck on documents', 'drop function stuck')
    const left = await app.query(
      `select id from documents where id in ('${stuck}', '${due}', '${later}', '${retained}')`,
    )
    expect(left.map(({ id }) => id).sort()).toEqual([stuck, later, retained].sort())
  })
})

describe('a document that is restored while it is deleted permanently', () => {
  test.each([
    [
      'by itself',
      async (id: string) => (await app.send(agent, 'POST', `/documents/${id}/restore`)).status === 200,
    ],
    [
      'with others',
      async (id: string) => {
        const { body } = await app.send(agent, 'POST', '/documents/bulk', { action: 'restore', ids: [id] })
        return body.done.includes(id)
      },
    ],
  ])('%s exists, or was never restored', async (_, restore) => {
    for (let round = 0; round < 10; round++) {
      const id = await uploaded(agent)
      await trash(agent, id)
      const [purged, restored] = await Promise.all([purge(owner, id), restore(id)])
      const there = (await app.send(agent, 'GET', `/documents/${id}`)).status === 200
      expect({ there, purged: purged.status }).toEqual(
        restored ? { there: true, purged: expect.any(Number) } : { there: false, purged: 204 },
      )
      if (restored) expect([404, 422]).toContain(purged.status)
    }
  })
})

test('editors extend how long a document is kept, and only those who manage documents shorten it', async () => {
  const id = await uploaded(agent)
  const keep = async (person: TestPerson, retain_until: string | null) => {
    const etag = { 'if-match': String((await app.send(person, 'GET', `/documents/${id}`)).headers.etag) }
    return (await app.send(person, 'PATCH', `/documents/${id}`, { retain_until }, etag)).status
  }
  expect(await keep(agent, '2040-01-01')).toBe(200)
  expect(await keep(agent, '2041-01-01')).toBe(200)
  expect([await keep(agent, '2040-06-01'), await keep(agent, null)]).toEqual([403, 403])
  expect([await keep(owner, '2040-06-01'), await keep(owner, null)]).toEqual([200, 200])
})
