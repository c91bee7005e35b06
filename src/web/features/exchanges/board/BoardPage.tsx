import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { exchanges } from '#domains/exchanges/contract.ts'
import { nextStepOf } from '#domains/exchanges/rules/next-step.ts'
import type { ExchangeRow, ExchangeStatus } from '#domains/exchanges/schema.ts'
import { NextDeadline } from '#web/features/exchanges/list/columns.tsx'
import { ExchangesFrame } from '#web/features/exchanges/list/ExchangesFrame.tsx'
import { boardFilters, narrowingOf } from '#web/features/exchanges/list/views.ts'
import { EXCHANGE_STATUSES, OPEN_STATUSES } from '#web/features/exchanges/words.ts'
import styles from '#web/kit/board/Board.module.css'
import { formatMoney } from '#web/kit/figures.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useAddress } from '#web/use-address.ts'
import { useCall } from '#web/use-call.ts'

/** So many cards, those that end first; a board with more is a list. */
const MOST = 200

/** The open exchanges by status, which follows from their facts: nothing is dragged here. */
export function BoardPage() {
  const [search] = useAddress()
  const filters = boardFilters(useMembers())
  const open = { ...narrowingOf(search, filters), status: OPEN_STATUSES }
  const { data, error } = useCall(exchanges.all, { ...open, sort: 'deadline', limit: MOST })
  const { data: counted } = useCall(exchanges.count, open)
  return (
    <ExchangesFrame shown="board" filters={filters}>
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={8} />}
      {data && (
        <div className={styles.board}>
          {OPEN_STATUSES.map((status) => (
            <Column
              key={status}
              status={status}
              exchanges={data.items.filter((one) => one.status === status)}
              count={counted?.statuses[status] ?? 0}
            />
          ))}
        </div>
      )}
      {data?.next_cursor && (
        <Text size="sm" c="dimmed">
          The {MOST} exchanges that end first are shown. Narrow the board to see others.
        </Text>
      )}
    </ExchangesFrame>
  )
}

type ColumnProps = { status: ExchangeStatus; exchanges: ExchangeRow[]; count: number }

function Column({ status, exchanges: shown, count }: ColumnProps) {
  return (
    <section className={styles.column} aria-label={EXCHANGE_STATUSES[status][0]}>
      <div className={styles.head}>
        <Status of={EXCHANGE_STATUSES} status={status} />
        <Text span size="sm" c="dimmed">
          {count}
        </Text>
      </div>
      {inOrder(status, shown).map((one) => (
        <Card key={one.id} exchange={one} />
      ))}
    </section>
  )
}

/** In the identification period by what has to be identified first. */
function inOrder(status: ExchangeStatus, all: ExchangeRow[]): ExchangeRow[] {
  if (status !== 'identification_period') return all
  const dayOf = ({ identification_deadline }: ExchangeRow) => identification_deadline ?? ''
  return all.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)))
}

function Card({ exchange }: { exchange: ExchangeRow }) {
  const { id, name, client_name, exchange_value, relinquished_addresses } = exchange
  const who = client_name === name ? null : client_name
  const said = [who, exchange_value && formatMoney(exchange_value)].filter(Boolean)
  return (
    <article className={styles.card}>
      <div className={styles.top}>
        <Link to="/exchanges/$id" params={{ id }}>
          {name}
        </Link>
      </div>
      <Text size="xs" c="dimmed">
        {relinquished_addresses.join('; ')}
      </Text>
      <Text size="xs" c="dimmed">
        {said.join(' · ')}
      </Text>
      <Text size="xs">
        <NextDeadline exchange={exchange} />
      </Text>
      <Text size="xs">{nextStepOf(exchange)?.text}</Text>
    </article>
  )
}
