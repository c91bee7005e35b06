import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { AppError } from '#lib/errors.ts'

const FOLDER = new URL('../../db/postgres/', import.meta.url)
const ROLES = ['deedline_app', 'deedline_worker'] as const
export type DatabaseRole = (typeof ROLES)[number]

/** The password of one of our own roles, derived so that no second secret has to be kept. */
function rolePassword(secret: string, role: DatabaseRole): string {
  return createHmac('sha256', secret).update(`role:${role}`).digest('base64url')
}

/**
 * What PostgreSQL stores of the password (RFC 7677), with a salt that is derived too: the same at every start, so that
 * PgBouncer, which signs in with it, is not locked out when another process starts; and no statement contains a
 * password.
 */
function roleVerifier(secret: string, role: DatabaseRole): string {
  const salt = createHmac('sha256', secret).update(`salt:${role}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(rolePassword(secret, role), salt, 4096, 32, 'sha256')
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}

/** The same database as `url`, as one of our own roles. */
export function urlAs(url: string, secret: string, role: DatabaseRole): string {
  const result = new URL(url)
  result.username = role
  result.password = rolePassword(secret, role)
  return result.href
}

/**
 * A migration that waits for a table makes everything behind it wait too: it gives up, lets the others pass, and tries
 * again.
 */
type Patience = { lock_timeout_ms: number; pauses_ms: number[] }
const PATIENCE: Patience = { lock_timeout_ms: 5_000, pauses_ms: [2_000, 5_000, 10_000] }

type Options = Partial<Patience> & { folder?: URL }

/**
 * Migrates the database at `url` (the owner's, direct, never through a transaction pool) to the newest version: plain
 * SQL, forward only, one transaction a file. Two at once wait for each other. Returns the names of the files applied.
 */
export async function migrate(
  url: string,
  secret: string,
  reactions: { fact: string; job: string }[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const applied = await applyMigrations(client, url, secret)
    await client.query(`select ensure_partitions(now() - interval '1 month', now() + interval '3 months')`)
    await saveReactions(client, reactions)
    return applied
  } finally {
    await client.end()
  }
}

/**
 * Roles, the queue's tables and the files of a folder, in that order: what other versions of the program need, too.
 */
export async function applyMigrations(
  client: pg.Client,
  url: string,
  secret: string,
  { folder = FOLDER, ...patience }: Options = {},
): Promise<string[]> {
  await lockMigrations(client)
  await createRoles(client, secret)
  await runMigrations({ connectionString: url })
  return applyFiles(client, folder, { ...PATIENCE, ...patience })
}

/**
 * Polled: a statement that waits holds a snapshot, and an index that is built concurrently would wait for it.
 */
async function lockMigrations(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('deedline.migrate')) as mine`)
    if (rows[0].mine) return
    await sleep(200)
  }
}

async function createRoles(client: pg.Client, secret: string): Promise<void> {
  for (const role of ROLES) {
    const password = client.escapeLiteral(roleVerifier(secret, role))
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login noinherit; end if;
    end $$`)
    await client.query(`alter role ${role} password ${password}`)
  }
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = 'deedline_identity') then create role deedline_identity; end if;
  end $$`)
  await client.query(`grant deedline_identity to deedline_app`)
  await client.query(`grant deedline_worker to current_user`)
  await client.query(`alter role deedline_app set statement_timeout = '30s'`)
  await client.query(`alter role deedline_app set idle_in_transaction_session_timeout = '60s'`)
}

type Applied = { name: string; breaks_older: boolean }

/** The first line of a migration that older programs can't work with. */
const BREAKS_OLDER = '-- breaks older versions'

/** During a rolling update an older program goes on, and may restart on a database that is newer than it. */
function demandUnderstood(unknown: Applied[]): void {
  const breaking = unknown.filter(({ breaks_older }) => breaks_older).map(({ name }) => name)
  if (breaking.length > 0)
    throw new AppError(
      'refused',
      `The database is newer than this program (${breaking.join(', ')}). Install the version that wrote it.`,
    )
}

