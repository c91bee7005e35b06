import { Group, Stack, Text, Title } from '@mantine/core'
import { transactions } from '#domains/transactions/contract.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { NextDate, nextOf } from './list/columns.tsx'
import { People } from './page/People.tsx'
import { SIDES, STAGES, TYPES } from './words.ts'

/** A deal beside the list: how it stands, and who is in it. */
export function DealPreview({ id }: { id: string }) {
  const { data: deal, error } = useCall(transactions.one, { id })
  if (error) return <Refused error={error} />
  if (!deal) return <RowsSkeleton rows={6} />
  const { address, transaction_number, transaction_type, side, stage, list_price, sale_price, closing_date } =
    deal
  return (
    <Stack gap="md">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {address}
        </Title>
        <Group gap="xs" mt={4}>
          <Status of={STAGES} status={stage} />
          <Text size="sm" c="dimmed">
            {[transaction_number, TYPES[transaction_type], SIDES[side]].join(' · ')}
          </Text>
        </Group>
      </div>
      <Facts
        facts={[
          ['Next date', nextOf(deal) && <NextDate key="next" deal={deal} />],
          ['List price', list_price && formatMoney(list_price)],
          ['Sale price', sale_price && formatMoney(sale_price)],
          ['Closing', closing_date && formatDay(closing_date)],
          ['Closed', deal.closed_on && formatDay(deal.closed_on)],
          ['Agent', deal.agent_names.join(', ')],
          ['Notes', deal.notes],
        ]}
      />
      <People id={id} edit={false} />
    </Stack>
  )
}
