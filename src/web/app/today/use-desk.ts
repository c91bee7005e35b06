import { useQueries } from '@tanstack/react-query'
import { domains } from '#web/app/domains.ts'
import { useAsking } from '#web/app/search/use-asking.ts'
import type { Upcoming } from '#web/pages.ts'
import { inOrder } from './order.ts'

const DESKS = domains.flatMap(({ desk }) => desk ?? [])

/** What waits, from all domains: the late first, then what waits longest. The same thing is listed once. */
export function useNeeds() {
  const asking = useAsking()
  const answers = useQueries({
    queries: DESKS.map(({ about, load }, i) => ({
      queryKey: ['desk', 'needs', i, asking.membership.organization_id],
      meta: { about },
      queryFn: async () => (await (await load()).listNeeds?.(asking)) ?? { needs: [] },
    })),
  })
  const needs = answers.flatMap(({ data }) => data?.needs ?? [])
  return {
    needs: inOrder(needs),
    more: answers.flatMap(({ data }) => data?.more ?? []),
    loading: answers.some(({ isPending }) => isPending),
    error: answers.find(({ error }) => error)?.error,
  }
}

/** What is coming up, the next first. */
export function useUpcoming() {
  const asking = useAsking()
  const answers = useQueries({
    queries: DESKS.map(({ about, load }, i) => ({
      queryKey: ['desk', 'upcoming', i, asking.membership.organization_id],
      meta: { about },
      queryFn: async (): Promise<Upcoming[]> => (await (await load()).listUpcoming?.(asking)) ?? [],
    })),
  })
  return {
    upcoming: answers.flatMap(({ data }) => data ?? []).sort((a, b) => a.at.localeCompare(b.at)),
    loading: answers.some(({ isPending }) => isPending),
    error: answers.find(({ error }) => error)?.error,
  }
}
