import { Button } from '@mantine/core'
import { IconFileSpreadsheet, IconMailForward } from '@tabler/icons-react'
import { useState } from 'react'
import { requests } from '#domains/documents/requests/contract.ts'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty } from '#web/kit/states.tsx'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMembership } from '#web/session.ts'
import { useList } from '#web/use-list.ts'
import { useViews } from '#web/use-views.ts'
import { ImportRequests } from './ImportRequests.tsx'
import { RequestDetail } from './RequestDetail.tsx'
import { RequestModal } from './RequestModal.tsx'
import { REQUEST_COLUMNS, requestLine } from './request-columns.tsx'
import { REQUEST_FILTERS, REQUEST_VIEWS } from './views.ts'

/** What clients were asked for, and what has come of it. */
export function RequestsPage() {
  const [importing, setImporting] = useState(false)
  const views = useViews('document_request')
  const list = useList(requests.all, {
    name: 'requests',
    columns: REQUEST_COLUMNS,
    filters: REQUEST_FILTERS,
    asks: ['q'],
    views,
  })
  useRememberedSearch(`requests.${useMembership().organization_id}`, list.search, list.setSearch)
  const ask = (
    <Button leftSection={<IconMailForward size={16} />} onClick={() => list.make('request')}>
      Request documents
    </Button>
  )
  return (
    <>
      <PageHeader title="Requests" note="Documents you've asked clients for.">
        <Button
          variant="default"
          leftSection={<IconFileSpreadsheet size={16} />}
          onClick={() => setImporting(true)}
        >
          Import
        </Button>
        {ask}
      </PageHeader>
      <ViewTabs builtIn={REQUEST_VIEWS} views={views} list={list} />
      <ListBar list={list} find="Search requests" filters={REQUEST_FILTERS} />
      <List
        list={list}
        one="request"
        empty={
          <Empty title="No requests yet" action={ask}>
            Clients get a link by email and upload without an account. What they send shows up here.
          </Empty>
        }
        panel={(request) => <RequestDetail request={request} />}
        nameOf={({ title, requested_from_email }) => `${title}, ${requested_from_email}`}
        second={requestLine}
      />
      <RequestModal {...list.dialog('request')} />
      <ImportRequests opened={importing} onClose={() => setImporting(false)} />
    </>
  )
}
