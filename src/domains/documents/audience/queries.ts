import { type RawBuilder, sql } from 'kysely'
import type { Audience, Seen } from '#infra/facts/audiences.ts'

/** Which of the people, active members (`m`), see which of the subjects (`d`), in one statement for all of them. */
function whoSees(
  table: 'documents' | 'document_requests',
  sees: RawBuilder<boolean>,
): Required<Audience>['visible'] {
  return async (tx, organization_id, ids, user_ids) => {
    const { rows } = await sql<Seen>`
    select d.id as subject_id, m.user_id
      from ${sql.table(table)} d
      join organization_members m on m.organization_id = d.organization_id and m.status = 'active'
     where d.organization_id = ${organization_id} and d.id = any(${ids}::uuid[])
       and m.user_id = any(${user_ids}::uuid[]) and (${sees})`.execute(tx)
    return rows
  }
}

/** The policy `visible` for many people at once, held to it by a test. */
export const SEES_DOCUMENT = sql<boolean>`
  m.role in ('owner', 'admin') or d.uploaded_by = m.user_id or d.visibility = 'agency'
  or (d.visibility = 'team' and exists (
        select from team_members t where t.organization_id = d.organization_id
           and t.team_id = d.team_id and t.user_id = m.user_id))
  or exists (
        select from document_shares s where s.organization_id = d.organization_id
           and s.document_id = d.id and s.shared_with_user_id = m.user_id and s.revoked_at is null
           and (s.expires_at is null or s.expires_at > now()) and d.deleted_at is null)`

export const SEES_REQUEST = sql<boolean>`
  m.role in ('owner', 'admin', 'coordinator', 'officer') or d.requested_by = m.user_id`

export const documentAudiences: Audience[] = [
  {
    subject_type: 'document',
    permission: 'documents.read',
    visible: whoSees('documents', SEES_DOCUMENT),
  },
  {
    subject_type: 'document_request',
    permission: 'documents.upload',
    visible: whoSees('document_requests', SEES_REQUEST),
  },
]
