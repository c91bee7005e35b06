import { Text } from '@mantine/core'
import type { DocumentRequest, RequestState } from '#domains/documents/requests/schema.ts'
import { REQUEST_STATES } from '#web/features/documents/words.ts'
import { DaysLeft, Deadline, formatDay, Moment } from '#web/kit/dates.tsx'
import { Status, type Statuses } from '#web/kit/StatusPill.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { momentColumn, statusColumn, textColumn } from '#web/kit/table/columns.tsx'

const STATUSES: Statuses<RequestState> = {
  open: [REQUEST_STATES.open, 'waiting'],
  received: [REQUEST_STATES.received, 'done'],
  closed: [REQUEST_STATES.closed, 'draft'],
  revoked: [REQUEST_STATES.revoked, 'draft'],
  expired: [REQUEST_STATES.expired, 'late'],
}

export function RequestStatus({ request: { state } }: { request: DocumentRequest }) {
  return <Status of={STATUSES} status={state} />
}

/** "2 of 3", of what is still needed; of nothing, a dash. */
export function progressOf({ items }: Pick<DocumentRequest, 'items'>): string {
  const needed = items.filter(({ state }) => state !== 'waived')
  const received = needed.filter(({ state }) => state === 'received')
  return needed.length > 0 ? `${received.length} of ${needed.length}` : '—'
}

export const REQUEST_COLUMNS: Column<DocumentRequest>[] = [
  {
    id: 'client',
    header: 'Client',
    width: 210,
    priority: 1,
    cell: ({ requested_from_name, requested_from_email }) => requested_from_name ?? requested_from_email,
  },
  textColumn('title', 'Request', { main: true, width: 220 }),
  { id: 'received', header: 'Received', width: 80, priority: 3, figures: true, cell: progressOf },
  statusColumn('state', 'Status', STATUSES, { priority: 2 }),
  {
    id: 'due',
    header: 'Needed by',
    width: 220,
    priority: 4,
    cell: ({ due_on, state }) =>
      due_on && (state === 'open' ? <Deadline day={due_on} inherit /> : formatDay(due_on)),
  },
  textColumn('requested_by_name', 'Requested by', { width: 130, priority: 6, optional: true }),
  momentColumn('created_at', 'Sent', { width: 100, priority: 5 }),
]

/** On a narrow list: how it stands, what has come, by when it is needed or since when it is asked for, and from whom. */
export function requestLine(request: DocumentRequest) {
  const { requested_from_name, requested_from_email, due_on, state, created_at } = request
  return (
    <>
      <RequestStatus request={request} />
      {progressOf(request)}
      {due_on && state === 'open' ? <DaysLeft day={due_on} /> : <Moment at={created_at} />}
      <Text span inherit truncate>
        {requested_from_name ?? requested_from_email}
      </Text>
    </>
  )
}
