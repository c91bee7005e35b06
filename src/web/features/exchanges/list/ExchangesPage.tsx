import { Button } from '@mantine/core'
import { IconCategory, IconPlus, IconProgress, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { exchanges } from '#domains/exchanges/contract.ts'
import { members } from '#domains/identity/members/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'
import { everyOf } from '#web/calls.ts'
import { NewExchangeModal } from '#web/features/exchanges/NewExchangeModal.tsx'
import { EXCHANGE_STATUSES, EXCHANGE_TYPES } from '#web/features/exchanges/words.ts'
import { choicesFilter, type Filter } from '#web/kit/filters/filter.ts'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty } from '#web/kit/states.tsx'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import type { BuiltInView } from '#web/kit/views/view.ts'
import { useMay, useSession } from '#web/session.ts'
import { useList } from '#web/use-list.ts'
import { useViews } from '#web/use-views.ts'
import { EXCHANGE_COLUMNS, exchangeLine } from './columns.tsx'

/** The exchanges of the organization, with their deadlines. */
export function ExchangesPage() {
  const navigate = useNavigate()
  const edit = useMay('exchanges.edit')
  const me = useSession()?.user.id ?? ''
  const { data: coordinators = [] } = useQuery(everyOf(members.all, {}))
  const filters: Filter<keyof ArgsOf<typeof exchanges.all>>[] = [
    choicesFilter('status', 'Status', IconProgress, EXCHANGE_STATUSES),
    choicesFilter('exchange_type', 'Type', IconCategory, EXCHANGE_TYPES),
    choicesFilter(
      'coordinator_id',
      'Coordinator',
      IconUser,
      coordinators.map(({ user_id, display_name, email }) => ({
        value: user_id,
        label: display_name ?? email,
      })),
    ),
  ]
  const views = useViews('exchange')
  const list = useList(exchanges.all, {
    ...{ name: 'exchanges', columns: EXCHANGE_COLUMNS, filters, views },
    asks: ['q', 'sort'],
  })
  const add = edit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => list.make('exchange')}>
      New exchange
    </Button>
  )
  return (
    <>
      <PageHeader title="Exchanges">{add}</PageHeader>
      <ViewTabs builtIn={builtIn(me)} views={views} list={list} />
      <ListBar list={list} find="Search exchanges" filters={filters} />
      <List
        list={list}
        one="exchange"
        empty={
          <Empty title="No exchanges yet" action={add}>
            A 1031 exchange: its taxpayer, properties, people and deadlines in one place.
          </Empty>
        }
        onOpen={({ id }) => navigate({ to: '/exchanges/$id', params: { id } })}
        nameOf={({ name }) => name}
        second={exchangeLine}
      />
      <NewExchangeModal {...list.dialog('exchange')} />
    </>
  )
}

function builtIn(me: string): BuiltInView[] {
  return [
    { id: 'all', label: 'All', filters: {} },
    { id: 'mine', label: 'Mine', filters: { coordinator_id: me } },
    { id: 'running', label: 'Clocks running', filters: { status: 'identification_period,exchange_period' } },
  ]
}
