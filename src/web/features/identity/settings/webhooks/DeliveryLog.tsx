import { Badge, Button, Group, SegmentedControl, Table, Text, Title, UnstyledButton } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { deliveries } from '#domains/identity/webhooks/contract.ts'
import { type Delivery, DeliveryState, type Webhook } from '#domains/identity/webhooks/schema.ts'
import { useFactWords } from '#web/features/identity/settings/fact-words.ts'
import { formatUntil, Moment, useNow } from '#web/kit/dates.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import { DeliveryPanel } from './DeliveryPanel.tsx'
import { ResendModal } from './ResendModal.tsx'
import { outcomeOf, statusOfDelivery } from './words.ts'

const FILTERS = [
  { value: '', label: 'All' },
  { value: 'failed', label: 'Failed' },
  { value: 'pending', label: 'Waiting' },
  { value: 'delivered', label: 'Delivered' },
]
const SOON_MS = 30_000
const LOOK_MS = 2_000

/** What was sent in the last 30 days. While an attempt is about to be made, the list looks for its outcome. */
export function DeliveryLog({ webhook: { id, state: endpoint } }: { webhook: Webhook }) {
  const search = useSearch({ from: '/frame/settings/webhooks' })
  const navigate = useNavigate()
  const set = (change: Partial<typeof search>) =>
    navigate({ to: '/settings/webhooks', search: { ...search, ...change }, replace: true })
  const [resending, setResending] = useState(false)
  const [soon, setSoon] = useState(false)
  const state = DeliveryState.safeParse(search.state).data
  const { items, error, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(
    deliveries.all,
    { id, state },
    { refetchInterval: soon ? LOOK_MS : 0 },
  )
  const isSoon = items?.some(isDueSoon) ?? false
  if (isSoon !== soon) setSoon(isSoon)
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Title order={3}>Deliveries</Title>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Deliveries shown"
            data={FILTERS}
            value={state ?? ''}
            onChange={(next) => set({ state: next || undefined })}
          />
          {endpoint === 'active' && (
            <Button size="xs" variant="default" onClick={() => setResending(true)}>
              Resend missed…
            </Button>
          )}
        </Group>
      </Group>
      {error && <Refused error={error} />}
      {!items && !error && <RowsSkeleton rows={6} />}
      {items?.length === 0 && (
        <Empty title={state ? 'No matching deliveries' : 'Nothing sent yet'}>
          {state ? 'Show all deliveries.' : 'Send a test to see whether your server receives it.'}
        </Empty>
      )}
      {items && items.length > 0 && (
        <DeliveryTable deliveries={items} open={(delivery) => set({ delivery })} />
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Older deliveries
        </Button>
      )}
      <DeliveryPanel
        webhook_id={id}
        delivery_id={search.delivery}
        onClose={() => set({ delivery: undefined })}
      />
      <ResendModal webhook_id={id} opened={resending} onClose={() => setResending(false)} />
    </div>
  )
}

function isDueSoon({ next_attempt_at }: Delivery): boolean {
  return !!next_attempt_at && Date.parse(next_attempt_at) - Date.now() < SOON_MS
}

function DeliveryTable({ deliveries, open }: { deliveries: Delivery[]; open: (id: string) => void }) {
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Event</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="sm">Answer</Table.Th>
          <Table.Th visibleFrom="xs">Created</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} open={() => open(delivery.id)} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function DeliveryRow({ delivery, open }: { delivery: Delivery; open: () => void }) {
  const { labelOf } = useFactWords()
  const now = useNow()
  const { label, color } = statusOfDelivery(delivery)
  const { state, attempts, next_attempt_at } = delivery
  return (
    <Table.Tr onClick={open} style={{ cursor: 'pointer' }}>
      <Table.Td>
        <UnstyledButton fz="sm" onClick={open}>
          {labelOf(delivery.fact)}
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        <Badge color={color}>{label}</Badge>
        {state === 'pending' && attempts > 0 && next_attempt_at && (
          <Text span size="xs" c="dimmed" ml={6} visibleFrom="sm">
            {formatUntil(next_attempt_at, now)}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm" c="dimmed">
        {outcomeOf(delivery)}
      </Table.Td>
      <Table.Td visibleFrom="xs" style={{ whiteSpace: 'nowrap' }}>
        <Moment at={delivery.created_at} />
      </Table.Td>
    </Table.Tr>
  )
}
