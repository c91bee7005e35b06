import { sql } from 'kysely'
import type { NewTeam, Team, TeamChange } from '#domains/identity/teams/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'

function teams(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('teams as t')
    .select(['t.id', 't.name', 't.description', 't.lead_user_id', 't.version'])
    .select(
      sql<Team['members']>`coalesce((
        select jsonb_agg(jsonb_build_object('user_id', m.user_id, 'display_name', u.display_name, 'role', m.role)
                         order by u.display_name)
          from team_members m join users u on u.id = m.user_id
         where m.organization_id = t.organization_id and m.team_id = t.id), '[]')`.as('members'),
    )
    .where('t.organization_id', '=', organization_id)
}

/** By name, which is unique in an organization; `after` is the last one shown. */
export function listTeams(
  tx: Tx,
  organization_id: string,
  { after, limit }: PageAfter<string>,
): Promise<Team[]> {
  let query = teams(tx, organization_id)
  if (after !== undefined) query = query.where('t.name', '>', after)
  return query.orderBy('t.name').limit(limit).execute()
}

export async function getTeam(tx: Tx, organization_id: string, id: string): Promise<Team> {
  return found(await teams(tx, organization_id).where('t.id', '=', id).executeTakeFirst(), 'team')
}

export async function insertTeam(tx: Tx, organization_id: string, team: NewTeam): Promise<string> {
  const row = await tx
    .insertInto('teams')
    .values({ organization_id, ...team })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export function saveTeam(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  change: TeamChange,
): Promise<{ id: string } | undefined> {
  return tx
    .updateTable('teams')
    .set({ ...change, updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

export async function deleteTeam(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx.deleteFrom('teams').where('organization_id', '=', organization_id).where('id', '=', id).execute()
}

export async function insertTeamMember(
  tx: Tx,
  organization_id: string,
  member: { team_id: string; user_id: string; role: 'lead' | 'member' },
): Promise<void> {
  await tx
    .insertInto('team_members')
    .values({ organization_id, ...member })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'team_id', 'user_id']).doUpdateSet({ role: member.role }),
    )
    .execute()
}

export async function deleteTeamMember(
  tx: Tx,
  organization_id: string,
  team_id: string,
  user_id: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('team_members')
    .where('organization_id', '=', organization_id)
    .where('team_id', '=', team_id)
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
