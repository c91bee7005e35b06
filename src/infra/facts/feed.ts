import { setTimeout as sleep } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { Fact } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withWorker } from '#infra/postgres/transactions.ts'

/** A place in the feed: facts are ordered by the transaction that wrote them, then by id. */
export type FeedCursor = { xid: string; id: string }

export type FedFact = Fact & FeedCursor

const START: FeedCursor = { xid: '0', id: '00000000-0000-0000-0000-000000000000' }

/**
 * The facts after `cursor`, oldest first, of all organizations (`tx` is a worker's). Only what was written by
 * transactions older than every one still running: a slow transaction is waited for and never skipped. A reader by
 * `id > last` lost 44% of the facts at 16 writers (2026-11-21).
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

/** Where the feed stands now: what a reader that only wants news starts from. */
export async function endOfFeed(tx: Tx): Promise<FeedCursor> {
  const { rows } = await sql<{ xid: string }>`
    select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as xid`.execute(tx)
  return { xid: rows[0]?.xid ?? '0', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
}

/**
 * Reads the next facts of the named reader and moves its cursor in the same transaction as `use`, so that each fact
 * is used exactly once. Two readers of one name wait for each other. Answers how many facts there were.
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
  // Locking a row writes: a reader that finds nothing new, twice a second, doesn't.
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
/** Writers do not say that there is news: saying so would make all commits stand in one line. */
const LOOK_MS = 200

/** Hands out the facts from now on, in batches and in order, until stopped. `use` must not throw. */
export async function followFeed(
  { worker, log }: Infra,
  use: (facts: FedFact[]) => Promise<void>,
): Promise<{ stop: () => Promise<void> }> {
  let cursor = await withWorker(worker, endOfFeed)
  const stopping = new AbortController()
  const follow = async () => {
    while (!stopping.signal.aborted) {
      const facts = await withWorker(worker, (tx) => readFeed(tx, cursor, BATCH)).catch((err) => {
        log.debug({ err }, 'the feed could not be read') // The database is away; the next look finds what came meanwhile.
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
