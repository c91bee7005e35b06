import { Alert, Anchor, Group, Stack } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { exchanges } from '#domains/exchanges/contract.ts'
import type { ExchangeRow } from '#domains/exchanges/schema.ts'
import { NextDeadline } from '#web/features/exchanges/list/columns.tsx'
import { EXCHANGE_STATUSES } from '#web/features/exchanges/words.ts'
import { formatCount } from '#web/kit/figures.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import { useMay } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'

const SHOWN = 3

/** On a contact’s page: the exchanges in which they are the taxpayer or take part, those that end first. */
export function ExchangesOfContact({ id }: { id: string }) {
  const read = useMay('exchanges.read')
  const asked = { contact_id: id }
  const { data } = useCall(exchanges.all, { ...asked, sort: 'deadline', limit: SHOWN }, { enabled: read })
  const { data: counted } = useCall(exchanges.count, asked, { enabled: read })
  if (!data || data.items.length === 0) return null
  return (
    <Alert color="gray" mb="md" icon={<IconArrowsExchange size={18} />} title="Exchanges">
      <Stack gap={6}>
        {data.items.map((one) => (
          <Line key={one.id} exchange={one} />
        ))}
        {data.next_cursor && counted && (
          <Anchor inherit component={Link} to={`/exchanges?contact_id=${id}`}>
            {`All ${formatCount(counted.count, 'exchange')}`}
          </Anchor>
        )}
      </Stack>
    </Alert>
  )
}

function Line({ exchange }: { exchange: ExchangeRow }) {
  return (
    <Group gap="2px 10px">
      <Anchor inherit component={Link} to={`/exchanges/${exchange.id}`}>
        {`${exchange.exchange_number}, ${exchange.name}`}
      </Anchor>
      <Status of={EXCHANGE_STATUSES} status={exchange.status} />
      {exchange.clock_start && <NextDeadline exchange={exchange} />}
    </Group>
  )
}
