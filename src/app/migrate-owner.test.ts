import { createHmac } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyMigrations, migrate, urlAs } from '#app/migrate.ts'
import { verifyChain } from '#infra/facts/seals.ts'
import { type EmbeddedPostgres, startPostgres } from '#infra/postgres/embedded/engine.ts'
import { connect, disconnect } from '#infra/postgres/pool.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { asAdmin, query } from '#testing/databases.ts'
import { SECRET } from '#testing/secret.ts'

const FILES = new URL('../../db/postgres/', import.meta.url)
const root = mkdtempSync(join(tmpdir(), 'deedline-migrate-'))
let server: EmbeddedPostgres

beforeAll(async () => {
  chmodSync(root, 0o755)
  server = await startPostgres({ dataDir: join(root, 'data'), settings: { fsync: 'off' } })
  // No superuser: what docs/deployment.md asks of an owner, and no more.
  await asAdmin(server.url, `create role owner login createrole password 'owner'`)
})
afterAll(async () => {
  await server?.stop()
  rmSync(root, { recursive: true, force: true })
})

/** An empty database that belongs to the owner. */
async function newDatabase(name: string): Promise<string> {
  await asAdmin(server.url, `create database ${name} owner owner`)
  const url = new URL(server.url)
  Object.assign(url, { username: 'owner', password: 'owner', pathname: `/${name}` })
  return url.href
}

/** What a version of the product whose migrations are in `folder` does to the database when it starts. */
async function migrateFrom(
  folder: URL,
  url: string,
  patience: { lock_timeout_ms?: number; pauses_ms?: number[] } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return applyMigrations(client, url, SECRET, { folder, ...patience }).finally(() => client.end())
}

/** A folder with the migrations up to one, or with those given. */
function folderOf(name: string, last: string, more: Record<string, string> = {}): URL {
  const folder = join(root, name)
  mkdirSync(folder)
  for (const file of readdirSync(FILES)) if (file <= last) cpSync(new URL(file, FILES), join(folder, file))
  for (const [file, text] of Object.entries(more)) writeFileSync(join(folder, file), text)
  return pathToFileURL(`${folder}/`)
}

