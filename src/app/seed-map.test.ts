import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import seeds from '#app/seed-schema.json' with { type: 'json' }
import { testApp } from '#testing/app.ts'

const app = testApp()
const LEFT_OUT = 'left out'

/** The rows under one heading of the map: what the seed calls it, and what follows. */
function rowsOf(heading: string): Map<string, { here: string; why: string }> {
  const page = readFileSync('docs/seed-map.md', 'utf8')
  const part = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? ''
  const rows = [...part.matchAll(/^\| `([^`]+)` \| `?([^`|]+?)`? \|(?: (.+) \|)?$/gm)]
  expect(rows.length, heading).toBeGreaterThan(0)
  return new Map(rows.map(([, seed = '', here = '', why = '']) => [seed, { here, why }]))
}

const tables = rowsOf('Tables')
const columns = rowsOf('Columns')
const enums = rowsOf('Enumerations')
const indexes = rowsOf('Indexes')
const later = rowsOf('Not yet built')

/** Names in the migrated database: tables, `table.column`, indexes, and the values of each domain. */
const there = { tables: new Set(), columns: new Set(), indexes: new Set(), values: new Map<string, string>() }

beforeAll(async () => {
  const names = async (text: string) => (await app.query(text)).map((row) => String(row.name))
  there.tables = new Set(
    await names(`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm')`),
  )
  there.columns = new Set(
    await names(`select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public'`),
  )
  there.indexes = new Set(await names(`select indexname as name from pg_indexes where schemaname = 'public'`))
  const domains = await app.query(`select t.typname as name, pg_get_constraintdef(c.oid) as check
    from pg_type t join pg_constraint c on c.contypid = t.oid where t.typnamespace = 'public'::regnamespace`)
  there.values = new Map(domains.map((row) => [String(row.name), String(row.check)]))
})

const SQL_SEEDS = ['digital_docs', 'peak_1031'] as const
const seedTables = SQL_SEEDS.flatMap((seed) =>
  Object.entries(seeds[seed] as Record<string, string[]>).map(([table, names]) => ({
    seed: `${seed}.${table}`,
    names,
  })),
)
const builtTables = seedTables.filter(({ seed }) => tables.has(seed))

describe('in the seeds', () => {
  test('every table is in the database, or is listed as not built yet', () => {
    for (const { seed } of seedTables)
      expect([tables.has(seed), later.has(seed)].filter(Boolean), seed).toHaveLength(1)
    for (const [seed, { here }] of tables) expect(there.tables, seed).toContain(here)
  })

  test.each(builtTables)(
    'every column of $seed has the same name here, another name, or a reason',
    ({ seed, names }) => {
      const table = tables.get(seed)?.here
      for (const name of names) {
        const entry = columns.get(`${seed}.${name}`)
        if (entry?.here === LEFT_OUT) expect(entry.why.length, `${seed}.${name}`).toBeGreaterThan(10)
        else expect(there.columns, `${seed}.${name}`).toContain(entry?.here ?? `${table}.${name}`)
      }
    },
  )

  test('every enumerated value can be stored, or is listed as not built yet', () => {
    for (const [name, values] of Object.entries(seeds['digital_docs:enums'])) {
      expect([enums.has(name), later.has(name)].filter(Boolean), name).toHaveLength(1)
      const here = enums.get(name)?.here
      if (here)
        for (const value of values) {
          const entry = enums.get(`${name}.${value}`)
          if (entry) expect([entry.here, entry.why.length > 10], `${name} ${value}`).toEqual([LEFT_OUT, true])
          else expect(there.values.get(here), `${name} ${value}`).toContain(`'${value}'`)
        }
    }
  })

  test('every index is in the database, or has a reason not to be', () => {
    const built = new Set(builtTables.map(({ seed }) => seed.split('.')[1]))
    for (const [name = '', table = ''] of [...seeds['digital_docs:indexes'], ...seeds['peak_1031:indexes']]) {
      if (!built.has(table)) continue
      const entry = indexes.get(name)
      if (entry?.here === LEFT_OUT) expect(entry.why.length, name).toBeGreaterThan(10)
      else expect(there.indexes, name).toContain(entry?.here ?? name)
    }
  })
})

describe('the map', () => {
  test('mentions only what the seeds have', () => {
    const known = new Set([
      ...seedTables.flatMap(({ seed, names }) => [seed, ...names.map((name) => `${seed}.${name}`)]),
      ...Object.entries(seeds['digital_docs:enums']).flatMap(([name, values]) => [
        name,
        ...values.map((value) => `${name}.${value}`),
      ]),
      ...[...seeds['digital_docs:indexes'], ...seeds['peak_1031:indexes']].map(([name]) => name),
      ...seeds['peak_1031:matviews'],
      ...Object.keys(seeds['digital_docs:clickhouse']).map((table) => `digital_docs:clickhouse.${table}`),
    ])
    for (const part of [tables, columns, enums, indexes, later])
      for (const seed of part.keys()) expect(known, seed).toContain(seed)
  })

  test('lists nothing as renamed or missing that has the same name here', () => {
    for (const [seed] of columns) {
      const [, table = '', name] = seed.split('.')
      const here = tables.get(seed.replace(/\.\w+$/, ''))?.here ?? table
      expect(there.columns, seed).not.toContain(`${here}.${name}`)
    }
    for (const [seed] of indexes) expect(there.indexes, seed).not.toContain(seed)
    for (const [seed] of later) {
      const name = seed.split('.').at(-1) ?? ''
      const kinds = [there.tables.has(name), there.values.has(name)]
      expect(kinds, `${seed} is built: move it up to the tables or the enumerations`).toEqual([false, false])
    }
  })
})
