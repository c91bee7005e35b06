import { Text } from '@mantine/core'
import { nextStepOf } from '#domains/exchanges/rules/next-step.ts'
import type { ExchangeRow } from '#domains/exchanges/schema.ts'
import { DaysLeft, DeadlineDay } from '#web/features/exchanges/DaysLeft.tsx'
import { EXCHANGE_STATUSES, EXCHANGE_TYPES, OPEN_STATUSES } from '#web/features/exchanges/words.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { MainText, moneyColumn, statusColumn, textColumn } from '#web/kit/table/columns.tsx'

export const EXCHANGE_COLUMNS: Column<ExchangeRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 180,
    main: true,
    sort: { ascending: 'name', descending: 'name', first: 'ascending' },
    value: ({ name }) => name,
    cell: (one) => <MainText>{one.name}</MainText>,
  },
  statusColumn('status', 'Status', EXCHANGE_STATUSES, { width: 156 }),
  {
    id: 'identification',
    header: 'Identification deadline',
    width: 184,
    priority: 3,
    sort: { ascending: 'identification', descending: 'identification', first: 'ascending' },
    cell: (one) => <IdentificationDay exchange={one} />,
  },
  {
    id: 'deadline',
    header: 'Exchange deadline',
    width: 218,
    priority: 2,
    sort: { ascending: 'deadline', descending: 'deadline', first: 'ascending' },
    cell: (one) => <ExchangeDay exchange={one} />,
  },
  {
    id: 'next',
    header: 'Next step',
    width: 168,
    priority: 4,
    cell: (one) => nextStepOf(one)?.text,
  },
  textColumn('client_name', 'Client', { width: 128, priority: 6 }),
  moneyColumn('exchange_value', 'Value', {
    ...{ width: 112, priority: 5 },
    sort: { ascending: 'value', descending: 'value', first: 'descending' },
  }),
  textColumn('coordinator_name', 'Coordinator', { width: 136, priority: 7 }),
  textColumn('exchange_number', 'Number', {
    ...{ width: 118, priority: 8 },
    sort: { ascending: 'number', descending: 'number', first: 'descending' },
  }),
  {
    id: 'type',
    header: 'Type',
    width: 106,
    priority: 9,
    cell: ({ exchange_type }) => EXCHANGE_TYPES[exchange_type],
  },
  {
    id: 'property',
    header: 'Relinquished property',
    width: 200,
    optional: true,
    cell: ({ relinquished_addresses }) => relinquished_addresses.join('; '),
  },
]

/** Nothing has to be identified once the identification period has ended. */
export function IdentificationDay({ exchange }: { exchange: ExchangeRow }) {
  const { status, identification_deadline: day, identification_days_remaining: left } = exchange
  return <DeadlineDay day={day} left={left} over={status !== 'identification_period'} />
}

export function ExchangeDay({ exchange }: { exchange: ExchangeRow }) {
  const { status, exchange_deadline: day, days_remaining: left } = exchange
  return <DeadlineDay day={day} left={left} over={!OPEN_STATUSES.includes(status)} />
}

/** The deadline that counts now. */
export function NextDeadline({ exchange }: { exchange: ExchangeRow }) {
  if (exchange.status === 'identification_period') return <IdentificationDay exchange={exchange} />
  return <ExchangeDay exchange={exchange} />
}

/** Below the name, where there is no room for columns: the days that are left, or what comes next. */
export function exchangeLine(one: ExchangeRow) {
  const identifies = one.status === 'identification_period'
  const left = identifies ? one.identification_days_remaining : one.days_remaining
  return (
    <Text span inherit truncate>
      <Status of={EXCHANGE_STATUSES} status={one.status} />{' '}
      {left === null ? (
        nextStepOf(one)?.text
      ) : (
        <DaysLeft left={left} over={!OPEN_STATUSES.includes(one.status)} />
      )}
    </Text>
  )
}
