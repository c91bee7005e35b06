import { setTimeout as sleep } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Fact } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withWorker } from '#infra/postgres/transactions.ts'

/** A position in the feed: facts are ordered by the transaction that wrote them, then by id. */
export type FeedCursor = { xid: string; id: string }

export type FedFact = Fact & FeedCursor

const START: FeedCursor = { xid: '0', id: '00000000-0000-0000-0000-000000000000' }

/**
 * The facts after `cursor`, oldest first, of all organizations (`tx` is a worker's). Includes only facts of
 * transactions older than every running one, so a slow transaction is waited for and never skipped. A reader by `id >
 * last` lost 44% of the facts with 16 writers (2026-11-21).
 */
export async function readFeed(tx: Tx, cursor: FeedCursor, limit: number): Promise<FedFact[]> {
  const { rows } = await sql<FedFact>`
    select organization_id, id, xid::text as xid, name, subject_type, subject_id, user_id, payload, created_at
      from events
     where (events.xid, events.id) > (${cursor.xid}::xid8, ${cursor.id}::uuid)
       and events.xid < pg_snapshot_xmin(pg_current_snapshot())
     order by events.xid, events.id
     limit ${limit}`.execute(tx)
  return rows
}

/** The current end of the feed: where a reader that wants only new facts starts. */
export async function endOfFeed(tx: Tx): Promise<FeedCursor> {
  const { rows } = await sql<{ xid: string }>`
    select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as xid`.execute(tx)
  return { xid: rows[0]?.xid ?? '0', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
}

/**
 * Reads the next facts for the named reader and moves its cursor in the same transaction as `use`, so each fact is used
 * exactly once. Two readers with the same name wait for each other. Returns the number of facts.
 */
export async function consumeFeed(
  tx: Tx,
  name: string,
  limit: number,
  use: (facts: FedFact[]) => Promise<void>,
): Promise<number> {
  await sql`insert into feed_cursors (name, xid, id) values (${name}, ${START.xid}::xid8, ${START.id})
            on conflict do nothing`.execute(tx)
  const seen = await getCursor(tx, name, sql``)
  // Locking a row writes, so a reader that polls twice a second and finds nothing new doesn't lock.
  if ((await readFeed(tx, seen, 1)).length === 0) return 0
  const facts = await readFeed(tx, await getCursor(tx, name, sql`for update`), limit)
  const last = facts.at(-1)
  if (!last) return 0
  await use(facts)
  await sql`update feed_cursors set xid = ${last.xid}::xid8, id = ${last.id}, updated_at = now()
             where name = ${name}`.execute(tx)
  return facts.length
}

async function getCursor(tx: Tx, name: string, lock: RawBuilder<unknown>): Promise<FeedCursor> {
  const { rows } = await sql<FeedCursor>`
    select xid::text as xid, id from feed_cursors where name = ${name} ${lock}`.execute(tx)
  return rows[0] ?? START
}

const BATCH = 500
/** Writers don't announce new facts: announcing would make all commits wait in line. */
const LOOK_MS = 200

/** Delivers new facts in batches and in order until stopped. `use` must not throw. */
export async function followFeed(
  { worker, log }: Infra,
  use: (facts: FedFact[]) => Promise<void>,
): Promise<{ stop: () => Promise<void> }> {
  let cursor = await withWorker(worker, endOfFeed)
  const stopping = new AbortController()
  const follow = async () => {
    while (!stopping.signal.aborted) {
      const facts = await withWorker(worker, (tx) => readFeed(tx, cursor, BATCH)).catch((err) => {
        log.debug({ err }, 'the feed could not be read') // The database is down; the next poll catches up.
        return []
      })
      const last = facts.at(-1)
      if (last) {
        cursor = { xid: last.xid, id: last.id }
        await use(facts)
      }
      if (facts.length < BATCH) await sleep(LOOK_MS, undefined, stopping).catch(() => {})
    }
  }
  const following = follow()
  return {
    stop: async () => {
      stopping.abort()
      await following
    },
  }
}
