import { Text } from '@mantine/core'
import { transactions } from '#domains/transactions/contract.ts'
import { Stage } from '#domains/transactions/schema.ts'
import { DealsFrame } from '#web/features/transactions/list/DealsFrame.tsx'
import { boardFilters, narrowingOf } from '#web/features/transactions/list/views.ts'
import { useSteps } from '#web/features/transactions/stages/use-steps.tsx'
import styles from '#web/kit/board/Board.module.css'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useAddress } from '#web/use-address.ts'
import { useCall } from '#web/use-call.ts'
import { Column } from './Column.tsx'

const COLUMNS = Stage.exclude(['closed', 'cancelled']).options
/** So many cards, those that close first; a board with more is a list. */
const MOST = 200

/** The open deals by stage: a card is dragged to another column, or moved by its menu. */
export function BoardPage() {
  const [search] = useAddress()
  const filters = boardFilters(useMembers())
  const status = ['active', 'pending'] as ('active' | 'pending')[]
  const open = { ...narrowingOf(search, filters), status }
  const { data, error } = useCall(transactions.all, { ...open, sort: 'closing', limit: MOST })
  const { data: counted } = useCall(transactions.count, open)
  const { step, dialog } = useSteps()
  return (
    <DealsFrame shown="board" filters={filters}>
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={8} />}
      {data && (
        <div className={styles.board}>
          {COLUMNS.map((stage) => (
            <Column
              key={stage}
              stage={stage}
              deals={data.items.filter((deal) => deal.stage === stage)}
              count={counted?.stages[stage] ?? 0}
              all={data.items}
              step={step}
            />
          ))}
        </div>
      )}
      {data?.next_cursor && (
        <Text size="sm" c="dimmed">
          The {MOST} deals that close first are shown. Narrow the board to see others.
        </Text>
      )}
      {dialog}
    </DealsFrame>
  )
}
