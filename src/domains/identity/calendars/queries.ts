import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { CalendarFeed } from './schema.ts'

const FEED = ['id', 'name', 'subject_type', 'subject_id', 'last_read_at', 'created_at'] as const

export type NewFeedRow = Pick<CalendarFeed, 'name' | 'subject_type' | 'subject_id'> & {
  user_id: string
  token_hash: string
}

export function insertFeed(tx: Tx, organization_id: string, feed: NewFeedRow): Promise<CalendarFeed> {
  return tx
    .insertInto('calendar_feeds')
    .values({ organization_id, ...feed })
    .returning(FEED)
    .executeTakeFirstOrThrow()
}

/** The member's own that still work. */
export function listFeeds(
  tx: Tx,
  organization_id: string,
  user_id: string,
  page: PageAfter<string>,
): Promise<CalendarFeed[]> {
  const query = tx
    .selectFrom('calendar_feeds')
    .select(FEED)
    .where('organization_id', '=', organization_id)
    .where('user_id', '=', user_id)
    .where('revoked_at', 'is', null)
  return readPage(query, 'id', page)
}

export function saveFeedRevoked(tx: Tx, organization_id: string, id: string, user_id: string, now: Date) {
  return tx
    .updateTable('calendar_feeds')
    .set({ revoked_at: now })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('user_id', '=', user_id)
    .where('revoked_at', 'is', null)
    .returning(FEED)
    .executeTakeFirst()
}

const HOUR_MS = 3_600_000

/** The feed with this hash. The time of last reading is stored to the hour, so that not every read writes. */
export async function touchFeed(tx: Tx, token_hash: string, now: Date) {
  const feed = await tx
    .selectFrom('calendar_feeds')
    .select(['organization_id', 'id', 'user_id', 'name', 'subject_type', 'subject_id', 'last_read_at'])
    .select('revoked_at')
    .where('token_hash', '=', token_hash)
    .executeTakeFirst()
  if (feed && (!feed.last_read_at || now.getTime() - Date.parse(feed.last_read_at) > HOUR_MS))
    await tx
      .updateTable('calendar_feeds')
      .set({ last_read_at: now })
      .where('organization_id', '=', feed.organization_id)
      .where('id', '=', feed.id)
      .execute()
  return feed
}
