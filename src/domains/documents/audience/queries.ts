import { type RawBuilder, sql } from 'kysely'
import type { Audience, Seen, Viewer } from '#infra/facts/audiences.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/**
 * Which of the people, active members (`m`), see which of the subjects (`d`), in one statement for all of them. Who has
 * `see_all` sees every subject.
 */
function whoSees(
  table: 'documents' | 'document_requests',
  see_all: string,
  sees: RawBuilder<boolean>,
): Required<Audience>['visible'] {
  return async (tx, organization_id, ids, people) => {
    const all = people.filter(({ permissions }) => permissions.has(see_all))
    const { rows } = await sql<Seen>`
    select d.id as subject_id, m.user_id
      from ${sql.table(table)} d
      join organization_members m on m.organization_id = d.organization_id and m.status = 'active'
     where d.organization_id = ${organization_id} and d.id = any(${ids}::uuid[])
       and m.user_id = any(${idsOf(people)}::uuid[])
       and (m.user_id = any(${idsOf(all)}::uuid[]) or ${sees})`.execute(tx)
    return rows
  }
}

const idsOf = (people: Viewer[]) => people.flatMap(({ user_id }) => user_id ?? [])

/** The policy `visible` for many people at once; a test holds them together. */
const SEES_DOCUMENT = sql<boolean>`
  d.uploaded_by = m.user_id or d.visibility = 'agency'
  or (d.visibility = 'team' and exists (
        select from team_members t where t.organization_id = d.organization_id
           and t.team_id = d.team_id and t.user_id = m.user_id))
  or exists (
        select from document_shares s where s.organization_id = d.organization_id
           and s.document_id = d.id and s.shared_with_user_id = m.user_id and s.revoked_at is null
           and (s.expires_at is null or s.expires_at > now()) and d.deleted_at is null)`

export const documentAudiences: Audience[] = [
  {
    subject_type: 'document',
    permission: 'documents.read',
    visible: whoSees('documents', 'documents.see_all', SEES_DOCUMENT),
  },
  {
    subject_type: 'document_request',
    permission: 'documents.upload',
    visible: whoSees('document_requests', 'documents.see_requests', sql<boolean>`d.requested_by = m.user_id`),
  },
]

export async function findTeamId(tx: Tx, organization_id: string, id: string): Promise<string | undefined> {
  const query = tx.selectFrom('teams').select('id').where('organization_id', '=', organization_id)
  return (await query.where('id', '=', id).executeTakeFirst())?.id
}
