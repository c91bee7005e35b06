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
      Ask for a document
    </Button>
  )
  return (
    <>
      <PageHeader title="Requests" note="Documents that somebody was asked for by mail.">
        {ask}
      </PageHeader>
      {error && !data && <Refused error={error} retry={refetch} />}
      {!data && !error && <RowsSkeleton rows={6} />}
      {requests?.length === 0 && (
        <Empty title="Nobody was asked yet" action={ask}>
          A client gets a link by mail and sends the paper without an account. You see here what has arrived.
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
