import { Group, Stack, Text, Title } from '@mantine/core'
import { exchanges } from '#domains/exchanges/contract.ts'
import { nextStepOf } from '#domains/exchanges/rules/next-step.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { ExchangeDay, IdentificationDay } from './list/columns.tsx'
import { EXCHANGE_STATUSES, EXCHANGE_TYPES } from './words.ts'

/** An exchange beside the list: how it stands, and who runs it. */
export function ExchangePreview({ id }: { id: string }) {
  const { data: exchange, error } = useCall(exchanges.one, { id })
  if (error) return <Refused error={error} />
  if (!exchange) return <RowsSkeleton rows={6} />
  const { name, status, exchange_number, exchange_type, clock_start, exchange_value } = exchange
  const { replacement_property_value: replacement } = exchange
  return (
    <Stack gap="md">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        <Group gap="xs" mt={4}>
          <Status of={EXCHANGE_STATUSES} status={status} />
          <Text size="sm" c="dimmed">
            {[exchange_number, EXCHANGE_TYPES[exchange_type]].join(' · ')}
          </Text>
        </Group>
      </div>
      <Facts
        facts={[
          ['Next step', nextStepOf(exchange)?.text],
          ['First transfer', clock_start && formatDay(clock_start)],
          [
            'Identification deadline',
            clock_start && <IdentificationDay key="identification" exchange={exchange} />,
          ],
          ['Exchange deadline', clock_start && <ExchangeDay key="deadline" exchange={exchange} />],
          ['Relinquished', exchange.relinquished_addresses.join('; ')],
          ['Relinquished value', exchange_value && formatMoney(exchange_value)],
          ['Replacement value', replacement && formatMoney(replacement)],
          ['Taxpayer', exchange.client_name],
          ['Coordinator', exchange.coordinator_name],
          ['Attorney', exchange.primary_attorney_name],
          ['Intermediary', exchange.intermediary_name],
          ['Notes', exchange.notes],
        ]}
      />
    </Stack>
  )
}
