import { type RawBuilder, sql } from 'kysely'
import type { Origins, Reach } from '#domains/documents/policy.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { AccessEntry } from './schema.ts'

export type Access = {
  document_id: string
  version_number?: number
  share_id?: string | null
  action: AccessEntry['action']
  success?: boolean
  error_message?: string
}

/** An action on a document leaves a row that outlives the document. */
export async function logAccess(tx: Tx, actor: Actor, ...accesses: Access[]): Promise<void> {
  const who = {
    organization_id: actor.organization_id,
    user_id: actor.user_id,
    ip_address: actor.origin.ip_address,
    user_agent: actor.origin.user_agent,
  }
  await tx
    .insertInto('document_access_logs')
    .values(accesses.map((access) => ({ ...who, ...access })))
    .execute()
}

export type View = { document_id: string; version_number: number; share_id?: string }

const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * One entry per version, viewer (the share, else the person), purpose and quarter hour, however often and over however
 * many connections it is viewed: the request that inserts the mark writes the entry. `always`: an entry every time.
 */
export async function logViews(
  tx: Tx,
  { organization_id, user_id, origin }: Actor,
  views: View[],
  action: 'view' | 'download',
  { always = false } = {},
): Promise<void> {
  const ids = views.map((view) => view.document_id)
  const versions = views.map((view) => view.version_number)
  const share_id = views[0]?.share_id ?? null
  const viewer_id = share_id ?? user_id ?? NOBODY
  await sql`
    with seen as (
      select document_id, version_number from unnest(${ids}::uuid[], ${versions}::int[]) v(document_id, version_number)
    ), marked as (
      insert into document_view_marks (organization_id, document_id, version_number, viewer_id, action, quarter)
      select ${organization_id}::uuid, document_id, version_number, ${viewer_id}::uuid, ${action},
             date_bin('15 minutes', now(), 'epoch')
        from seen order by document_id
      on conflict do nothing returning document_id
    )
    insert into document_access_logs (organization_id, document_id, version_number, user_id, share_id, action,
                                      ip_address, user_agent)
    select ${organization_id}::uuid, document_id, version_number, ${user_id}::uuid, ${share_id}::uuid, ${action},
           ${origin.ip_address}::inet, ${origin.user_agent}
      from seen where ${always} or document_id in (select document_id from marked)`.execute(tx)
}

/** Deletes marks of past quarter hours, of all organizations (`tx` is a worker's). The log entries stay. */
export async function deleteOldMarks(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('document_view_marks').where('quarter', '<', before.toISOString()).execute()
}

/** The transaction's person sees the document `d` in their own right, not because a colleague shares it. */
const BY_RIGHT = sql<boolean>`(
  app_may('documents.see_all') or d.uploaded_by = app_user_id() or d.visibility = 'agency'
  or (d.visibility = 'team' and d.team_id = any (my_team_ids())))`

/** How the transaction's person comes to see the document `d`: see Reach. */
export const REACH = sql<Reach>`case when ${BY_RIGHT} then jsonb_build_object('by_right', true, 'shared', jsonb_build_array(), 'until', null)
  else shared_with_me(d.organization_id, d.id) end`

/** Of these documents, those that the transaction's person sees. */
export async function listReaches(
  tx: Tx,
  organization_id: string,
  ids: string[],
): Promise<(Reach & { document_id: string; title: string })[]> {
  const rows = await tx
    .selectFrom('documents as d')
    .select(['d.id', REACH.as('reach'), sql<string>`coalesce(d.title, d.filename)`.as('title')])
    .where('d.organization_id', '=', organization_id)
    .where('d.id', 'in', ids)
    .execute()
  return rows.map(({ id, title, reach }) => ({ document_id: id, title, ...reach }))
}

/** Where a person was, or what they used, for those who may read it. */
export function originOf(origins: Origins, shown: RawBuilder<unknown>, user_id: string) {
  return origins === 'everyone'
    ? sql<string | null>`${shown}`
    : sql<string | null>`case when ${sql.ref(user_id)} = ${origins.user_id}::uuid then ${shown} end`
}

export function listAccesses(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { of, origins, ...page }: PageAfter<string> & { of?: string | undefined; origins: Origins },
): Promise<AccessEntry[]> {
  let query = tx
    .selectFrom('document_access_logs as l')
    .leftJoin('users as u', 'u.id', 'l.user_id')
    .leftJoin('document_shares as s', (join) =>
      join.onRef('s.organization_id', '=', 'l.organization_id').onRef('s.id', '=', 'l.share_id'),
    )
    .leftJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 'l.organization_id').onRef('d.id', '=', 'l.document_id'),
    )
    .leftJoin('document_requests as r', (join) =>
      join
        .onRef('r.organization_id', '=', 'd.organization_id')
        .onRef('r.id', '=', 'd.document_request_id')
        .on('l.action', '=', 'upload'),
    )
    .select(['l.id', 'l.action', 'l.user_id', 'l.share_id', 'l.version_number'])
    .select(['l.success', 'l.error_message', 'l.created_at'])
    .select(originOf(origins, sql`host(l.ip_address)`, 'l.user_id').as('ip_address'))
    .select(originOf(origins, sql`l.user_agent`, 'l.user_id').as('user_agent'))
    .select(
      sql<string>`coalesce(u.display_name, s.shared_with_email, r.requested_from_email,
        case when l.share_id is null then 'Deedline' else 'Holder of a link' end)`.as('who'),
    )
    .where('l.organization_id', '=', organization_id)
    .where('l.document_id', '=', document_id)
  if (of) query = query.where('l.user_id', '=', of)
  return readPage(query, 'l.id', page)
}
