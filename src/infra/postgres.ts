import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
} from 'kysely'
import postgres from 'postgres'
import { parse as parseArray } from 'postgres-array'
import type { DB } from '#infra/tables.ts'
import { type Actor, NOWHERE, type Origin } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'

/** A pool that only makes transactions: see withActor, readAs, withIdentity, withWorker. */
export type Db = {
  sql: postgres.Sql
  prepare: boolean
}

/**
 * A transaction that already belongs to somebody. Only the functions of this file make one, and only a Tx can run
 * a query.
 */
export type Tx = Transaction<DB> & { readonly scoped: unique symbol }

type Settings = Record<string, string>
type Reserved = postgres.ReservedSql

/** A list of texts or ids as PostgreSQL writes it: {"a","b"}. */
function writeArray(values: readonly (string | null)[]): string {
  const parts = values.map((value) => (value === null ? 'NULL' : `"${value.replaceAll(/["\\]/g, '\\$&')}"`))
  return `{${parts.join(',')}}`
}

function arrayOf(oid: number) {
  return { to: oid, from: [oid], serialize: writeArray, parse: (text: string) => parseArray(text) }
}

/** Rows come out as they go over the wire: instants as ISO 8601 strings, days as YYYY-MM-DD, numerics as strings. */
const TYPES = {
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: string | Date) => (value instanceof Date ? value.toISOString() : value),
    parse: (value: string) => new Date(value).toISOString(),
  },
  texts: arrayOf(1009),
  varchars: arrayOf(1015),
  ids: arrayOf(2951),
  day: { to: 1082, from: [1082], serialize: String, parse: String },
  /** JSON is written as text already; the driver would put it into quotes once more. */
  json: {
    to: 114,
    from: [114, 3802],
    serialize: String,
    parse: (text: string) => JSON.parse(text) as unknown,
  },
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
}

export type PoolSettings = {
  max?: number
  /** Off behind PgBouncer in transaction mode, where a prepared statement may meet another server. */
  prepare?: boolean
  application_name?: string
}

export function connect(
  url: string,
  { max = 10, prepare = true, application_name = 'deedline' }: PoolSettings = {},
): Db {
  const sql = postgres(url, {
    max,
    prepare,
    types: TYPES,
    // Asked at each connect, without anybody to hear that the connection was cut meanwhile; ours are above.
    fetch_types: false,
    connect_timeout: 5,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1), // Seconds; 20 would outlast a restart.
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name },
  }) as unknown as postgres.Sql
  return { sql, prepare }
}

export async function disconnect(db: Db): Promise<void> {
  await db.sql.end({ timeout: 5 })
}

/** One transaction as this actor: row-level security reads the settings, which die with the transaction. */
export function withActor<T>(db: Db, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, settingsOf(actor), work)
}

/**
 * One SELECT as this actor, with BEGIN, settings, SELECT and COMMIT in a single flight: 1.5 times the rate of
 * withActor (2026-11-21). A second statement is a bug and throws.
 */
export async function readAs<T>(db: Db, actor: Actor, read: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await reserve(db)
  const opened = open(db, connection, settingsOf(actor))
  const single = singleStatement(db, connection)
  try {
    const result = await read(single.tx)
    await Promise.all([opened, single.committed()])
    return result
  } catch (error) {
    await Promise.allSettled([opened, single.abandon()])
    throw error
  } finally {
    connection.release()
  }
}

/** One transaction before anybody is known: sign-in, sign-up, invitations. Sees the tables of identity only. */
export function withIdentity<T>(db: Db, origin: Origin, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, { role: 'deedline_identity', ...originSettings(origin) }, work)
}

/** One transaction across all organizations. `db` must be connected as deedline_worker. */
export function withWorker<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, originSettings(NOWHERE), work)
}

/** Says from now on, in this transaction, who is acting: after sign-in has found out. */
export async function becomePerson(tx: Tx, user_id: string): Promise<void> {
  await tx.executeQuery({
    sql: `select set_config('app.user_id', $1, true)`,
    parameters: [user_id],
  } as unknown as CompiledQuery)
}

function settingsOf(actor: Actor): Settings {
  return {
    'app.user_id': actor.user_id ?? '',
    'app.organization_id': actor.organization_id,
    'app.role': actor.role,
    'app.document_id': actor.document_id ?? '',
    ...originSettings(actor.origin),
  }
}

function originSettings(origin: Origin): Settings {
  return {
    'app.ip_address': origin.ip_address ?? '',
    'app.user_agent': origin.user_agent ?? '',
    'app.request_id': origin.request_id ?? '',
  }
}

async function transact<T>(db: Db, settings: Settings, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await reserve(db)
  const opened = open(db, connection, settings)
  try {
    const result = await work(kyselyOver(driverOf((query) => run(db, connection, query))))
    await opened
    const { command } = await connection.unsafe('commit')
    if (command !== 'COMMIT')
      throw new Error('A statement failed and its error was swallowed; nothing was saved.')
    return result
  } catch (error) {
    await Promise.allSettled([opened, connection.unsafe('rollback')])
    throw error
  } finally {
    connection.release()
  }
}

async function reserve(db: Db): Promise<Reserved> {
  try {
    return await db.sql.reserve()
  } catch (error) {
    throw new AppError(
      'unavailable',
      'The database does not answer. Nothing was changed; try again in a moment.',
      {
        retry_after: 5,
        cause: String(error),
      },
    )
  }
}

/** BEGIN and the settings go out at once and are not awaited: the first statement follows them in the same flight. */
function open(db: Db, connection: Reserved, settings: Settings): Promise<unknown> {
  const names = Object.keys(settings)
  const call = names.map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')
  const opened = Promise.all([
    connection.unsafe('begin'),
    connection.unsafe(`select ${call}`, Object.values(settings), { prepare: db.prepare }),
  ])
  opened.catch(() => {}) // The statement that follows fails for the same reason, and says so.
  return opened
}

async function run(db: Db, connection: Reserved, query: CompiledQuery): Promise<QueryResult<never>> {
  const rows = await connection.unsafe(query.sql, query.parameters as never[], { prepare: db.prepare })
  return { rows: [...rows] as never[], numAffectedRows: BigInt(rows.count ?? 0) }
}

function singleStatement(db: Db, connection: Reserved) {
  let commit: Promise<unknown> | undefined
  const tx = kyselyOver(
    driverOf((query) => {
      if (commit) throw new Error('readAs runs one statement; use withActor for more.')
      const result = run(db, connection, query)
      commit = Promise.resolve(connection.unsafe('commit'))
      commit.catch(() => {})
      return result
    }),
  )
  return {
    tx,
    committed: () => commit ?? connection.unsafe('rollback'),
    abandon: () => Promise.allSettled([commit, commit ? undefined : connection.unsafe('rollback')]),
  }
}

const adapter = new PostgresAdapter()

function kyselyOver(driver: Driver): Tx {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }) as unknown as Tx
}

function driverOf(execute: (query: CompiledQuery) => Promise<QueryResult<never>>): Driver {
  const nothing = async () => {}
  const connection: DatabaseConnection = {
    executeQuery: execute as DatabaseConnection['executeQuery'],
    streamQuery: () => {
      throw new Error('Stream with a cursor of the driver.')
    },
  }
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  }
}