async function applyFiles(client: pg.Client, folder: URL, patience: Patience): Promise<string[]> {
  await client.query(
    'create table if not exists migrations (name text primary key, created_at timestamptz not null default now())',
  )
  await client.query(
    'alter table migrations add column if not exists breaks_older boolean not null default false',
  )
  const { rows } = await client.query<Applied>('select name, breaks_older from migrations')
  const done = new Set(rows.map((row) => row.name))
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  demandUnderstood(rows.filter(({ name }) => !files.includes(name)))
  const waiting = files.filter((name) => !done.has(name))
  for (const name of waiting) {
    const text = await readFile(new URL(name, folder), 'utf8')
    if (text.startsWith(OUTSIDE)) await applyOutside(client, name, text)
    else await applyPatiently(client, name, text, patience)
  }
  return waiting
}

/**
 * The first line of a migration whose statements, each ended by a semicolon at the end of a line, run one by one outside
 * of a transaction: `create index concurrently if not exists` on tables too large to be locked. Each must be safe to
 * repeat, for an interrupted one starts again.
 */
const OUTSIDE = '-- outside a transaction'

async function applyOutside(client: pg.Client, name: string, text: string) {
  try {
    await dropBrokenIndexes(client, text)
    for (const statement of text.split(/;\s*$/m)) await client.query(statement)
    await client.query('insert into migrations (name) values ($1)', [name])
  } catch (error) {
    throw new Error(`Migration ${name} was interrupted; the next start goes on with it. ${error}`, {
      cause: error,
    })
  }
}

/** An index whose build was interrupted remains, is never used, and would look like a finished one. */
async function dropBrokenIndexes(client: pg.Client, text: string): Promise<void> {
  const { rows } = await client.query<{ index: string }>(
    `select c.oid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indexrelid
      where not i.indisvalid and $1 ~ ('\\m' || c.relname || '\\M')`,
    [text],
  )
  for (const { index } of rows) await client.query(`drop index concurrently if exists ${index}`)
}

async function applyPatiently(client: pg.Client, name: string, text: string, patience: Patience) {
  for (const pause_ms of [...patience.pauses_ms, null]) {
    try {
      return await applyFile(client, name, text, patience.lock_timeout_ms)
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE)
        throw new Error(`Migration ${name} failed; nothing of it was kept. ${error}`, { cause: error })
      if (pause_ms !== null) await sleep(pause_ms)
    }
  }
  throw new AppError(
    'unavailable',
    `Migration ${name} needs a table that others keep in use; nothing of it was kept. End what runs long on the database, and run deedline migrate again.`,
  )
}

const LOCK_NOT_AVAILABLE = '55P03'

async function applyFile(client: pg.Client, name: string, text: string, lock_timeout_ms: number) {
  await client.query('begin')
  try {
    await client.query(`set local lock_timeout = ${lock_timeout_ms}`)
    // Without superuser rights, a function can be given only to a role that may create in its schema: the worker,
    // until the commit.
    await client.query('grant create on schema public to deedline_worker')
    await client.query(text)
    await client.query('revoke create on schema public from deedline_worker')
    await client.query('insert into migrations (name, breaks_older) values ($1, $2)', [
      name,
      text.startsWith(BREAKS_OLDER),
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/**
 * Adds the reactions of this version. Those of another version that runs beside it remain, since its workers do those
 * jobs; what no version has named for a week is deleted.
 */
async function saveReactions(client: pg.Client, reactions: { fact: string; job: string }[]): Promise<void> {
  await client.query(
    `insert into fact_reactions (fact, job)
     select fact, job from jsonb_to_recordset($1) as r(fact text, job text)
         on conflict (fact, job) do update set seen_at = now()`,
    [JSON.stringify(reactions)],
  )
  await client.query(`delete from fact_reactions where seen_at < now() - interval '1 week'`)
}
