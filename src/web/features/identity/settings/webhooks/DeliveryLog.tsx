import { Button, Group, Title } from '@mantine/core'
import { IconCircleDot } from '@tabler/icons-react'
import { useState } from 'react'
import { deliveries } from '#domains/identity/webhooks/contract.ts'
import type { Delivery, Webhook } from '#domains/identity/webhooks/schema.ts'
import { useFactWords } from '#web/features/identity/settings/fact-words.ts'
import { formatUntil, useNow } from '#web/kit/dates.tsx'
import { choiceFilter } from '#web/kit/filters/filter.ts'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { Empty } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { Dimmed, MainText, momentColumn } from '#web/kit/table/columns.tsx'
import { useList } from '#web/use-list.ts'
import { DeliveryDetail } from './DeliveryDetail.tsx'
import { ResendModal } from './ResendModal.tsx'
import { DeliveryStatus, outcomeOf } from './words.tsx'

const COLUMNS: Column<Delivery>[] = [
  {
    id: 'fact',
    header: 'Event',
    width: 200,
    main: true,
    value: ({ fact }) => fact,
    cell: (delivery) => <Event delivery={delivery} />,
  },
  { id: 'state', header: 'Status', width: 190, cell: (delivery) => <Progress delivery={delivery} /> },
  { id: 'answer', header: 'Answer', width: 200, priority: 3, cell: outcomeOf },
  momentColumn('created_at', 'Created', { priority: 2 }),
]
const STATES = { failed: 'Failed', pending: 'Waiting', delivered: 'Delivered' }
const FILTERS = [choiceFilter('state', 'Status', IconCircleDot, STATES)]
const SOON_MS = 30_000
const LOOK_MS = 2_000

/** What was sent in the last 30 days. While an attempt is about to be made, the list looks for its outcome. */
export function DeliveryLog({ webhook: { id, state } }: { webhook: Webhook }) {
  const [resending, setResending] = useState(false)
  const [soon, setSoon] = useState(false)
  const list = useList(deliveries.all, {
    name: 'deliveries',
    columns: COLUMNS,
    args: { id },
    filters: FILTERS,
    options: { refetchInterval: soon ? LOOK_MS : 0 },
  })
  const isSoon = list.rows?.some(isDueSoon) ?? false
  if (isSoon !== soon) setSoon(isSoon)
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3}>Deliveries</Title>
        {state === 'active' && (
          <Button size="xs" variant="default" onClick={() => setResending(true)}>
            Resend missed…
          </Button>
        )}
      </Group>
      <ListBar list={list} filters={FILTERS} />
      <List
        list={list}
        one="delivery"
        many="deliveries"
        empty={<Empty title="Nothing sent yet">Send a test to see whether your server receives it.</Empty>}
        panel={(delivery) => <DeliveryDetail webhook_id={id} delivery_id={delivery.id} />}
        unlisted={(delivery_id) => <DeliveryDetail webhook_id={id} delivery_id={delivery_id} />}
      />
      <ResendModal webhook_id={id} opened={resending} onClose={() => setResending(false)} />
    </section>
  )
}

function isDueSoon({ next_attempt_at }: Delivery): boolean {
  return !!next_attempt_at && Date.parse(next_attempt_at) - Date.now() < SOON_MS
}

function Event({ delivery: { fact } }: { delivery: Delivery }) {
  return <MainText>{useFactWords().labelOf(fact)}</MainText>
}

function Progress({ delivery }: { delivery: Delivery }) {
  const now = useNow()
  const { state, attempts, next_attempt_at } = delivery
  return (
    <>
      <DeliveryStatus delivery={delivery} />
      {state === 'pending' && attempts > 0 && next_attempt_at && (
        <Dimmed>{` ${formatUntil(next_attempt_at, now)}`}</Dimmed>
      )}
    </>
  )
}
