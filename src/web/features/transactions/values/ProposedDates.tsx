import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { isPeriod } from '#domains/documents/rules/periods.ts'
import { valueProposals } from '#domains/transactions/proposals/contract.ts'
import { isKeyDate } from '#domains/transactions/rules/dates.ts'
import { formatCount } from '#web/kit/figures.ts'
import { useCall } from '#web/use-call.ts'

/** Beside the dates of a deal: how many its documents say that it doesn't have. */
export function ProposedDates({ id }: { id: string }) {
  const { data } = useCall(valueProposals.all, { id })
  const dated = data?.items.filter(({ field }) => isPeriod(field) || isKeyDate(field)) ?? []
  const count = dated.length + (data?.unclear.length ?? 0)
  if (count === 0) return null
  return (
    <Text size="sm" mt="sm">
      <Anchor inherit component={Link} to={`/deals/${id}?tab=values`}>
        {`${formatCount(count, 'date')} from documents to review`}
      </Anchor>
    </Text>
  )
}
