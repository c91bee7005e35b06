import { Button } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { AskModal } from './AskModal.tsx'
import { RequestRow } from './RequestRow.tsx'
import { documentRequests } from './requests.ts'

/** What others were asked for, and what has come of it. */
export function RequestsPage() {
  const [asking, setAsking] = useState(false)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(documentRequests)
  const requests = data?.pages.flatMap(({ items }) => items)
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
      {error && !data && <Refused error={error} retry={refetch} />}
      {!data && !error && <RowsSkeleton rows={6} />}
      {requests?.length === 0 && (
        <Empty title="No requests yet" action={ask}>
          Clients get a link by email and upload without an account. What they send shows up here.
        </Empty>
      )}
      {requests?.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Older requests
        </Button>
      )}
      <AskModal opened={asking} onClose={() => setAsking(false)} />
    </>
  )
}
