import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { NewView, SavedView, ViewChange } from './schema.ts'

/** The policy limits these to what the person may use: their own, and those shared with their teams or everyone. */
function views(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('saved_views as v')
    .leftJoin('users as u', 'u.id', 'v.user_id')
    .leftJoin('teams as t', (join) =>
      join.onRef('t.organization_id', '=', 'v.organization_id').onRef('t.id', '=', 'v.team_id'),
    )
    .select(['v.id', 'v.subject_type', 'v.user_id', 'v.name', 'v.filters', 'v.sort', 'v.columns'])
    .select(['v.shared', 'v.team_id', 'v.position', 'v.version'])
    .select(['u.display_name as user_name', 't.name as team_name'])
    .where('v.organization_id', '=', organization_id)
}

export function listViews(
  tx: Tx,
  organization_id: string,
  subject_type: string | undefined,
  { after, limit }: PageAfter<[position: number, id: string]>,
): Promise<SavedView[]> {
  let query = views(tx, organization_id)
  if (subject_type) query = query.where('v.subject_type', '=', subject_type)
  if (after) query = query.where(sql<boolean>`(v.position, v.id) > (${after[0]}::int, ${after[1]}::uuid)`)
  return query.orderBy('v.position').orderBy('v.id').limit(limit).execute()
}

export async function getView(tx: Tx, organization_id: string, id: string): Promise<SavedView> {
  return found(await views(tx, organization_id).where('v.id', '=', id).executeTakeFirst(), 'view')
}

/** Undefined if the member already has `most` views. */
export async function insertView(
  tx: Tx,
  organization_id: string,
  { filters, columns, ...view }: NewView & { user_id: string },
  most: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into saved_views (organization_id, user_id, subject_type, name, filters, sort, columns, shared,
                             team_id, position)
    select ${organization_id}::uuid, ${view.user_id}::uuid, ${view.subject_type}, ${view.name},
           ${JSON.stringify(filters)}::jsonb, ${view.sort}, ${columns}::text[], ${view.shared}::boolean, ${view.team_id}::uuid,
           ${view.position}::int
     where (select count(*) from saved_views
             where organization_id = ${organization_id}::uuid and user_id = ${view.user_id}::uuid) < ${most}
    returning id`.execute(tx)
  return rows[0]?.id
}

export function saveView(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  { filters, ...change }: ViewChange,
): Promise<{ id: string } | undefined> {
  return tx
    .updateTable('saved_views')
    .set({ ...change, ...(filters && { filters: JSON.stringify(filters) }), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

/** A team, and whether a person is in it. */
export async function findTeamOf(
  tx: Tx,
  organization_id: string,
  team_id: string,
  user_id: string | null,
): Promise<{ member: boolean } | undefined> {
  const { rows } = await sql<{ member: boolean }>`
    select exists (select from team_members m where m.organization_id = t.organization_id and m.team_id = t.id
                      and m.user_id = ${user_id}::uuid) as member
      from teams t where t.organization_id = ${organization_id} and t.id = ${team_id}`.execute(tx)
  return rows[0]
}

export async function deleteView(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('saved_views')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}
