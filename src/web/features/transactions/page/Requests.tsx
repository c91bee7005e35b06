import { Anchor, Group, Text } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { dealRequests } from '#domains/transactions/requests/contract.ts'
import type { DealRequest } from '#domains/transactions/requests/schema.ts'
import { Deadline } from '#web/kit/dates.tsx'
import { useCall } from '#web/use-call.ts'

/** What clients of the deal were asked for and have not sent yet. */
export function Requests({ id }: { id: string }) {
  const { data } = useCall(dealRequests.all, { id })
  const open = data?.items.filter(({ state }) => state === 'open' || state === 'expired') ?? []
  return open.map((request) => <Row key={request.id} request={request} />)
}

function Row({ request }: { request: DealRequest }) {
  const { id, title, requested_from_name, requested_from_email, due_on, state, items } = request
  const needed = items.filter((item) => item.state !== 'waived')
  const there = needed.filter((item) => item.state === 'received').length
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" fz="sm">
      <IconMailForward size={16} stroke={1.6} style={{ flex: 'none', marginTop: 3 }} aria-hidden />
      <div style={{ minWidth: 0 }}>
        <Anchor inherit component={Link} to={`/documents/requests?open=${id}`}>
          {title}
        </Anchor>
        <Text span inherit c="dimmed">
          {` · Requested from ${requested_from_name ?? requested_from_email}`}
          {needed.length > 1 && ` · ${there} of ${needed.length} received`}
          {state === 'expired' && ' · Link expired'}
        </Text>
        {due_on && (
          <Text inherit c="dimmed">
            Needed by <Deadline day={due_on} inherit />
          </Text>
        )}
      </div>
    </Group>
  )
}
