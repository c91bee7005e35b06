import type { Tx } from '#infra/postgres/transactions.ts'

export type Seen = { subject_id: string; user_id: string }

/**
 * Who may be told of the facts about one kind of subject. A kind that no domain names here is told to nobody.
 * `visible` narrows it down to those of the people who see each of the subjects, in one statement for all of them; `tx`
 * is a worker's. Left out: everybody with the permission.
 */
export type Audience = {
  subject_type: string
  /** Null: `visible` alone decides. */
  permission: string | null
  visible?: (tx: Tx, organization_id: string, ids: string[], user_ids: string[]) => Promise<Seen[]>
}
