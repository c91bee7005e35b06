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
import { type Db, flyAlone, flyTogether, type Lease, lease } from '#infra/postgres/pool.ts'
import type { DB } from '#infra/postgres/tables.ts'
import { type Actor, NOWHERE, type Origin } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { rowPermissions } from '#lib/permissions.ts'

/**
 * A transaction that already acts for someone. Only the functions in this file create one, and only a Tx can run a
 * query.
 */
export type Tx = Transaction<DB> & { readonly scoped: unique symbol }

type Settings = Record<string, string>

/** What a request wants done in its first transaction that writes, by the actor it runs as. */
const beforeCommits = new WeakMap<Actor, (tx: Tx) => Promise<boolean>>()

/**
 * Runs `work` in this actor's first transaction that has written something, just before its COMMIT: all of it is kept,
 * or nothing. Throwing there rolls back the transaction; returning false defers the work to the next transaction that
 * writes.
 */
export function beforeFirstCommit(actor: Actor, work: (tx: Tx) => Promise<boolean>): void {
  beforeCommits.set(actor, work)
}

/** One transaction as this actor. Row-level security reads the settings, which end with the transaction. */
export async function withActor<T>(db: Db, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const last = beforeCommits.get(actor)
  if (!last) return transact(db, settingsOf(actor), work)
  try {
    return await transact(db, settingsOf(actor), async (tx) => {
      const result = await work(tx)
      if (beforeCommits.has(actor) && (await hasWritten(tx)) && (await last(tx))) beforeCommits.delete(actor)
      return result
    })
  } catch (error) {
    beforeCommits.delete(actor) // Anything a request writes after it has failed is cleanup.
    throw error
  }
}

async function hasWritten(tx: Tx): Promise<boolean> {
  const { rows } = await tx.executeQuery<{ wrote: boolean }>({
    sql: 'select pg_current_xact_id_if_assigned() is not null as wrote',
    parameters: [],
  } as unknown as CompiledQuery)
  return rows[0]?.wrote ?? false
}

/**
 * One SELECT as this actor. The settings and the SELECT are sent before one Sync, which makes them a transaction. A
 * second statement is a bug and throws.
 */
export function readAs<T>(db: Db, actor: Actor, read: (tx: Tx) => Promise<T>): Promise<T> {
  const settings = settingsQuery(readSettingsOf(actor))
  return read(oneStatement((query) => flyAlone(db, settings, query)))
}

/** The same for a SELECT that is always short, such as one row by its key: see flyTogether. */
export function readOne<T>(db: Db, actor: Actor, read: (tx: Tx) => Promise<T>): Promise<T> {
  const settings = settingsQuery(readSettingsOf(actor))
  return read(oneStatement((query) => flyTogether(db, settings, query)))
}

function oneStatement(
  ask: (query: {
    text: string
    values: readonly unknown[]
  }) => Promise<{ rows: unknown[]; rowCount: number | null }>,
): Tx {
  let asked = false
  return kyselyOver(
    driverOf(async (query) => {
      if (asked) throw new Error('One statement can be read so; use withActor for more.')
      asked = true
      const { rows, rowCount } = await ask({ text: query.sql, values: query.parameters })
      return { rows: rows as never[], numAffectedRows: BigInt(rowCount ?? 0) }
    }),
  )
}

/** One transaction before the person is known: sign-in, sign-up, invitations. Sees only the identity tables. */
export function withIdentity<T>(db: Db, origin: Origin, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, { role: 'deedline_identity', ...originSettings(origin) }, work)
}

/** One transaction across all organizations. `db` must be connected as deedline_worker. */
export function withWorker<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, originSettings(NOWHERE), work)
}

/** Sets who is acting for the rest of this transaction, after sign-in has identified them. */
export async function becomePerson(tx: Tx, user_id: string): Promise<void> {
  await tx.executeQuery({
    sql: `select set_config('app.user_id', $1, true)`,
    parameters: [user_id],
  } as unknown as CompiledQuery)
}

/**
 * Runs `work` in this transaction as the product itself, for the same organization: for what follows from an act whoever
 * does it, such as the deadlines of an exchange that the person who closes a deal doesn't see. Facts still name the person.
 * Where `work` throws, the transaction must be given up.
 */
export async function asSystem<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const set = (role: string) =>
    tx.executeQuery<{ before: string }>({
      sql: `select coalesce(current_setting('app.role', true), '') as before, set_config('app.role', $1, true)`,
      parameters: [role],
    } as unknown as CompiledQuery)
  const { rows } = await set('system')
  const result = await work()
  await set(rows[0]?.before ?? '')
  return result
}

function settingsOf(actor: Actor): Settings {
  return { ...readSettingsOf(actor), ...originSettings(actor.origin) }
}

/** The settings that policies read. The origin of a request is only recorded. */
function readSettingsOf(actor: Actor): Settings {
  return {
    'app.user_id': actor.user_id ?? '',
    'app.organization_id': actor.organization_id,
    'app.role': actor.role,
    'app.permissions': rowPermissions(actor.permissions),
    'app.document_id': actor.document_id ?? '',
    'app.guest_id': actor.guest_id ?? '',
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
  const connection = await lease(db)
  const opened = open(connection, settings)
  let cause: unknown
  try {
    const execute = (query: CompiledQuery) =>
      run(connection, query).catch((error) => {
        cause ??= error
        throw error
      })
    const result = await work(kyselyOver(driverOf(execute)))
    await opened
    await commit(connection)
    return result
  } catch (error) {
    await Promise.allSettled([opened, connection.query('rollback')])
    // Statements already on their way fail because of the first that did, so report that one.
    throw isAborted(error) ? (cause ?? error) : error
  } finally {
    connection.end()
  }
}

function isAborted(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === '25P02'
}

async function commit(connection: Lease): Promise<void> {
  const { command } = await connection.query('commit').catch((cause) => {
    if (!(cause instanceof AppError)) throw cause
    throw new AppError(
      'unavailable',
      'The database connection was lost while saving. Check whether your change was saved before you try again.',
      cause.details,
    )
  })
  if (command !== 'COMMIT')
    throw new Error('A statement failed and its error was swallowed; nothing was saved.')
}

/** BEGIN and the settings are sent at once and not awaited: the first statement follows in the same flight. */
function open(connection: Lease, settings: Settings): Promise<unknown> {
  const { text, values } = settingsQuery(settings)
  const opened = Promise.all([connection.query('begin'), connection.query(text, values)])
  opened.catch(() => {}) // The statement that follows fails for the same reason and reports it.
  return opened
}

function settingsQuery(settings: Settings): { text: string; values: string[] } {
  const names = Object.keys(settings)
  const call = names.map((name, i) => `set_config('${name}', $${i + 1}, true)`).join(', ')
  return { text: `select ${call}`, values: Object.values(settings) }
}

async function run(connection: Lease, query: CompiledQuery): Promise<QueryResult<never>> {
  const { rows, rowCount } = await connection.query(query.sql, query.parameters)
  return { rows: rows as never[], numAffectedRows: BigInt(rowCount ?? 0) }
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