describe('An installation whose owner is not a superuser', () => {
  const id = (n: number) => `0190a2b0-0000-7000-8000-${String(n).padStart(12, '0')}`
  const [org, ana, ben, team, doc] = [id(1), id(2), id(3), id(4), (n: number) => id(100 + n)]
  const hash = 'a'.repeat(64)
  const at = '2026-03-01T10:00:00Z'
  const VISIBILITIES = ['private', 'team', 'agency', 'public']

  const ROWS = `
    insert into users (id, email, first_name, last_name, timezone, password_hash) values
      ('${ana}', 'ana@roi.example', 'Ana', 'Agent', 'America/New_York', 'kept'), ('${ben}', 'ben@roi.example', 'Ben', 'Buyer', 'UTC', 'kept');
    insert into organizations (id, name, slug, type) values ('${org}', 'ROI', 'roi', 'agency');
    insert into organization_members (organization_id, user_id, role) values ('${org}', '${ana}', 'owner'), ('${org}', '${ben}', 'agent');
    insert into teams (organization_id, id, name) values ('${org}', '${team}', 'East');
    insert into document_blobs values ('${org}', '${hash}', 12, 'a/file', '${at}');
    insert into document_requests (organization_id, id, requested_by, requested_from_email, title, visibility, token_hash, expires_at)
      values ('${org}', '${id(5)}', '${ana}', 'client@example.com', 'Deed', 'public', 'r', '2027-01-01');
    ${VISIBILITIES.map(
      (visibility, n) => `
    insert into documents (organization_id, id, uploaded_by, team_id, filename, original_filename, file_extension, mime_type,
        file_size, file_hash, storage_path, extracted_text, visibility, title, status, document_request_id)
      values ('${org}', '${doc(n)}', '${ben}', '${team}', 'deed.pdf', 'deed.pdf', 'pdf', 'application/pdf', 12, '${hash}', 'a/file',
        'O’Malley pays 1,250,000', '${visibility}', 'Deed ${n}', 'ready', ${n === 0 ? `'${id(5)}'` : 'null'});
    insert into document_versions (organization_id, id, document_id, version_number, filename, mime_type, storage_path, file_size, file_hash, extracted_text, created_by)
      values ('${org}', '${id(200 + n)}', '${doc(n)}', 1, 'deed.pdf', 'application/pdf', 'a/file', 12, '${hash}', 'O’Malley pays 1,250,000', '${ben}');`,
    ).join('')}
    insert into document_pages (organization_id, version_id, page_number, width, height, text, words, source)
      values ('${org}', '${id(200)}', 1, 612, 792, 'O’Malley pays', '[]', 'text_layer');
    insert into document_shares (organization_id, id, document_id, version_number, file_hash, shared_by, share_token_hash)
      values ('${org}', '${id(6)}', '${doc(0)}', 1, '${hash}', '${ana}', 's');
    insert into document_comments (organization_id, id, document_id, version_number, user_id, share_id, author_name, content) values
      ('${org}', '${id(7)}', '${doc(0)}', 1, '${ana}', null, 'Ana', 'inside'), ('${org}', '${id(8)}', '${doc(0)}', 1, null, '${id(6)}', 'Guest', 'outside');
    insert into document_extractions (organization_id, id, document_id, version_number, field, value, confidence, state) values
      ('${org}', '${id(9)}', '${doc(0)}', 1, 'price', '1', 0.9, 'accepted'), ('${org}', '${id(10)}', '${doc(0)}', 1, 'buyer', 'x', 0.9, 'proposed');
    insert into document_access_logs (organization_id, document_id, user_id, action) values ('${org}', '${doc(0)}', '${ben}', 'view');
    insert into document_labels (organization_id, document_id, document_type, text, labelled_by) values ('${org}', '${doc(0)}', 'deed', 'x', '${ana}');
    select publish_fact('${org}', 'documents.uploaded', 'document', '${doc(0)}', '{"n": 1}');
    select publish_fact('${org}', 'documents.shared', 'document', '${doc(0)}', '{"n": 2}');`

  /** The chain as it was sealed before seals named their place in the feed. */
  async function sealAsBefore(url: string): Promise<void> {
    const facts = await query(
      url,
      `select id, xid::text as xid, json_build_array(organization_id, id, name, subject_type, subject_id, user_id, actor_role,
          payload::text, host(ip_address), user_agent, request_id, extract(epoch from created_at)::text) as fields
         from events order by xid, id`,
    )
    const links: Buffer[] = []
    for (const { fields } of facts)
      links.push(
        createHmac('sha256', SECRET)
          .update(links.at(-1) ?? Buffer.alloc(32))
          .update(JSON.stringify(fields))
          .digest(),
      )
    const hex = (bytes: Buffer | undefined) => `'\\x${bytes?.toString('hex')}'`
    const ids = facts.map((fact) => fact.id).join(',')
    await asAdmin(
      url,
      `insert into event_seals (organization_id, position, event_ids, hashes, previous_hash, hash, last_xid) values
        ('${org}', 1, '{${ids}}', ${hex(Buffer.concat(links))}, ${hex(Buffer.alloc(32))}, ${hex(links.at(-1))}, '${facts.at(-1)?.xid}')`,
      `insert into feed_cursors (name, xid, id) values ('seals', '${facts.at(-1)?.xid}', '${facts.at(-1)?.id}')`,
    )
  }

  const TABLES =
    `organizations users organization_members teams document_blobs document_requests documents document_versions
    document_pages document_shares document_comments document_extractions document_access_logs document_labels events
    event_seals storage_usage`.split(/\s+/)
  /** Each row of each table without what a migration may write: the words for the search, and a row's own history. */
  async function readRows(url: string): Promise<Record<string, Record<string, unknown>[]>> {
    const tables: Record<string, Record<string, unknown>[]> = {}
    for (const table of TABLES)
      tables[table] = (
        await query(
          url,
          `select to_jsonb(t) - '{search_vector,head_vector,version,updated_at}'::text[] as row from ${table} t order by t::text`,
        )
      ).map(({ row }) => row as Record<string, unknown>)
    return tables
  }
  const superuser = (url: string) => {
    const result = new URL(server.url)
    result.pathname = new URL(url).pathname
    return result.href
  }

  let url: string
  let before: Awaited<ReturnType<typeof readRows>>
  beforeAll(async () => {
    url = await newDatabase('upgraded')
    await migrateFrom(folderOf('first', '0003_documents.sql'), url)
    await asAdmin(superuser(url), ROWS)
    await sealAsBefore(superuser(url))
    before = await readRows(superuser(url))
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([])
    expect(await migrate(url, SECRET, [])).toContain('0004_identity_mended.sql')
  })

  test('keeps every row and every value, except that nothing is public any more', async () => {
    const after = await readRows(superuser(url))
    for (const [table, rows] of Object.entries(before)) {
      const kept = rows.map((row) => (row.visibility === 'public' ? { ...row, visibility: 'agency' } : row))
      expect(after[table], table).toHaveLength(kept.length)
      expect(after[table], table).toEqual(
        expect.arrayContaining(kept.map((row) => expect.objectContaining(row))),
      )
    }
  })

  test('still verifies its audit trail', async () => {
    const worker = connect(urlAs(url, SECRET, 'deedline_worker'), { max: 1 })
    const verdict = await withWorker(worker, (tx) => verifyChain(tx, SECRET, org))
    await disconnect(worker)
    expect(verdict).toMatchObject({ intact: true, sealed: 2, unsealed: 0 })
  })

  test('fills the new columns from the old rows', async () => {
    const ask = (text: string) => query(superuser(url), text)
    expect(await ask('select received_count from document_requests')).toEqual([{ received_count: 1 }])
    expect(
      await ask('select field, decided_version_number as version from document_extractions order by id'),
    ).toEqual([
      { field: 'price', version: 1 },
      { field: 'buyer', version: null },
    ])
  })

  test('lets the worker create nothing once the migrations are done', async () => {
    const allowed = `select has_schema_privilege('deedline_worker', 'public', 'create') as allowed`
    expect(await query(url, allowed)).toEqual([{ allowed: false }])
  })
})

