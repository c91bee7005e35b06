import type { Asking } from '#web/pages.ts'
import { useSession } from '#web/session.ts'

/** Filters of a list, as they stand in its address. */
type Filters = Record<string, string>
type Changeable = Filters | null

/** What narrows a list to the documents that this person may change; null: they may change none. */
export function changeableBy({ membership, user }: Pick<Asking, 'membership' | 'user'>): Changeable {
  if (membership.permissions.includes('documents.manage')) return {}
  return membership.permissions.includes('documents.edit') ? { uploaded_by: user.id } : null
}

export function useChangeable(): Changeable {
  const session = useSession()
  return session?.membership ? changeableBy({ membership: session.membership, user: session.user }) : null
}

/** The filters of "Needs review": what waits for this person, and nothing that only someone else can decide. */
export function reviewFilters(changeable: Changeable): Filters {
  return { ...changeable, needs_review: 'true' }
}
