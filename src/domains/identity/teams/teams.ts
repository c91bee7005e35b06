import { teamChanged, teamCreated, teamDeleted } from '#domains/identity/events.ts'
import type { NewTeam, Team, TeamChange } from '#domains/identity/teams/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { found } from '#lib/errors.ts'
import { deleteTeam, deleteTeamMember, getTeam, insertTeam, insertTeamMember, saveTeam } from './queries.ts'

const AUDITED = ['name', 'description', 'members'] as const

export async function createTeam(tx: Tx, actor: Actor, input: NewTeam): Promise<Team> {
  const id = await insertTeam(tx, actor.organization_id, input)
  await publish(tx, actor.organization_id, teamCreated, id, { name: input.name })
  return getTeam(tx, actor.organization_id, id)
}

export async function changeTeam(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: TeamChange,
): Promise<Team> {
  return recordChange(tx, actor, id, async () => {
    unchanged(await saveTeam(tx, actor.organization_id, id, version, change), 'team')
  })
}

export async function addTeamMember(
  tx: Tx,
  actor: Actor,
  id: string,
  member: { user_id: string; role: 'lead' | 'member' },
): Promise<Team> {
  return recordChange(tx, actor, id, () =>
    insertTeamMember(tx, actor.organization_id, { team_id: id, ...member }),
  )
}

export async function removeTeamMember(tx: Tx, actor: Actor, id: string, user_id: string): Promise<Team> {
  return recordChange(tx, actor, id, async () => {
    found(
      (await deleteTeamMember(tx, actor.organization_id, id, user_id)) || undefined,
      'member of this team',
    )
  })
}

export async function removeTeam(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { name } = await getTeam(tx, actor.organization_id, id)
  await deleteTeam(tx, actor.organization_id, id)
  await publish(tx, actor.organization_id, teamDeleted, id, { name })
}

async function recordChange(tx: Tx, actor: Actor, id: string, change: () => Promise<void>): Promise<Team> {
  const before = await getTeam(tx, actor.organization_id, id)
  await change()
  const after = await getTeam(tx, actor.organization_id, id)
  await publish(tx, actor.organization_id, teamChanged, id, changesOf(before, after, AUDITED))
  return after
}
