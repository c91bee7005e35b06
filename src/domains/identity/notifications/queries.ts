import { type RawBuilder, sql } from 'kysely'
import type { FedFact } from '#infra/facts/feed.ts'
import type { Notices } from '#infra/facts/notices.ts'
import type { Infra } from '#infra/infra.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { type MarkedRead, MOST_COUNTED, type Notification, type NotificationFilter } from './schema.ts'

/** Has the person's browsers ask for their notifications again. */
const ANNOUNCE = sql`stale('notified:' || t.user_id)`

/**
 * Makes the notifications of one organization's facts, for all people in one statement: whom each fact concerns, who may
 * know of its subject and sees it, who didn't do it themselves (unless the notice is for them too), and who wants to hear
 * of it.
 */
export async function insertNotifications(
  tx: Tx,
  organization_id: string,
  facts: FedFact[],
  { notices, audiences, permissions }: Pick<Infra, 'notices' | 'audiences' | 'permissions'>,
): Promise<void> {
  const ids = facts.map(({ id }) => id)
  const concerned = notices.flatMap((one) =>
    one.facts.map(({ fact, concerns }) => sql`(select c.* from (${concerns}) c where f.name = ${fact})`),
  )
  const own = notices.flatMap((one) => one.facts.flatMap((notice) => (notice.own ? [notice.fact] : [])))
  const may = (permission: string) =>
    sql<boolean>`(m.role = any(${permissions.rolesWith(permission)}::text[]) or m.permissions ? ${permission})`
  const seen = audiences.map(
    ({ subject_type, permission, sees }) => sql`(f.subject_type = ${subject_type}
      ${permission ? sql`and ${may(permission)}` : sql``}
      ${
        sees
          ? sql`and exists (select from ${sees.subjects} d
                 where d.organization_id = f.organization_id and d.id = f.subject_id and (${sees.by(may)}))`
          : sql``
      })`,
  )
  await sql`
    with notified as (
      insert into notifications (organization_id, user_id, event_id, fact, subject_type, subject_id, actor_id, payload, created_at)
      select f.organization_id, m.user_id, f.id, f.name, f.subject_type, f.subject_id, f.user_id, f.payload, f.created_at
        from events f
        cross join lateral (${sql.join(concerned, sql` union `)}) as c (user_id)
        join organization_members m on m.organization_id = f.organization_id and m.user_id = c.user_id
         and m.status = 'active' and (m.user_id is distinct from f.user_id or f.name = any(${own}::text[]))
       where f.organization_id = ${organization_id} and f.id = any(${ids}::uuid[])
         and (${sql.join(seen, sql` or `)})
         and not exists (select from member_settings s where s.organization_id = m.organization_id
                            and s.user_id = m.user_id and f.name = any(s.muted_facts))
       order by f.id
      on conflict do nothing
      returning user_id)
    select ${ANNOUNCE} from (select distinct user_id from notified) t`.execute(tx)
}

/** Those of the person whose subject they still see: its own policies decide, in the same statement. */
function visibleTo(user_id: string, organization_id: string, all: Notices[], more: RawBuilder<unknown>) {
  const titles = all.map(({ subject_type, title }) => sql`when ${subject_type} then ${title}`)
  return sql`(
    select n.id, n.fact, n.subject_type, n.subject_id, n.actor_id, n.payload, n.read_at, n.created_at, s.title
      from notifications n
      cross join lateral (select case n.subject_type ${sql.join(titles, sql` `)} end as title) s
     where n.organization_id = ${organization_id} and n.user_id = ${user_id} and s.title is not null ${more})`
}

export type NotificationRow = Omit<Notification, 'sentence'> & { payload: unknown }

/** Newest first. `all`: the kinds of subjects that the person may know of. */
export async function listNotifications(
  tx: Tx,
  organization_id: string,
  user_id: string,
  all: Notices[],
  { unread, subject_type }: NotificationFilter,
  { after, limit }: PageAfter<string>,
): Promise<NotificationRow[]> {
  if (all.length === 0) return []
  const more = sql`
    ${unread ? sql`and n.read_at is null` : sql``}
    ${subject_type ? sql`and n.subject_type = ${subject_type}` : sql``}
    ${after ? sql`and n.id < ${after}::uuid` : sql``}
    order by n.id desc limit ${limit}`
  const { rows } = await sql<NotificationRow>`
    select v.*, u.display_name as actor_name from ${visibleTo(user_id, organization_id, all, more)} v
      left join users u on u.id = v.actor_id order by v.id desc`.execute(tx)
  return rows
}

export async function countUnread(
  tx: Tx,
  organization_id: string,
  user_id: string,
  all: Notices[],
): Promise<number> {
  if (all.length === 0) return 0
  const more = sql`and n.read_at is null limit ${MOST_COUNTED}`
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${visibleTo(user_id, organization_id, all, more)} v`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function saveRead(
  tx: Tx,
  organization_id: string,
  user_id: string,
  marked: MarkedRead,
  now: Date,
): Promise<void> {
  const unread = 'ids' in marked && !marked.read
  const which =
    'ids' in marked
      ? sql`n.id = any(${marked.ids}::uuid[])`
      : 'up_to' in marked
        ? sql`n.id <= ${marked.up_to}::uuid`
        : sql`n.subject_type = ${marked.subject_type} and n.subject_id = ${marked.subject_id}::uuid`
  await sql`
    with notified as (
      update notifications n set read_at = ${unread ? null : now.toISOString()}::timestamptz
       where n.organization_id = ${organization_id} and n.user_id = ${user_id} and ${which}
         and (n.read_at is null) = ${!unread}
      returning n.user_id)
    select ${ANNOUNCE} from (select distinct user_id from notified) t`.execute(tx)
}

/** Of every organization. */
export async function deleteOldNotifications(tx: Tx, before: Date): Promise<void> {
  await sql`
    delete from notifications n using organizations o
     where n.organization_id = o.id and n.id < uuid_floor(${before.toISOString()}::timestamptz)`.execute(tx)
}

export type MemberSettingsRow = { first_run: boolean; muted_facts: string[] }

export async function getMemberSettings(
  tx: Tx,
  organization_id: string,
  user_id: string,
): Promise<MemberSettingsRow> {
  const row = await tx
    .selectFrom('member_settings')
    .select(['first_run', 'muted_facts'])
    .where('organization_id', '=', organization_id)
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return row ?? { first_run: false, muted_facts: [] }
}

export async function saveMemberSettings(
  tx: Tx,
  organization_id: string,
  user_id: string,
  { first_run, muted_facts }: { first_run?: boolean | undefined; muted_facts?: string[] | undefined },
): Promise<void> {
  const change = { ...(first_run !== undefined && { first_run }), ...(muted_facts && { muted_facts }) }
  if (Object.keys(change).length === 0) return
  await tx
    .insertInto('member_settings')
    .values({ organization_id, user_id, ...change })
    .onConflict((same) => same.columns(['organization_id', 'user_id']).doUpdateSet(change))
    .execute()
}
