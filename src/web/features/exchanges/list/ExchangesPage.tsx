import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { exchanges } from '#domains/exchanges/contract.ts'
import { ExchangePreview } from '#web/features/exchanges/ExchangePreview.tsx'
import { NewExchangeModal } from '#web/features/exchanges/form/NewExchangeModal.tsx'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Empty } from '#web/kit/states.tsx'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useMay, useMembership } from '#web/session.ts'
import { useList } from '#web/use-list.ts'
import { useViews } from '#web/use-views.ts'
import { EXCHANGE_COLUMNS, exchangeLine } from './columns.tsx'
import { ExchangesAs } from './ExchangesAs.tsx'
import { exchangeFilters, exchangeViews } from './views.ts'

const SOON_MS = 14 * 86_400_000

/** The exchanges of the organization, with their deadlines. */
export function ExchangesPage() {
  const navigate = useNavigate()
  const edit = useMay('exchanges.edit')
  const now = new Date()
  const filters = exchangeFilters(useMembers())
  const views = useViews('exchange')
  const list = useList(exchanges.all, {
    ...{ name: 'exchanges', columns: EXCHANGE_COLUMNS, filters, views },
    asks: ['q', 'sort', 'contact_id', 'property_id'],
  })
  useRememberedSearch(`exchanges.${useMembership().organization_id}`, list.search, list.setSearch)
  const add = edit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => list.make('exchange')}>
      New exchange
    </Button>
  )
  return (
    <>
      <PageHeader title="Exchanges">
        <ExchangesAs shown="list" />
        {add}
      </PageHeader>
      <ViewTabs
        builtIn={exchangeViews(readerDay(now), readerDay(new Date(now.getTime() + SOON_MS)))}
        views={views}
        list={list}
      />
      <ListBar list={list} find="Search exchanges" filters={filters} />
      <List
        list={list}
        one="exchange"
        empty={
          <Empty title="No exchanges yet" action={add}>
            A 1031 exchange: its taxpayer, properties, people and deadlines in one place.
          </Empty>
        }
        panel={({ id }) => <ExchangePreview id={id} />}
        unlisted={(id) => <ExchangePreview id={id} />}
        onOpen={({ id }) => navigate({ to: '/exchanges/$id', params: { id } })}
        nameOf={({ name }) => name}
        second={exchangeLine}
      />
      <NewExchangeModal {...list.dialog('exchange')} />
    </>
  )
}
