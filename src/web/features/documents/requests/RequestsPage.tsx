import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFileSpreadsheet, IconMailForward } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { requests } from '#domains/documents/requests/contract.ts'
import type { DocumentRequest } from '#domains/documents/requests/schema.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Panel } from '#web/kit/panel/Panel.tsx'
import { PanelLayout, PHONE } from '#web/kit/panel/PanelLayout.tsx'
import { SidePanel } from '#web/kit/SidePanel.tsx'
import { Empty, Refused } from '#web/kit/states.tsx'
import { ColumnsMenu } from '#web/kit/table/ColumnsMenu.tsx'
import { Table } from '#web/kit/table/Table.tsx'
import { TableSkeleton } from '#web/kit/table/TableSkeleton.tsx'
import { useColumns } from '#web/kit/table/use-columns.ts'
import { usePages } from '#web/use-call.ts'
import { ImportRequests } from './ImportRequests.tsx'
import { RequestDetail } from './RequestDetail.tsx'
import { RequestModal } from './RequestModal.tsx'
import { REQUEST_COLUMNS, requestLine } from './request-columns.tsx'

/** What clients were asked for, and what has come of it. */
export function RequestsPage() {
  const { open, new: making } = useSearch({ from: '/frame/documents/requests' })
  const navigate = useNavigate()
  const setAsking = (asking: boolean) =>
    navigate({ to: '/documents/requests', search: asking ? { new: 'request' } : {}, replace: true })
  const [importing, setImporting] = useState(false)
  const { items, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePages(requests.all, {})
  const columns = useColumns('requests', REQUEST_COLUMNS)
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
  const show = (request: DocumentRequest | null) =>
    navigate({ to: '/documents/requests', search: { open: request?.id }, replace: true })
  const at = items?.findIndex(({ id }) => id === open) ?? -1
  const shown = items?.[at]
  const ask = (
    <Button leftSection={<IconMailForward size={16} />} onClick={() => setAsking(true)}>
      Request documents
    </Button>
  )
  return (
    <>
      <PageHeader title="Requests" note="Documents you've asked clients for.">
        <ColumnsMenu all={REQUEST_COLUMNS} columns={columns} />
        <Button
          variant="default"
          leftSection={<IconFileSpreadsheet size={16} />}
          onClick={() => setImporting(true)}
        >
          Import
        </Button>
        {ask}
      </PageHeader>
      {error && !items && <Refused error={error} retry={refetch} />}
      {!items && !error && <TableSkeleton rows={6} />}
      {items?.length === 0 && (
        <Empty title="No requests yet" action={ask}>
          Clients get a link by email and upload without an account. What they send shows up here.
        </Empty>
      )}
      {items && items.length > 0 && (
        <PanelLayout
          label="Request"
          panel={
            shown ? (
              <Panel
                index={at}
                count={items.length}
                go={(step) => show(items[at + step] ?? null)}
                onClose={() => show(null)}
              >
                <RequestDetail key={shown.id} request={shown} />
              </Panel>
            ) : null
          }
        >
          <Table
            label="Requests"
            rows={items}
            nameOf={({ title, requested_from_email }) => `${title}, ${requested_from_email}`}
            columns={columns}
            second={requestLine}
            previewed={open}
            onPreview={show}
            onOpen={show}
            onEnd={() => hasNextPage && !isFetchingNextPage && fetchNextPage()}
          />
        </PanelLayout>
      )}
      <SidePanel title="Request" opened={!!phone && !!shown} onClose={() => show(null)}>
        {shown && <RequestDetail key={shown.id} request={shown} />}
      </SidePanel>
      <RequestModal opened={making === 'request'} onClose={() => setAsking(false)} />
      <ImportRequests opened={importing} onClose={() => setImporting(false)} />
    </>
  )
}
