import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { discrepancies } from '#domains/transactions/discrepancies/contract.ts'
import { formatCount } from '#web/kit/figures.ts'
import { useCall } from '#web/use-call.ts'

/** How many fields the documents of a deal disagree about; nothing where they agree. */
export function DiscrepancyCount({ id }: { id: string }) {
  const { data } = useCall(discrepancies.all, { id })
  if (!data || data.items.length === 0) return null
  return (
    <Anchor inherit c="var(--mantine-color-yellow-text)" component={Link} to={`/deals/${id}?tab=values`}>
      {formatCount(data.items.length, 'discrepancy', 'discrepancies')}
    </Anchor>
  )
}
