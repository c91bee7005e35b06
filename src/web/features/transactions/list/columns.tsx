import { Text } from '@mantine/core'
import type { ExportColumn } from '#domains/transactions/exports/schema.ts'
import type { TransactionRow } from '#domains/transactions/schema.ts'
import { STAGES, TYPES } from '#web/features/transactions/words.ts'
import { DaysLeft, Deadline, formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { MainText, statusColumn, textColumn } from '#web/kit/table/columns.tsx'

export const DEAL_COLUMNS: Column<TransactionRow>[] = [
  {
    id: 'address',
    header: 'Property',
    width: 230,
    main: true,
    grows: true,
    sort: { ascending: 'address', descending: 'address', first: 'ascending' },
    value: ({ address }) => address,
    cell: ({ address }) => <MainText>{address}</MainText>,
  },
  statusColumn('stage', 'Stage', STAGES, { width: 164 }),
  {
    id: 'clients',
    header: 'Clients',
    width: 136,
    priority: 3,
    cell: ({ client_names }) => client_names.join(', '),
  },
  {
    id: 'type',
    header: 'Type',
    width: 90,
    priority: 6,
    cell: ({ transaction_type }) => TYPES[transaction_type],
  },
  { id: 'next', header: 'Next date', width: 216, priority: 2, cell: (deal) => <NextIn deal={deal} /> },
  {
    id: 'closing',
    header: 'Closing',
    width: 126,
    priority: 4,
    sort: { ascending: 'closing', descending: 'closing', first: 'ascending' },
    cell: ({ closed_on, closing_date }) => {
      const day = closed_on ?? closing_date
      return day && formatDay(day)
    },
  },
  {
    id: 'price',
    header: 'Price',
    width: 112,
    figures: true,
    priority: 5,
    cell: (deal) => priceOf(deal),
  },
  {
    id: 'agents',
    header: 'Agent',
    width: 150,
    priority: 8,
    cell: ({ agent_names }) => agent_names.join(', '),
  },
  textColumn('transaction_number', 'Number', {
    width: 100,
    priority: 7,
    sort: { ascending: 'number', descending: 'number', first: 'descending' },
  }),
]

/** What of an export each column of the list shows. */
const EXPORTED: Record<string, ExportColumn[]> = {
  address: ['address'],
  stage: ['stage'],
  clients: ['clients'],
  type: ['transaction_type', 'side'],
  next: ['next_date_name', 'next_date'],
  closing: ['closing_date', 'closed_on'],
  price: ['list_price', 'sale_price'],
  agents: ['agents'],
  transaction_number: ['transaction_number'],
}

export function exportedOf(shown: { id: string }[]): ExportColumn[] {
  return shown.flatMap(({ id }) => EXPORTED[id] ?? [])
}

/** What was agreed, or what is asked. */
export function priceOf({ sale_price, list_price }: Pick<TransactionRow, 'sale_price' | 'list_price'>) {
  const price = sale_price ?? list_price
  return price && formatMoney(price)
}

/** The date that comes next, and its day: that of a list, or the closing. */
export function nextOf({ next_date, next_date_name, closing_date, status }: TransactionRow) {
  if (status === 'closed' || status === 'cancelled') return null
  if (next_date && (!closing_date || next_date <= closing_date))
    return { name: next_date_name, day: next_date }
  return closing_date && { name: 'Closing', day: closing_date }
}

/** The date that comes next: its name, its day, and how many days are left. */
export function NextDate({ deal }: { deal: TransactionRow }) {
  const next = nextOf(deal)
  if (!next) return null
  return (
    <Text span inherit>
      {next.name} <Deadline day={next.day} inherit c="dimmed" />
    </Text>
  )
}

/** The same where there is no room for the day. */
export function NextIn({ deal }: { deal: TransactionRow }) {
  const next = nextOf(deal)
  if (!next) return null
  return (
    <Text span inherit>
      {next.name} · <DaysLeft day={next.day} />
    </Text>
  )
}

export function dealLine(deal: TransactionRow) {
  return (
    <Text span inherit truncate>
      <Status of={STAGES} status={deal.stage} />{' '}
      {[deal.client_names.join(', '), priceOf(deal)].filter(Boolean).join(' · ')}
    </Text>
  )
}
