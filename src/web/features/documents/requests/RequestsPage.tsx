import { Button } from '@mantine/core'
import { IconFileSpreadsheet, IconMailForward } from '@tabler/icons-react'
import { useState } from 'react'
import { requests } from '#domains/documents/requests/contract.ts'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useList } from '#web/use-list.ts'
import { ImportRequests } from './ImportRequests.tsx'
import { RequestDetail } from './RequestDetail.tsx'
import { RequestModal } from './RequestModal.tsx'
import { REQUEST_COLUMNS, requestLine } from './request-columns.tsx'

/** What clients were asked for, and what has come of it. */
export function RequestsPage() {
  const [importing, setImporting] = useState(false)
  const list = useList(requests.all, { name: 'requests', columns: REQUEST_COLUMNS })
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
      <ListBar list={list} />
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
      <RequestModal opened={list.making === 'request'} onClose={() => list.make()} />
      <ImportRequests opened={importing} onClose={() => setImporting(false)} />
    </>
  )
}
