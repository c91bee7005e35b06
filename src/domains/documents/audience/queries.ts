import { sql } from 'kysely'
import type { Audience, Seen } from '#infra/audiences.ts'
import type { Tx } from '#infra/postgres.ts'

/** Which of the people see which of the documents: the policy `visible` for many people at once, held to it by a test. */
async function listWhoSeesDocuments(
  tx: Tx,
  organization_id: string,
  ids: string[],
  user_ids: string[],
): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    select d.id as subject_id, m.user_id
      from documents d
      join organization_members m on m.organization_id = d.organization_id and m.status = 'active'
     where d.organization_id = ${organization_id} and d.id = any(${ids}::uuid[])
       and m.user_id = any(${user_ids}::uuid[])
       and (m.role in ('owner', 'admin') or d.uploaded_by = m.user_id or d.visibility = 'agency'
            or (d.visibility = 'team' and exists (
                  select from team_members t where t.organization_id = d.organization_id
                     and t.team_id = d.team_id and t.user_id = m.user_id))
            or exists (
                  select from document_shares s where s.organization_id = d.organization_id
                     and s.document_id = d.id and s.shared_with_user_id = m.user_id and s.revoked_at is null
                     and (s.expires_at is null or s.expires_at > now())))`.execute(tx)
  return rows
}

async function listWhoSeesRequests(
  tx: Tx,
  organization_id: string,
  ids: string[],
  user_ids: string[],
): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    select r.id as subject_id, m.user_id
      from document_requests r
      join organization_members m on m.organization_id = r.organization_id and m.status = 'active'
     where r.organization_id = ${organization_id} and r.id = any(${ids}::uuid[])
       and m.user_id = any(${user_ids}::uuid[])
       and (m.role in ('owner', 'admin', 'coordinator', 'officer') or r.requested_by = m.user_id)`.execute(tx)
  return rows
}

export const documentAudiences: Audience[] = [
  { subject_type: 'document', permission: 'documents.read', visible: listWhoSeesDocuments },
  { subject_type: 'document_request', permission: 'documents.upload', visible: listWhoSeesRequests },
]
