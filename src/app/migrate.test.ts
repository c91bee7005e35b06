import { readFileSync } from 'node:fs'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrate } from '#app/migrate.ts'
import { newId } from '#lib/ids.ts'
import { asAdmin, query } from '#testing/databases.ts'
import { SECRET } from '#testing/secret.ts'

/** A database as the first version left it, with rows in it. */
const name = `t_${newId().replaceAll('-', '')}`
let url = ''
const FIRST = ['0001_ground.sql', '0002_identity.sql', '0003_documents.sql']
const [org, ana, ben] = [newId(), newId(), newId()]
const hash = 'a'.repeat(64)
const one = async (text: string) => (await query(url, text))[0]

beforeAll(async () => {
  const server = inject('server')
  await asAdmin(server, `create database ${name}`)
  const target = new URL(server)
  target.pathname = `/${name}`
  url = target.href
  await runMigrations({ connectionString: url })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    'create table migrations (name text primary key, created_at timestamptz not null default now())',
  )
  for (const file of FIRST) {
    await client.query('begin')
    await client.query(readFileSync(new URL(`../../db/postgres/${file}`, import.meta.url), 'utf8'))
    await client.query('insert into migrations (name) values ($1)', [file])
    await client.query('commit')
  }
  await client.end()
  await asAdmin(url, ...ROWS)
})
afterAll(() => asAdmin(inject('server'), `drop database if exists ${name} with (force)`))

const document = (id: string, visibility: string, more = '') =>
  `insert into documents (organization_id, id, uploaded_by, filename, original_filename, file_extension, mime_type,
     file_size, file_hash, storage_path, title, visibility, extracted_text, status ${more ? ', processing_stage' : ''})
   values ('${org}', '${id}', '${ana}', 'deed.pdf', 'deed.pdf', 'pdf', 'application/pdf', 4, '${hash}', 'k/1',
     'Grant deed', '${visibility}', 'Résumé of the escrow for $612,500.00', 'ready' ${more})`
const ids = { private: newId(), public: newId(), agency: newId() }
const share = newId()

const ROWS = [
  `insert into users (id, email, first_name, last_name, email_verified, timezone) values
     ('${ana}', 'ana@example.com', 'Ana', 'A', true, 'Pacific/Honolulu'), ('${ben}', 'ben@example.com', 'Ben', 'B', true, 'America/Denver')`,
  `insert into organizations (id, name, slug, type) values ('${org}', 'Harbor', 'harbor', 'agency')`,
  `insert into organization_members (organization_id, user_id, role) values ('${org}', '${ana}', 'owner'), ('${org}', '${ben}', 'agent')`,
  `insert into user_sessions (user_id, family_id, refresh_token_hash, expires_at) values ('${ana}', uuidv7(), 'x', now() + interval '1 day')`,
  `insert into login_attempts (email_hash, user_id, outcome) values ('h', '${ana}', 'succeeded')`,
  `insert into idempotency_keys (organization_id, user_id, key, request_hash, status, response)
     values ('${org}', '${ana}', 'k', 'h', 201, '{"token": "in the clear"}')`,
  `insert into document_blobs (organization_id, file_hash, file_size, storage_path) values ('${org}', '${hash}', 4, 'k/1')`,
  document(ids.private, 'private'),
  document(ids.public, 'public'),
  document(ids.agency, 'agency'),
  `update documents set processing_errors = '[{"code": "unsupported"}]' where id = '${ids.private}'`,
  `update documents set status = 'processing' where id = '${ids.public}'`,
  ...Object.values(ids).map(
    (
      id,
    ) => `insert into document_versions (organization_id, document_id, version_number, filename, mime_type, storage_path,
       file_size, file_hash, created_by) values ('${org}', '${id}', 1, 'deed.pdf', 'application/pdf', 'k/1', 4, '${hash}', '${ana}')`,
  ),
  `insert into document_pages (organization_id, version_id, page_number, width, height, text, words, source)
     select organization_id, id, 1, 1, 1, 'Close of escrow', '[]', 'text_layer' from document_versions`,
  `insert into document_shares (organization_id, id, document_id, version_number, file_hash, shared_by, share_token_hash)
     values ('${org}', '${share}', '${ids.agency}', 1, '${hash}', '${ana}', 't')`,
  `insert into document_comments (organization_id, document_id, version_number, user_id, author_name, content)
     values ('${org}', '${ids.agency}', 1, '${ana}', 'Ana A', 'Internal')`,
  `insert into document_comments (organization_id, document_id, version_number, share_id, author_name, content)
     values ('${org}', '${ids.agency}', 1, '${share}', 'Buyer', 'From outside')`,
  `insert into document_extractions (organization_id, document_id, version_number, field, value, confidence, state)
     values ('${org}', '${ids.agency}', 1, 'price', '1', 0.9, 'accepted')`,
  `insert into document_requests (organization_id, requested_by, requested_from_email, title, visibility, token_hash, expires_at)
     values ('${org}', '${ana}', 'c@example.com', 'Tax return', 'public', 'r', now() + interval '1 day')`,
  `select publish_fact('${org}', 'documents.uploaded', 'document', '${ids.agency}', '{}')`,
]
const COUNTED = [
  'users',
  'organizations',
  'organization_members',
  'user_sessions',
  'login_attempts',
  'documents',
  'document_versions',
  'document_pages',
  'document_shares',
  'document_comments',
  'document_extractions',
  'document_requests',
  'document_blobs',
  'events',
]

