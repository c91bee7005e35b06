import { sql } from 'kysely'
import { originOf } from '#domains/documents/access/queries.ts'
import {
  documentChanged,
  documentCommented,
  documentRestored,
  documentShared,
  documentTrashed,
  documentUnderstood,
  documentUploaded,
  extractionDecided,
  processingFailed,
  shareRevoked,
  versionAdded,
} from '#domains/documents/events.ts'
import type { Origins } from '#domains/documents/policy.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { ActivityEntry, ActivityKind } from './schema.ts'

/** The facts of a document that its people read, and what each of them is. */
const KINDS: [fact: { name: string }, kind: ActivityKind][] = [
  [documentUploaded, 'version'],
  [versionAdded, 'version'],
  [documentUnderstood, 'change'],
  [processingFailed, 'change'],
  [documentChanged, 'change'],
  [documentTrashed, 'change'],
  [documentRestored, 'change'],
  [documentShared, 'share'],
  [shareRevoked, 'share'],
  [documentCommented, 'comment'],
  [extractionDecided, 'term'],
]

type Page = PageAfter<string> & {
  kind: ActivityKind | undefined
  /** Only what this person did. */
  of: string | undefined
  origins: Origins
}

/**
 * The record of who looked and the facts about who changed what, in one order: both have ids by time. What was done by
 * nobody was done by Deedline, or by somebody outside who has a link or was asked for the document.
 */
export async function listActivity(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { kind, of, origins, after, limit }: Page,
): Promise<ActivityEntry[]> {
  const facts = KINDS.filter(([, one]) => !kind || one === kind)
  const kindOf = sql`case e.name ${sql.join(
    KINDS.map(([{ name }, one]) => sql`when ${name} then ${one}`),
    sql` `,
  )} end`
  const { rows } = await sql<ActivityEntry>`
    with looked as (
      select l.id, 'view' as kind, l.action as name, l.user_id, '{}'::jsonb as payload, l.version_number,
             l.share_id, l.success, l.error_message, ${originOf(origins, sql`host(l.ip_address)`, 'l.user_id')} as ip_address, l.created_at
        from document_access_logs l
       where l.organization_id = ${organization_id} and l.document_id = ${document_id}
         and (l.action in ('view', 'download') or not l.success) and ${!kind || kind === 'view'}
         and (${after ?? null}::uuid is null or l.id < ${after ?? null}::uuid)
         and (${of ?? null}::uuid is null or l.user_id = ${of ?? null}::uuid)
       order by l.id desc limit ${limit}
    ), done as (
      select e.id, ${kindOf} as kind, e.name, e.user_id, e.payload, (e.payload ->> 'version_number')::int as version_number,
             null::uuid as share_id, true as success, null as error_message, ${originOf(origins, sql`host(e.ip_address)`, 'e.user_id')} as ip_address, e.created_at
        from events e
       where e.organization_id = ${organization_id} and e.subject_id = ${document_id}
         and e.name = any(${facts.map(([{ name }]) => name)})
         and (${after ?? null}::uuid is null or e.id < ${after ?? null}::uuid)
         and (${of ?? null}::uuid is null or e.user_id = ${of ?? null}::uuid)
       order by e.id desc limit ${limit}
    )
    select a.id, a.kind, a.name, a.user_id, a.payload, a.version_number, a.success, a.error_message, a.ip_address,
           a.created_at, a.share_id is not null as by_link,
           coalesce(u.display_name, s.shared_with_email, c.author_name || case c.author_kind when 'guest' then ' (guest)' else '' end,
             case when a.name = ${documentUploaded.name} then r.requested_from_email end,
             case when a.share_id is null then 'Deedline' else 'Someone with the link' end) as who
      from (select * from looked union all select * from done) a
      left join users u on u.id = a.user_id
      left join document_shares s on s.organization_id = ${organization_id} and s.id = a.share_id
      left join document_comments c on c.organization_id = ${organization_id} and a.kind = 'comment'
            and c.id = (a.payload ->> 'comment_id')::uuid
      left join documents d on d.organization_id = ${organization_id} and d.id = ${document_id}
      left join document_requests r on r.organization_id = ${organization_id} and r.id = d.document_request_id
     order by a.id desc limit ${limit}`.execute(tx)
  return rows
}
