import { useQueryClient } from '@tanstack/react-query'
import type { Asking } from '#web/pages.ts'
import { useMembership, useSession } from '#web/session.ts'

/** For whom things are found and listed. */
export function useAsking(): Asking {
  const queries = useQueryClient()
  const membership = useMembership()
  const session = useSession()
  if (!session) throw new Error('This needs a signed-in member.')
  return { queries, membership, user: session.user }
}
