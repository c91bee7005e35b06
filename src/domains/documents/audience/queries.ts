import { sql } from 'kysely'
import type { Audience } from '#infra/facts/audiences.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Follows the same rules as the table policies, for many people at once; a test keeps them in sync. */
export const documentAudiences: Audience[] = [
  {
    subject_type: 'document',
    permission: 'documents.read',
    sees: {
      subjects: sql`documents`,
      by: (may) => sql<boolean>`
        ${may('documents.see_all')} or d.uploaded_by = m.user_id or d.visibility = 'agency'
        or (d.visibility = 'team' and exists (
              select from team_members t where t.organization_id = d.organization_id
                 and t.team_id = d.team_id and t.user_id = m.user_id))
        or exists (
              select from document_shares s where s.organization_id = d.organization_id
                 and s.document_id = d.id and s.shared_with_user_id = m.user_id and s.revoked_at is null
                 and (s.expires_at is null or s.expires_at > now()) and d.deleted_at is null)`,
    },
  },
  {
    subject_type: 'document_request',
    permission: 'documents.upload',
    sees: {
      subjects: sql`document_requests`,
      by: (may) => sql<boolean>`${may('documents.see_requests')} or d.requested_by = m.user_id`,
    },
  },
]

export async function findTeamId(tx: Tx, organization_id: string, id: string): Promise<string | undefined> {
  const query = tx.selectFrom('teams').select('id').where('organization_id', '=', organization_id)
  return (await query.where('id', '=', id).executeTakeFirst())?.id
}
