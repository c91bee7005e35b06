import { Button } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { requests } from '#domains/documents/requests/contract.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import { AskModal } from './AskModal.tsx'
import { RequestRow } from './RequestRow.tsx'

/** What others were asked for, and what has come of it. */
export function RequestsPage() {
  const { new: making } = useSearch({ from: '/frame/documents/requests' })
  const navigate = useNavigate()
  const setAsking = (asking: boolean) =>
    navigate({ to: '/documents/requests', search: asking ? { new: 'request' } : {}, replace: true })
  const { items, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePages(requests.all, {})
  const ask = (
    <Button leftSection={<IconMailForward size={16} />} onClick={() => setAsking(true)}>
      Request documents
    </Button>
  )
  return (
    <>
      <PageHeader title="Requests" note="Documents you've asked clients for.">
        {ask}
      </PageHeader>
      {error && !items && <Refused error={error} retry={refetch} />}
      {!items && !error && <RowsSkeleton rows={6} />}
      {items?.length === 0 && (
        <Empty title="No requests yet" action={ask}>
          Clients get a link by email and upload without an account. What they send shows up here.
        </Empty>
      )}
      {items?.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Older requests
        </Button>
      )}
      <AskModal opened={making === 'request'} onClose={() => setAsking(false)} />
    </>
  )
}
