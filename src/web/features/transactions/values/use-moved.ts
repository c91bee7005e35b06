import { useQuery } from '@tanstack/react-query'
import { valueProposals } from '#domains/transactions/proposals/contract.ts'
import type { ValuesToApply } from '#domains/transactions/proposals/schema.ts'
import { call } from '#web/calls.ts'

/** Every date of the deal that would move, before anything is saved. */
export function useMoved(id: string, version: number, values: ValuesToApply['values'], ready: boolean) {
  const { data, error } = useQuery({
    queryKey: [
      'moved',
      id,
      version,
      values.map(({ extraction_id, delivered_on }) => [extraction_id, delivered_on]),
    ],
    queryFn: () => call(valueProposals.apply, { id, preview: true }, { values }, { version }),
    enabled: ready,
    retry: false,
    gcTime: 0,
  })
  return { moved: data?.moved, error }
}
