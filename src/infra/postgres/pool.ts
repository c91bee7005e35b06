import type { Duplex } from 'node:stream'
import pg from 'pg'
import { parse as parseArray } from 'postgres-array'
import { ask, fly } from '#infra/postgres/flight.ts'
import { AppError } from '#lib/errors.ts'

/**
 * Connections of one role to one database. They can only open transactions: see withActor, readAs and their siblings.
 */
export type Db = {
  url: string
  pool: pg.Pool
  /** The prepared statement's name for each text; undefined if it is not prepared. */
  nameOf: (text: string) => string | undefined
  /** Connections that short reads currently share. */
  lanes: Set<Lane>
}

type Lane = { client: Promise<pg.PoolClient>; flights: number; stale: boolean }

/** A connection while it belongs to one transaction. Queries after `end` are refused and reach no other transaction. */
export type Lease = {
  /**
   * Statements are sent at once, without waiting for earlier responses; statements with values (even none) are
   * prepared.
   */
  query: (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>
  /** Settings and one statement, in one flight. Returns the rows of the statement. */
  queryWithin: (settings: Sql, query: Sql) => Promise<pg.QueryResult>
  end: () => void
}

type Sql = { text: string; values: readonly unknown[] }

export type PoolSettings = {
  max?: number
  /** Turned off behind PgBouncer in transaction mode, where a prepared statement may reach another server. */
  prepare?: boolean
  application_name?: string
  /** How long to wait for a response; no limit by default. */
  silence_ms?: number
}

/** For a connection from the pool, and for opening a new connection. */
const PATIENCE_MS = 10_000

export function connect(
  url: string,
  { max = 10, prepare = true, application_name = 'deedline', silence_ms }: PoolSettings = {},
): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name,
    types: { getTypeParser } as pg.CustomTypesConfig,
    pipeline: true,
    connectionTimeoutMillis: PATIENCE_MS,
    ...(silence_ms && { query_timeout: silence_ms }),
    idleTimeoutMillis: 60_000,
  })
  // Queries in progress learn that the connection was lost; when there are none, the pool just replaces it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return { url, pool, nameOf: prepare ? statementNames() : () => undefined, lanes: new Set() }
}

export async function disconnect(db: Db): Promise<void> {
  await db.pool.end()
}

export async function lease(db: Db): Promise<Lease> {
  let client: pg.PoolClient | undefined = await db.pool.connect().catch((error) => {
    throw lost(error)
  })
  let stale = false
  const within = async (send: (client: pg.PoolClient) => Promise<pg.QueryResult>) => {
    if (!client) throw new Error('This transaction has ended.')
    gather(client.connection.stream, process.nextTick)
    try {
      return await send(client)
    } catch (error) {
      stale ||= isStale(error)
      throw reasonOf(error, client)
    }
  }
  return {
    query: (text, values) => within((on) => (values ? ask(on, named(db, { text, values })) : on.query(text))),
    queryWithin: (settings, query) => within((on) => fly(on, named(db, settings), named(db, query))),
    end: () => {
      client?.release(stale)
      client = undefined
    },
  }
}

/** More would wait for each other too long; fewer would send more packets than necessary. */
const FLIGHTS = 8

/**
 * Settings and one short statement, in one flight and a transaction of their own, on a connection shared with flights
 * of other requests: flights of one turn of the loop leave in one packet. Each flight ends with its own Sync, so
 * neither settings nor errors reach the next. A slow read would hold up those behind it, so it takes a lease instead.
 */
export async function flyTogether(db: Db, settings: Sql, query: Sql): Promise<pg.QueryResult> {
  const lane = laneOf(db)
  lane.flights += 1
  let client: pg.PoolClient | undefined
  try {
    client = await lane.client
    gather(client.connection.stream, setImmediate)
    return await fly(client, named(db, settings), named(db, query))
  } catch (error) {
    if (!client || isStale(error)) leave(db, lane)
    if (isUnparsed(error)) return await flyAlone(db, settings, query)
    throw client ? reasonOf(error, client) : lost(error)
  } finally {
    lane.flights -= 1
    if (lane.flights === 0) {
      db.lanes.delete(lane)
      client?.release(lane.stale)
    }
  }
}

function laneOf(db: Db): Lane {
  for (const lane of db.lanes) if (lane.flights < FLIGHTS) return lane
  const lane = { client: db.pool.connect(), flights: 0, stale: false }
  db.lanes.add(lane)
  return lane
}

/** Settings and one statement, in one flight and a transaction of their own, on a connection of their own. */
export async function flyAlone(db: Db, settings: Sql, query: Sql): Promise<pg.QueryResult> {
  const connection = await lease(db)
  try {
    return await connection.queryWithin(settings, query)
  } finally {
    connection.end()
  }
}

/** Takes no new flights; the connection closes after its last one. */
function leave(db: Db, lane: Lane): void {
  db.lanes.delete(lane)
  lane.stale = true
}

function named(db: Db, { text, values }: Sql): Sql & { name: string | undefined } {
  return { name: db.nameOf(text), text, values }
}

/** An earlier flight was to prepare the statement, and failed. */
function isUnparsed(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '26000'
}

function isStale(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.routine === 'RevalidateCachedQuery'
}

function reasonOf(error: unknown, client: pg.PoolClient): unknown {
  return client.connection.stream.destroyed || isCutOff(error) ? lost(error) : error
}

/** The driver's plain error for a connection that was lost while idle. */
function isCutOff(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return false
  return /not queryable|Connection terminated|Query read timeout/.test(String(error))
}

/**
 * Everything written until the end of this tick, or turn of the loop, leaves in one packet: a flight of four costs 53
 * µs instead of 62 (2026-11-24).
 */
function gather(stream: Duplex, until: (end: () => void) => void): void {
  if (stream.writableCorked > 0) return
  stream.cork()
  until(() => stream.uncork())
}

function lost(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    'The database isn’t responding. Nothing was changed; try again in a moment.',
    { retry_after: 5, cause: String(cause) },
  )
}

/** A server holds each prepared statement in the memory of each connection, so their number needs a limit. */
const STATEMENTS = 1_000

function statementNames(): Db['nameOf'] {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= STATEMENTS) return known
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}

const asText = (text: string) => text
const list = (text: string) => parseArray(text)

/** Values come as they are on the wire: timestamps as ISO 8601 strings, days as YYYY-MM-DD, numerics as strings. */
const PARSERS: Record<number, (text: string) => unknown> = {
  20: Number, // bigint
  1009: list, // text[]
  1015: list, // varchar[]
  1082: asText, // date
  1184: instant, // timestamptz
  1186: asText, // interval
  2951: list, // uuid[]
}

/** '2026-11-24 09:00:00.123456+00', as a session in UTC writes it. Skipping Date saves 5% of a list of 25. */
function instant(text: string): string {
  if (!text.endsWith('+00') || text.length < 22 || text[10] !== ' ') return new Date(text).toISOString()
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text')
}
