import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { transactions } from '#domains/transactions/contract.ts'
import { Stage } from '#domains/transactions/schema.ts'
import { NewDealModal } from '#web/features/transactions/form/NewDealModal.tsx'
import { DealsAs } from '#web/features/transactions/list/DealsAs.tsx'
import { boardFilters } from '#web/features/transactions/list/views.ts'
import { useSteps } from '#web/features/transactions/stages/use-steps.tsx'
import { useAgents } from '#web/features/transactions/use-agents.ts'
import { Chips } from '#web/kit/filters/Chips.tsx'
import { parametersOf } from '#web/kit/filters/filter.ts'
import { ListSearch } from '#web/kit/filters/ListSearch.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMay } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'
import { useCall } from '#web/use-call.ts'
import styles from './Board.module.css'
import { Column } from './Column.tsx'

const COLUMNS = Stage.exclude(['closed', 'cancelled']).options
/** So many cards, those that close first; a board with more is a list. */
const MOST = 200

/** The open deals by stage: a card is dragged to another column, or moved by its menu. */
export function BoardPage() {
  const edit = useMay('transactions.edit')
  const [search, setSearch] = useAddress()
  const filters = boardFilters(useAgents())
  const names = [...filters.flatMap(parametersOf), 'q', 'property_id', 'contact_id']
  const asked = Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
  const open = { ...asked, status: ['active', 'pending'] as ('active' | 'pending')[] }
  const { data, error } = useCall(transactions.all, { ...open, sort: 'closing', limit: MOST })
  const { data: counted } = useCall(transactions.count, open)
  const { step, dialog } = useSteps()
  return (
    <>
      <PageHeader title="Deals">
        <DealsAs shown="board" />
        {edit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setSearch({ ...search, new: 'deal' })}>
            New deal
          </Button>
        )}
      </PageHeader>
      <Group gap="sm" mb="sm">
        <div style={{ width: 260, maxWidth: '100%' }}>
          <ListSearch label="Search deals" q={search.q} setQ={(q) => setSearch({ ...search, q })} />
        </div>
        <Chips filters={filters} search={search} setSearch={setSearch} />
      </Group>
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
              step={edit ? step : undefined}
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
      <NewDealModal opened={search.new === 'deal'} onClose={() => setSearch({ ...search, new: undefined })} />
    </>
  )
}
