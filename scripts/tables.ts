import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate } from '#app/migrate.ts'
import { startPostgres } from '#infra/postgres/embedded/engine.ts'

/**
 * Writes src/infra/postgres/tables.ts from a migrated database. A domain with `check (value in (…))` becomes a union type;
 * what has a default or is generated may be left out of an insert.
 */
type Column = {
  table: string
  column: string
  type: string
  is_array: boolean
  nullable: boolean
  optional: boolean
  generated: boolean
  values: string | null
}

const COLUMNS = `
  select c.relname as table, a.attname as column, t.typcategory = 'A' as is_array,
         coalesce(b.typname, e.typname, t.typname) as type,
         not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as optional, a.attgenerated <> '' as generated,
         (select pg_get_constraintdef(k.oid) from pg_constraint k
           where (k.contypid = t.oid) or (k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum])
           order by k.contypid desc limit 1) as values
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type b on b.oid = t.typbasetype and t.typbasetype <> 0
    left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
   where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
   order by c.relname, a.attnum`

const TYPES: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  bytea: 'Buffer',
}

/** Instants are read as ISO 8601 and may be written as a Date; JSON is written as text and read as its domain says. */
const WRITTEN: Record<string, [read: string, write: string]> = {
  timestamptz: ['string', 'string | Date'],
  jsonb: ['Json', 'string'],
}

function typeOf({ type, is_array, nullable, optional, generated, values }: Column): string {
  const none = nullable ? ' | null' : ''
  const [read, write] = WRITTEN[type] ?? []
  if (read && write) {
    const insert = `${write}${none}${optional || nullable ? ' | undefined' : ''}`
    return `ColumnType<${read}${none}, ${insert}, ${write}${none}>`
  }
  const list = values?.includes('ANY (ARRAY[') || values?.includes('ANY ((ARRAY[')
  const literals = list ? [...(values ?? '').matchAll(/'([^']+)'::(?:text|character varying)/g)] : []
  const base =
    literals.length > 0 ? literals.map(([, value]) => `'${value}'`).join(' | ') : (TYPES[type] ?? 'string')
  const whole = `${is_array ? `Array<${base}>` : base}${none}`
  if (generated) return `GeneratedAlways<${whole}>`
  return optional ? `Generated<${whole}>` : whole
}

/** TypeScript source of the tables of the database at `url`. */
export async function generateTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Column>(COLUMNS)
  await client.end()
  const tables = Map.groupBy(rows, (row) => row.table)
  const blocks = [...tables].map(
    ([table, columns]) =>
      `  ${table}: {\n${columns.map((c) => `    ${c.column}: ${typeOf(c)}`).join('\n')}\n  }`,
  )
  return `// Written by \`npm run tables\` from the migrated database; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a JSON column holds what its domain's schema says.
type Json = any

export type DB = {
${blocks.join('\n')}
}
`
}

/** Migrates an embedded database of its own for it, unless a URL is given. */
async function main(given: string | undefined): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deedline-tables-'))
  const embedded = given ? undefined : await startPostgres({ dataDir })
  try {
    const url = given ?? embedded?.url ?? ''
    if (embedded) await migrate(url, randomBytes(32).toString('base64'), [])
    await writeFile(new URL('../src/infra/postgres/tables.ts', import.meta.url), await generateTables(url))
  } finally {
    await embedded?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2])
