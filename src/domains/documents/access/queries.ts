import { sql } from 'kysely'
import type { AccessEntry } from '#domains/documents/schema.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'

export type Access = {
  document_id: string
  version_number?: number
  share_id?: string | null
  action: AccessEntry['action']
  success?: boolean
  error_message?: string
}

/** Every view and download leaves a row that outlives the document. */
export async function logAccess(tx: Tx, actor: Actor, access: Access): Promise<void> {
  await tx
    .insertInto('document_access_logs')
    .values({
      organization_id: actor.organization_id,
      user_id: actor.user_id,
      ip_address: actor.origin.ip_address,
      user_agent: actor.origin.user_agent,
      ...access,
    })
    .execute()
}

export function listAccesses(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { after, limit }: { after?: string; limit: number },
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
    .select(['l.id', 'l.action', 'l.user_id', 'l.share_id', 'l.version_number', 'l.user_agent'])
    .select(['l.success', 'l.error_message', 'l.created_at'])
    .select(sql<string | null>`host(l.ip_address)`.as('ip_address'))
    .select(
      sql<string>`coalesce(u.display_name, s.shared_with_email, r.requested_from_email,
        case when l.share_id is null then 'Deedline' else 'Holder of a link' end)`.as('who'),
    )
    .where('l.organization_id', '=', organization_id)
    .where('l.document_id', '=', document_id)
  if (after) query = query.where('l.id', '<', after)
  return query.orderBy('l.id', 'desc').limit(limit).execute()
}
