import { useQuery } from '@tanstack/react-query'
import { members } from '#domains/identity/members/contract.ts'
import { everyOf } from '#web/calls.ts'
import type { Choice } from '#web/kit/filters/filter.ts'

/** The members of the organization, to choose from. */
export function useMembers(): Choice[] {
  const { data = [] } = useQuery(everyOf(members.all, {}))
  return data.map(({ user_id, display_name, email }) => ({ value: user_id, label: display_name ?? email }))
}
