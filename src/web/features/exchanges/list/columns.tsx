import { Text } from '@mantine/core'
import type { ExchangeRow } from '#domains/exchanges/schema.ts'
import { EXCHANGE_STATUSES, EXCHANGE_TYPES } from '#web/features/exchanges/words.ts'
import { formatDay, formatLeft } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { moneyColumn, statusColumn, textColumn } from '#web/kit/table/columns.tsx'

const SOON_DAYS = 5

export const EXCHANGE_COLUMNS: Column<ExchangeRow>[] = [
  textColumn('name', 'Name', {
    ...{ width: 200, main: true, grows: true },
    sort: { ascending: 'name', descending: 'name', first: 'ascending' },
  }),
  statusColumn('status', 'Status', EXCHANGE_STATUSES, { width: 172 }),
  {
    id: 'identification',
    header: 'Identification deadline',
    width: 236,
    priority: 2,
    sort: { ascending: 'identification', descending: 'identification', first: 'ascending' },
    cell: (one) => <Days day={one.identification_deadline} left={one.identification_days_remaining} />,
  },
  {
    id: 'deadline',
    header: 'Exchange deadline',
    width: 236,
    priority: 1,
    sort: { ascending: 'deadline', descending: 'deadline', first: 'ascending' },
    cell: (one) => <Days day={one.exchange_deadline} left={one.days_remaining} />,
  },
  textColumn('client_name', 'Client', { width: 150, priority: 3 }),
  {
    id: 'type',
    header: 'Type',
    width: 110,
    priority: 5,
    cell: ({ exchange_type }) => EXCHANGE_TYPES[exchange_type],
  },
  moneyColumn('exchange_value', 'Value', {
    priority: 4,
    sort: { ascending: 'value', descending: 'value', first: 'descending' },
  }),
  textColumn('coordinator_name', 'Coordinator', { width: 150, priority: 6 }),
  textColumn('exchange_number', 'Number', {
    ...{ width: 130, priority: 7 },
    sort: { ascending: 'number', descending: 'number', first: 'descending' },
  }),
]

type DaysProps = { day: string | null; left: number | null }

/** A deadline and the days left on the calendar of the exchange, not of the reader. */
export function Days({ day, left }: DaysProps) {
  if (!day || left === null) return null
  return (
    <Text span inherit>
      {formatDay(day)}
      {' · '}
      <Text span inherit {...(left <= SOON_DAYS && { c: 'var(--mantine-color-error)', fw: 500 })}>
        {formatLeft(left)}
      </Text>
    </Text>
  )
}

export function exchangeLine(one: ExchangeRow) {
  const { status, client_name, exchange_value } = one
  return (
    <Text span inherit truncate>
      <Status of={EXCHANGE_STATUSES} status={status} />{' '}
      {[client_name, exchange_value && formatMoney(exchange_value)].filter(Boolean).join(' · ')}
    </Text>
  )
}