describe('a database of the first version with rows in it', () => {
  test('is migrated to the newest version without losing a row', async () => {
    const counts = async () =>
      Promise.all(
        COUNTED.map(async (table) => [table, (await one(`select count(*)::int from ${table}`))?.count]),
      )
    const before = await counts()
    const applied = await migrate(url, SECRET, [])
    expect(applied.length).toBeGreaterThan(2)
    expect(await counts()).toEqual(before)
    expect(await migrate(url, SECRET, [])).toEqual([])
  })

  test('keeps who sees a document: what was public is seen by its organization, no fewer and no more', async () => {
    const rows = await query(url, 'select id, visibility, version from documents')
    expect(new Map(rows.map((row) => [row.id, row.visibility]))).toEqual(
      new Map([
        [ids.private, 'private'],
        [ids.public, 'agency'],
        [ids.agency, 'agency'],
      ]),
    )
    expect(await one('select visibility from document_requests')).toEqual({ visibility: 'agency' })
  })

  test('records for each document whether it could be read, without counting as a change', async () => {
    const rows = await query(url, 'select id, readable, version from documents')
    expect(new Map(rows.map((row) => [row.id, [row.readable, row.version]]))).toEqual(
      new Map([
        [ids.private, [false, 2]],
        // The end of what was public counts as one.
        [ids.public, [null, 3]],
        [ids.agency, [true, 1]],
      ]),
    )
  })

  test('gives each organization the calendar of its owner, and tells guests’ comments from members’', async () => {
    expect(await one('select timezone from organizations')).toEqual({ timezone: 'Pacific/Honolulu' })
    expect(
      await query(url, 'select content, author_kind, audience from document_comments order by id'),
    ).toEqual([
      { content: 'Internal', author_kind: 'member', audience: 'members' },
      { content: 'From outside', author_kind: 'guest', audience: 'guests' },
    ])
  })

  test('forgets responses that held secrets, and finds old documents by normalized words', async () => {
    expect(await query(url, 'select key from idempotency_keys')).toEqual([])
    for (const word of ['resume', 'Résumé', '612500'])
      expect(
        (await query(url, `select id from documents where search_vector @@ search_word('${word}')`)).length,
        word,
      ).toBe(3)
  })
})

describe('while a new version is rolled out', () => {
  test('an older program starts on the newer database, unless a migration rules it out', async () => {
    await asAdmin(url, `insert into migrations (name) values ('9998_newer.sql')`)
    expect(await migrate(url, SECRET, [])).toEqual([])
    await asAdmin(url, `insert into migrations (name, breaks_older) values ('9999_breaking.sql', true)`)
    await expect(migrate(url, SECRET, [])).rejects.toThrow(/newer than this program \(9999_breaking\.sql\)/)
    await asAdmin(url, `delete from migrations where name like '999%'`)
  })

  test('the reactions of another version stay, and are forgotten after a week', async () => {
    await migrate(url, SECRET, [{ fact: 'a.happened', job: 'a.old' }])
    await migrate(url, SECRET, [{ fact: 'a.happened', job: 'a.new' }])
    const jobs = async () =>
      (await query(url, 'select job from fact_reactions order by job')).map((row) => row.job)
    expect(await jobs()).toEqual(['a.new', 'a.old'])
    await asAdmin(url, `update fact_reactions set seen_at = now() - interval '8 days' where job = 'a.old'`)
    await migrate(url, SECRET, [{ fact: 'a.happened', job: 'a.new' }])
    expect(await jobs()).toEqual(['a.new'])
  })
})