describe('A migration', () => {
  const GROUND = '0001_ground.sql'
  const OTHERS = ['create table things (id integer)', 'alter table things add column name text']

  /** Somebody who has the table until released. */
  async function hold(url: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('begin')
    await client.query('select * from things')
    return () => client.end()
  }

  async function databaseWithThings(name: string): Promise<{ url: string; folder: URL }> {
    const url = await newDatabase(name)
    await migrateFrom(folderOf(`${name}-before`, GROUND, { '0100_a.sql': OTHERS[0] as string }), url)
    const folder = folderOf(name, GROUND, {
      '0100_a.sql': OTHERS[0] as string,
      '0101_b.sql': OTHERS[1] as string,
    })
    return { url, folder }
  }

  test('that waits for a table lets others through, and finishes once the table is free', async () => {
    const { url, folder } = await databaseWithThings('patient')
    const release = await hold(url)
    const migrated = migrateFrom(folder, url, { lock_timeout_ms: 200, pauses_ms: [1_500] })
    // In the pause nobody stands behind the migration: a new reader is answered.
    await new Promise((done) => setTimeout(done, 900))
    expect(await query(url, 'select count(*)::int as n from things')).toEqual([{ n: 0 }])
    await release()
    expect(await migrated).toEqual(['0101_b.sql'])
  })

  test('that never gets its table gives up with a message, keeps nothing, and can be run again', async () => {
    const { url, folder } = await databaseWithThings('given_up')
    const release = await hold(url)
    await expect(
      migrateFrom(folder, url, { lock_timeout_ms: 100, pauses_ms: [50, 50] }),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('0101_b.sql needs a table that others keep in use'),
    })
    await release()
    expect(await query(url, `select name from migrations where name = '0101_b.sql'`)).toEqual([])
    expect(await migrateFrom(folder, url)).toEqual(['0101_b.sql'])
  })

  test('that fails is rolled back as a whole', async () => {
    const url = await newDatabase('undone')
    const text = 'create table half (id integer); select 1 / 0;'
    const folder = folderOf('undone', GROUND, { '0100_half.sql': text })
    await expect(migrateFrom(folder, url)).rejects.toThrow(/0100_half\.sql failed; nothing of it was kept/)
    expect(await query(url, `select to_regclass('half') as found`)).toEqual([{ found: null }])
  })
})
