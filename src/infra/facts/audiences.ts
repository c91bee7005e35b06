import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'

export type Seen = { subject_id: string; user_id: string }

/** Someone who may be told, with what they may do. */
export type Viewer = Pick<Actor, 'user_id' | 'permissions'>

/**
 * Who sees the facts about one kind of subject. `visible` narrows it down to those of the people who see each of the
 * subjects, in one statement for all of them; `tx` is a worker's. Without it everyone with the permission sees them.
 */
export type Audience = {
  subject_type: string
  /** Null: `visible` alone decides. */
  permission: string | null
  visible?: (tx: Tx, organization_id: string, ids: string[], people: Viewer[]) => Promise<Seen[]>
}

/**
 * Which of the people see which of the subjects: asks each domain once for all of them. A kind that no domain names is
 * seen by nobody.
 */
export async function whoSees(
  tx: Tx,
  audiences: Audience[],
  organization_id: string,
  subjects: Map<string, string[]>,
  people: Viewer[],
): Promise<(subject_type: string, subject_id: string, person: Viewer) => boolean> {
  const seen = new Map<string, Set<string> | 'all'>()
  const allowed = new Map<string, Set<string | null>>()
  for (const { subject_type, permission, visible } of audiences) {
    const ids = subjects.get(subject_type)
    if (!ids) continue
    const able = people.filter(({ permissions }) => !permission || permissions.has(permission))
    allowed.set(subject_type, new Set(able.map(({ user_id }) => user_id)))
    const pairs = visible && (await visible(tx, organization_id, [...new Set(ids)], able))
    seen.set(subject_type, pairs ? new Set(pairs.map(keyOf)) : 'all')
  }
  return (subject_type, subject_id, { user_id }) => {
    const found = seen.get(subject_type)
    if (!found || !user_id || !allowed.get(subject_type)?.has(user_id)) return false
    return found === 'all' || found.has(keyOf({ subject_id, user_id }))
  }
}

const keyOf = ({ subject_id, user_id }: Seen) => `${subject_id}:${user_id}`
