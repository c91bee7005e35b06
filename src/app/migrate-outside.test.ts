import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { applyMigrations } from '#app/migrate.ts'
import { newId } from '#lib/ids.ts'
import { asAdmin, query } from '#testing/databases.ts'
import { SECRET } from '#testing/secret.ts'

const root = mkdtempSync(join(tmpdir(), 'deedline-outside-'))
const folder = pathToFileURL(`${root}/`)
const FILE = '0001_indexes.sql'
let url = ''
const name = () => new URL(url).pathname.slice(1)

beforeEach(async () => {
  const target = new URL(inject('server'))
  target.pathname = `/t_${newId().replaceAll('-', '')}`
  url = target.href
  await asAdmin(inject('server'), `create database ${name()}`)
  await asAdmin(url, 'create table things (id integer, kind integer)', 'insert into things values (1, 1)')
  writeFileSync(
    join(root, FILE),
    `-- outside a transaction
-- Two of them; the second is what gets interrupted.
create index concurrently if not exists things_id on things (id);
create index concurrently if not exists things_kind on things (kind);
`,
  )
})
afterEach(() => asAdmin(inject('server'), `drop database if exists ${name()} with (force)`))
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // What is interrupted here loses its connection.
  await client.connect()
  return client
}

async function migrateAll(): Promise<string[]> {
  const client = await connected()
  return applyMigrations(client, url, SECRET, { folder }).finally(() => client.end())
}

/** Somebody in the middle of a change to the table, for which an index built concurrently waits. */
async function change(): Promise<() => Promise<void>> {
  const client = await connected()
  await client.query('begin')
  await client.query('update things set kind = kind where id = 1')
  return () => client.end()
}

const indexes = () =>
  query(
    url,
    `select c.relname as name, i.indisvalid as valid, c.relfilenode::int as file from pg_index i
       join pg_class c on c.oid = i.indexrelid where c.relname like 'things%' order by c.relname`,
  )

/** The processes that build an index at this moment. */
const BUILDING = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and state = 'active' and query ~ 'create index concurrently'`
const building = () => query(url, `select pid ${BUILDING}`)

describe('A migration outside a transaction', () => {
  test('builds its indexes while the table is written to, even when two processes start at once', async () => {
    const release = await change()
    const both = Promise.all([migrateAll(), migrateAll()])
    await expect.poll(building, { timeout: 10_000 }).toHaveLength(1)
    await query(url, 'insert into things values (2, 2)') // Nobody waits for it.
    await release()
    expect((await both).map((applied) => applied.length).sort()).toEqual([0, 1])
    expect((await indexes()).map(({ name, valid }) => [name, valid])).toEqual([
      ['things_id', true],
      ['things_kind', true],
    ])
  })

  test('that was interrupted continues at the next start: finished indexes stay, unfinished ones are rebuilt', async () => {
    await asAdmin(url, 'create index things_id on things (id)')
    const [built] = await indexes()
    const release = await change()
    const interrupted = migrateAll()
    interrupted.catch(() => {})
    await expect.poll(building, { timeout: 10_000 }).toHaveLength(1)
    await asAdmin(url, `select pg_terminate_backend(pid) ${BUILDING}`)
    await expect(interrupted).rejects.toThrow(
      /0001_indexes\.sql was interrupted; the next start goes on with it/,
    )
    await release()
    expect(await indexes()).toEqual([built, { name: 'things_kind', valid: false, file: expect.any(Number) }])
    const [, broken] = await indexes()

    expect(await migrateAll()).toEqual([FILE])
    const [first, second] = await indexes()
    expect([first, second?.valid]).toEqual([built, true])
    expect(second?.file).not.toBe(broken?.file)
    expect(await migrateAll()).toEqual([])
  })

  test('leaves indexes that another migration left invalid alone', async () => {
    await migrateAll()
    await asAdmin(
      url,
      'create index others on things (kind)',
      `update pg_index set indisvalid = false where indexrelid = 'others'::regclass`,
      `delete from migrations where name = '${FILE}'`,
    )
    expect(await migrateAll()).toEqual([FILE])
    expect(await query(url, `select indisvalid from pg_index where indexrelid = 'others'::regclass`)).toEqual(
      [{ indisvalid: false }],
    )
  })

  test('that fails reports it, and does not count as done', async () => {
    writeFileSync(
      join(root, FILE),
      '-- outside a transaction\ncreate index concurrently x on nothing (id);\n',
    )
    await expect(migrateAll()).rejects.toThrow(/"nothing" does not exist/)
    expect(await query(url, 'select name from migrations')).toEqual([])
  })
})
