import { memberChanged } from '#domains/identity/events.ts'
import { mayGrant } from '#domains/identity/permissions.ts'
import type { Member, MemberChange } from '#domains/identity/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor, Role } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, demand } from '#lib/errors.ts'
import type { Permissions } from '#lib/permissions.ts'
import { countOwners, getMember, saveMember } from './queries.ts'

/** Changes a member's role, permissions or status. An organization always keeps at least one active owner. */
export async function changeMember(
  tx: Tx,
  permissions: Permissions,
  actor: Actor,
  id: string,
  version: number,
  change: MemberChange,
): Promise<Member> {
  const before = await getMember(tx, actor.organization_id, id)
  const role = actor.role as Role
  demand(
    mayGrant(role, before.role) && mayGrant(role, change.role ?? before.role),
    'change a member of this role',
  )
  const unknown = change.permissions?.find((name) => !permissions.all.some((known) => known.name === name))
  if (unknown) throw new AppError('invalid', `The permission "${unknown}" doesn’t exist.`)
  const leaves =
    before.role === 'owner' && (change.status === 'inactive' || (change.role ?? 'owner') !== 'owner')
  if (leaves && (await countOwners(tx, actor.organization_id)) <= 1)
    throw new AppError('refused', 'This is the only owner. Make someone else an owner first.')
  unchanged(await saveMember(tx, actor.organization_id, id, version, change), 'member')
  const after = await getMember(tx, actor.organization_id, id)
  await publish(
    tx,
    actor.organization_id,
    memberChanged,
    id,
    changesOf(before, after, ['role', 'status', 'permissions']),
  )
  return after
}
