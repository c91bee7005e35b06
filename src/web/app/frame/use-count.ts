import { skipToken, useQuery } from '@tanstack/react-query'
import type { Entry } from '#web/pages.ts'

/** How much waits at an entry; 0 where it doesn't count, or as long as that isn't known. */
export function useCount({ to, count }: Entry): number {
  const { data } = useQuery({
    queryKey: ['count', to],
    queryFn: count ? () => count.ask() : skipToken,
    meta: { about: count?.about ?? [] },
  })
  return data ?? 0
}
