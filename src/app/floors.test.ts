import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()
const floors: string[][] = JSON.parse(readFileSync('floors.json', 'utf8'))
const floorOf = (domain: string) => floors.findIndex((row) => row.includes(domain))

/** Tables that belong to the ground: written by infra and by the doors of the database. */
const GROUND = new Set([
  'events',
  'event_seals',
  'feed_cursors',
  'idempotency_keys',
  'fact_reactions',
  'partitioned_tables',
  'migrations',
])
/** Written by triggers and doors of their own domain, never from code. */
const BY_THE_DATABASE: Record<string, string> = {
  storage_usage: 'documents',
  document_terms: 'documents',
}

const WRITES =
  /(?:insertInto|updateTable|deleteFrom)\('(\w+)|(?:insert\s+into|delete\s+from)\s+(\w+)|update\s+(\w+)\s+(?:\w+\s+)?set/g

/** Which domains write which table, from every line of SQL in the house. */
function writers(): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>()
  for (const file of globSync('src/domains/**/*.ts').filter((name) => !name.endsWith('.test.ts'))) {
    const domain = file.split('/')[2] as string
    for (const [, a, b, c] of readFileSync(file, 'utf8').matchAll(WRITES)) {
      const table = a ?? b ?? c ?? ''
      result.set(table, (result.get(table) ?? new Set()).add(domain))
    }
  }
  return result
}

async function tables(): Promise<string[]> {
  const rows =
    await app.query(`select relname from pg_class where relkind in ('r', 'p') and not relispartition
    and relnamespace = 'public'::regnamespace order by relname`)
  return rows.map((row) => String(row.relname))
}

function ownerOf(table: string): string | undefined {
  return BY_THE_DATABASE[table] ?? [...(writers().get(table) ?? [])][0]
}

describe('the floors', () => {
  test('every table is written by one domain', async () => {
    for (const table of (await tables()).filter((name) => !GROUND.has(name)))
      expect(
        [
          ...new Set([
            ...(writers().get(table) ?? []),
            ...(BY_THE_DATABASE[table] ? [BY_THE_DATABASE[table]] : []),
          ]),
        ],
        table,
      ).toHaveLength(1)
  })

  test('foreign keys point down, as imports do', async () => {
    const keys = await app.query(`select conrelid::regclass::text as from, confrelid::regclass::text as to
      from pg_constraint where contype = 'f' and conparentid = 0`)
    for (const { from, to } of keys as { from: string; to: string }[]) {
      const [above, below] = [ownerOf(from), ownerOf(to)]
      if (above && below && above !== below)
        expect(floorOf(above), `${from} -> ${to}`).toBeGreaterThan(floorOf(below))
    }
  })
})

describe('every tenant table', () => {
  test('has its organization first in its key, and row-level security that even its owner cannot bypass', async () => {
    const rows = await app.query(`
      select c.relname, c.relrowsecurity, c.relforcerowsecurity,
             (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
               where i.indrelid = c.oid and i.indisprimary) as first_key
        from pg_class c where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')`)
    expect(rows.length).toBeGreaterThan(20)
    for (const row of rows)
      expect(row, String(row.relname)).toMatchObject({
        relrowsecurity: true,
        relforcerowsecurity: true,
        first_key: 'organization_id',
      })
  })

  test('refers to its neighbors together with its organization', async () => {
    const keys = await app.query(`
      select k.conrelid::regclass::text as from, k.confrelid::regclass::text as to,
             (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) as columns,
             exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'organization_id') as to_tenant
        from pg_constraint k where contype = 'f' and conparentid = 0`)
    for (const key of keys.filter((one) => one.to_tenant))
      expect(key.columns, `${key.from} -> ${key.to}`).toContain('organization_id')
  })

  test('that belongs to a person has row-level security as well', async () => {
    const rows = await app.query(`select relname, relrowsecurity, relforcerowsecurity from pg_class
      where relname in ('users', 'organizations', 'user_sessions', 'mfa_tokens', 'mfa_factors', 'oauth_connections', 'login_attempts')`)
    expect(rows).toHaveLength(7)
    for (const row of rows) expect(row).toMatchObject({ relrowsecurity: true, relforcerowsecurity: true })
  })

  test('and its partitions cannot be reached around their parent', async () => {
    const rows = await app.query(`select relname from pg_class where relispartition and relkind = 'r'
      and (has_table_privilege('deedline_app', oid, 'select') or has_table_privilege('deedline_worker', oid, 'select'))`)
    expect(rows).toEqual([])
  })
})

test('the application’s role owns nothing and bypasses nothing', async () => {
  const roles = await app.query(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname like 'deedline\\_%'`,
  )
  expect(roles).toHaveLength(3)
  for (const role of roles)
    expect(role).toMatchObject({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
    })
  expect(await app.query(`select relname from pg_class where relowner = 'deedline_app'::regrole`)).toEqual([])
})

test('only identity works before the caller is known', () => {
  const users = globSync('src/**/*.ts').filter(
    (file) => /withIdentity\(/.test(readFileSync(file, 'utf8')) && !/\.test\.ts$/.test(file),
  )
  const allowed =
    /^src\/(domains\/identity\/|infra\/postgres\.ts|app\/demonstration\.ts|testing\/|domains\/documents\/(shares|requests)\/routes\.ts|domains\/(transactions|exchanges)\/guests\/routes\.ts)/
  expect(users.filter((file) => !allowed.test(file))).toEqual([])
})
