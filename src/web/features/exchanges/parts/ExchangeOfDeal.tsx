import { Alert, Anchor, Button, Group } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { exchanges } from '#domains/exchanges/contract.ts'
import type { ExchangeRow } from '#domains/exchanges/schema.ts'
import { transactions } from '#domains/transactions/contract.ts'
import { NewExchangeModal } from '#web/features/exchanges/form/NewExchangeModal.tsx'
import { ExchangeDay, IdentificationDay } from '#web/features/exchanges/list/columns.tsx'
import { EXCHANGE_STATUSES } from '#web/features/exchanges/words.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import { useMay } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'

/** On a deal’s page: the exchange that it is in with its two dates, or the way to open one where the seller is exchanging. */
export function ExchangeOfDeal({ id }: { id: string }) {
  const [read, edit] = [useMay('exchanges.read'), useMay('exchanges.edit')]
  const { data: found } = useCall(exchanges.all, { transaction_id: id, limit: 1 }, { enabled: read })
  const { data: deal } = useCall(transactions.one, { id })
  const [opening, setOpening] = useState(false)
  const [exchange] = found?.items ?? []
  if (exchange) return <Known exchange={exchange} />
  if (!found || !edit || !deal?.exchange_cooperation || deal.status === 'cancelled') return null
  const { exchange_intermediary_contact_id: intermediary_id } = deal
  return (
    <Alert color="gray" mb="md" icon={<IconArrowsExchange size={18} />}>
      <Group gap="sm">
        <span>
          The seller is exchanging. Open the exchange, and the closing of this deal starts its clocks.
        </span>
        <Button size="compact-sm" variant="default" onClick={() => setOpening(true)}>
          Open exchange
        </Button>
      </Group>
      <NewExchangeModal opened={opening} onClose={() => setOpening(false)} deal={{ id, intermediary_id }} />
    </Alert>
  )
}

function Known({ exchange }: { exchange: ExchangeRow }) {
  const { id, exchange_number, name, status, clock_start } = exchange
  return (
    <Alert color="gray" mb="md" icon={<IconArrowsExchange size={18} />}>
      <Group gap="xs">
        <Anchor inherit component={Link} to={`/exchanges/${id}`}>
          {`Exchange ${exchange_number}, ${name}`}
        </Anchor>
        <Status of={EXCHANGE_STATUSES} status={status} />
      </Group>
      {clock_start && (
        <Group gap="0 16px" mt={4}>
          <span>
            {'Identify by '}
            <IdentificationDay exchange={exchange} />
          </span>
          <span>
            {'Exchange ends '}
            <ExchangeDay exchange={exchange} />
          </span>
        </Group>
      )}
    </Alert>
  )
}
