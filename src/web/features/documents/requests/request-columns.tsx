import { Text } from '@mantine/core'
import type { DocumentRequest, RequestState } from '#domains/documents/requests/schema.ts'
import { REQUEST_STATES } from '#web/features/documents/words.ts'
import { Deadline, formatDay, Moment } from '#web/kit/dates.tsx'
import { StatusPill, type Tone } from '#web/kit/StatusPill.tsx'
import type { Column } from '#web/kit/table/column.ts'

const TONES: Record<RequestState, Tone> = {
  open: 'waiting',
  received: 'done',
  closed: 'draft',
  revoked: 'draft',
  expired: 'late',
}

export function RequestStatus({ request: { state } }: { request: DocumentRequest }) {
  return <StatusPill tone={TONES[state]}>{REQUEST_STATES[state]}</StatusPill>
}

/** "2 of 3", of what is still needed. */
export function progressOf({ items }: Pick<DocumentRequest, 'items'>): string {
  const needed = items.filter(({ state }) => state !== 'waived')
  const received = needed.filter(({ state }) => state === 'received')
  return `${received.length} of ${needed.length}`
}

export const REQUEST_COLUMNS: Column<DocumentRequest>[] = [
  {
    id: 'client',
    header: 'Client',
    width: 210,
    priority: 1,
    cell: ({ requested_from_name, requested_from_email }) => requested_from_name ?? requested_from_email,
  },
  {
    id: 'title',
    header: 'Request',
    width: 220,
    main: true,
    priority: 0,
    cell: ({ title }) => (
      <Text span inherit fw={500} truncate>
        {title}
      </Text>
    ),
  },
  { id: 'received', header: 'Received', width: 80, priority: 3, figures: true, cell: progressOf },
  {
    id: 'status',
    header: 'Status',
    width: 120,
    priority: 2,
    cell: (request) => <RequestStatus request={request} />,
  },
  {
    id: 'due',
    header: 'Needed by',
    width: 220,
    priority: 4,
    cell: ({ due_on, state }) =>
      due_on && (state === 'open' ? <Deadline day={due_on} inherit /> : formatDay(due_on)),
  },
  {
    id: 'requested_by',
    header: 'Requested by',
    width: 130,
    priority: 6,
    optional: true,
    cell: ({ requested_by_name }) => requested_by_name,
  },
  {
    id: 'created_at',
    header: 'Sent',
    width: 100,
    priority: 5,
    figures: true,
    cell: ({ created_at }) => <Moment at={created_at} />,
  },
]

export function requestLine(request: DocumentRequest) {
  const { requested_from_name, requested_from_email } = request
  return (
    <>
      <RequestStatus request={request} />
      {progressOf(request)}
      <Text span inherit truncate>
        {requested_from_name ?? requested_from_email}
      </Text>
    </>
  )
}
