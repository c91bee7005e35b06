import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'

/** Whether the member `m` has a permission, as SQL. */
export type MemberMay = (permission: string) => RawBuilder<boolean>

/**
 * Who sees the facts about one kind of subject; live updates and notifications go to no one else. One statement answers
 * for everyone in an organization, so `sees` is SQL. Without `sees`, everyone with the permission sees all subjects.
 */
export type Audience = {
  subject_type: string
  /** Null: `sees` alone decides. */
  permission: string | null
  sees?: {
    /** The subjects as a FROM item with `organization_id` and `id`, under the alias `d`. */
    subjects: RawBuilder<unknown>
    /** Whether the member `m` sees the subject `d`: the policy of its table, evaluated for many people at once. */
    by: (may: MemberMay) => RawBuilder<boolean>
  }
}

/** A connected member and their current permissions. */
export type Viewer = Pick<Actor, 'user_id' | 'permissions'>

export type Sees = (subject_type: string, subject_id: string, person: Viewer) => boolean

/** Which people see which subjects (ids by kind). No one sees a kind without an audience. */
export async function whoSees(
  tx: Tx,
  audiences: Audience[],
  organization_id: string,
  subjects: Map<string, string[]>,
  people: Viewer[],
): Promise<Sees> {
  const idsWith = (permission: string | null) =>
    people.flatMap(({ user_id, permissions }) =>
      user_id && (!permission || permissions.has(permission)) ? user_id : [],
    )
  const seen = new Map<string, Set<string>>()
  for (const { subject_type, permission, sees } of audiences) {
    const ids = [...new Set(subjects.get(subject_type))]
    const able = idsWith(permission)
    if (ids.length === 0 || able.length === 0) continue
    const pairs = sees
      ? await pairsOf(tx, organization_id, sees, { ids, able, idsWith })
      : ids.flatMap((subject_id) => able.map((user_id) => ({ subject_id, user_id })))
    seen.set(subject_type, new Set(pairs.map(keyOf)))
  }
  return (subject_type, subject_id, { user_id }) =>
    !!seen.get(subject_type)?.has(keyOf({ subject_id, user_id: user_id ?? '' }))
}

type Pair = { subject_id: string; user_id: string }
const keyOf = ({ subject_id, user_id }: Pair) => `${subject_id}:${user_id}`

async function pairsOf(
  tx: Tx,
  organization_id: string,
  { subjects, by }: NonNullable<Audience['sees']>,
  { ids, able, idsWith }: { ids: string[]; able: string[]; idsWith: (permission: string) => string[] },
): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select d.id as subject_id, m.user_id
      from ${subjects} d
      join organization_members m on m.organization_id = d.organization_id and m.status = 'active'
     where d.organization_id = ${organization_id} and d.id = any(${ids}::uuid[])
       and m.user_id = any(${able}::uuid[])
       and (${by((permission) => sql<boolean>`m.user_id = any(${idsWith(permission)}::uuid[])`)})`.execute(tx)
  return rows
}
