import { sql } from 'kysely'
import type { Member, MemberChange } from '#domains/identity/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Role } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'

export async function insertMember(
  tx: Tx,
  organization_id: string,
  member: { user_id: string; role: Role; created_by: string },
): Promise<string> {
  const row = await tx
    .insertInto('organization_members')
    .values({ organization_id, ...member })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

function members(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('organization_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'm.user_id', 'm.role', 'm.permissions', 'm.status', 'm.joined_at', 'm.version'])
    .select(['u.display_name', 'u.email', 'u.mfa_enabled', 'u.last_login_at'])
    .where('m.organization_id', '=', organization_id)
}

/** By name; `after` is the name and the id of the last one shown. */
export function listMembers(
  tx: Tx,
  organization_id: string,
  { after, limit }: PageAfter<[name: string | null, id: string]>,
): Promise<Member[]> {
  let query = members(tx, organization_id)
  if (after)
    query = query.where(sql<boolean>`(u.display_name, m.id) > (${after[0] ?? ''}, ${after[1]}::uuid)`)
  return query.orderBy('u.display_name').orderBy('m.id').limit(limit).execute()
}

/** The first person to have joined in this role. */
export async function findFirstMember(
  tx: Tx,
  organization_id: string,
  role: Role,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('organization_members')
    .select('user_id')
    .where('organization_id', '=', organization_id)
    .where('role', '=', role)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.user_id
}

export async function getMember(tx: Tx, organization_id: string, id: string): Promise<Member> {
  return found(await members(tx, organization_id).where('m.id', '=', id).executeTakeFirst(), 'member')
}

export function saveMember(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  { permissions, ...change }: MemberChange,
): Promise<{ id: string } | undefined> {
  return tx
    .updateTable('organization_members')
    .set({
      ...change,
      ...(permissions ? { permissions: JSON.stringify(permissions) } : {}),
      updated_at: sql`now()`,
    })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
}

/** The email addresses of owners and administrators. */
export async function listAdministratorEmails(tx: Tx, organization_id: string): Promise<string[]> {
  const rows = await members(tx, organization_id)
    .where('m.role', 'in', ['owner', 'admin'])
    .where('m.status', '=', 'active')
    .where('u.status', '=', 'active')
    .execute()
  return rows.map(({ email }) => email)
}

/** Locks the owners' rows, so that two changes can't remove the last two owners at once. */
export async function countOwners(tx: Tx, organization_id: string): Promise<number> {
  const rows = await tx
    .selectFrom('organization_members')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .forUpdate()
    .execute()
  return rows.length
}
