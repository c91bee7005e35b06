import { Button } from '@mantine/core'
import { IconChecklist, IconFileImport, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { MOST_AT_ONCE } from '#domains/transactions/bulk/schema.ts'
import { transactions } from '#domains/transactions/contract.ts'
import type { TransactionRow } from '#domains/transactions/schema.ts'
import { call } from '#web/calls.ts'
import { DealPreview } from '#web/features/transactions/DealPreview.tsx'
import { NewDealModal } from '#web/features/transactions/form/NewDealModal.tsx'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Empty } from '#web/kit/states.tsx'
import { ExportMenu } from '#web/kit/table/ExportMenu.tsx'
import { useSelection } from '#web/kit/table/use-selection.ts'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useMay, useMembership, useSession } from '#web/session.ts'
import { useList } from '#web/use-list.ts'
import { useViews } from '#web/use-views.ts'
import { DEAL_COLUMNS, dealLine, exportedOf } from './columns.tsx'
import { DealBulkBar } from './DealBulkBar.tsx'
import { DealsAs } from './DealsAs.tsx'
import { dealFilters, dealViews, narrowingOf } from './views.ts'

const NONE: TransactionRow[] = []
const SOON_MS = 30 * 86_400_000

/** The deals of the organization. */
export function DealsPage() {
  const navigate = useNavigate()
  const [edit, review] = [useMay('transactions.edit'), useMay('transactions.review')]
  const bring = useMay('transactions.import')
  const me = useSession()?.user.id ?? ''
  const now = new Date()
  const agents = useMembers()
  const filters = dealFilters(agents)
  const views = useViews('transaction')
  const list = useList(transactions.all, {
    ...{ name: 'deals', columns: DEAL_COLUMNS, filters, views },
    asks: ['q', 'sort', 'archived', 'property_id', 'contact_id'],
  })
  useRememberedSearch(`deals.${useMembership().organization_id}`, list.search, list.setSearch)
  const selection = useSelection(list.rows ?? NONE, MOST_AT_ONCE)
  const narrowing = narrowingOf(list.search, filters)
  const add = edit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => list.make('deal')}>
      New deal
    </Button>
  )
  return (
    <>
      <PageHeader title="Deals">
        {review && (
          <Button
            component={Link}
            to="/deals/review"
            variant="default"
            leftSection={<IconChecklist size={16} />}
          >
            Review
          </Button>
        )}
        {bring && (
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} />}
            onClick={() => navigate({ to: '/deals/imports', search: { new: 'file' } })}
          >
            Import
          </Button>
        )}
        <DealsAs shown="list" />
        {add}
      </PageHeader>
      <ViewTabs
        builtIn={dealViews(me, readerDay(now), readerDay(new Date(now.getTime() + SOON_MS)))}
        views={views}
        list={list}
      />
      <ListBar list={list} find="Search deals" filters={filters}>
        {bring && (
          <ExportMenu
            fetch={(format) =>
              call(transactions.export, { ...narrowing, format, columns: exportedOf(list.columns.shown) })
            }
          />
        )}
      </ListBar>
      <List
        list={list}
        one="deal"
        empty={
          <Empty title="No deals yet" action={add}>
            A listing, a purchase or a lease: its address, people, dates and documents in one place.
          </Empty>
        }
        panel={({ id }) => <DealPreview id={id} />}
        unlisted={(id) => <DealPreview id={id} />}
        onOpen={({ id }) => navigate({ to: '/deals/$id', params: { id } })}
        nameOf={({ address }) => address}
        second={dealLine}
        selection={edit ? selection : undefined}
        above={<DealBulkBar {...{ selection, list, narrowing }} members={agents} />}
      />
      <NewDealModal {...list.dialog('deal')} />
    </>
  )
}
