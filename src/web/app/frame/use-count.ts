import { skipToken, useQuery } from '@tanstack/react-query'
import { useAsking } from '#web/app/search/use-asking.ts'
import type { Entry } from '#web/pages.ts'

/** How much waits at an entry; 0 where it doesn't count, or as long as that isn't known. */
export function useCount({ to, count }: Entry): number {
  const asking = useAsking()
  const { data } = useQuery({
    queryKey: ['count', to, asking.membership.organization_id],
    queryFn: count ? () => count.ask(asking) : skipToken,
    meta: { about: count?.about ?? [] },
  })
  return data ?? 0
}
