import type { Asking } from '#web/pages.ts'
import { useSession } from '#web/session.ts'
import type { DocumentQuery } from './view.ts'

type Changeable = Pick<DocumentQuery, 'uploaded_by'> | null

/** What narrows a list to the documents that this person may change; null: they may change none. */
export function changeableBy({ membership, user }: Pick<Asking, 'membership' | 'user'>): Changeable {
  if (membership.permissions.includes('documents.manage')) return {}
  return membership.permissions.includes('documents.edit') ? { uploaded_by: [user.id] } : null
}

export function useChangeable(): Changeable {
  const session = useSession()
  return session?.membership ? changeableBy({ membership: session.membership, user: session.user }) : null
}
