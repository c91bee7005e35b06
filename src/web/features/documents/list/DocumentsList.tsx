import { Text } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DocumentList } from '#domains/documents/schema.ts'
import type { DocumentView } from '#web/features/documents/view.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { BulkBar } from './BulkBar.tsx'
import { DocumentsTable } from './DocumentsTable.tsx'
import { useSelection } from './use-selection.ts'

export type ListAnswer = UseInfiniteQueryResult<InfiniteData<DocumentList>>
type Props = { answer: ListAnswer; view: DocumentView; empty: ReactNode; trash?: boolean }

/** Documents in rows, what was chosen of them, and what can be done with that. */
export function DocumentsList({ answer, view, empty, trash = false }: Props) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = answer
  const documents = data?.pages.flatMap(({ items }) => items) ?? []
  const selection = useSelection(documents)
  const corrected = data?.pages[0]?.corrected_query
  if (error && !data) return <Refused error={error} retry={refetch} />
  if (!data) return <RowsSkeleton rows={12} />
  return (
    <>
      {corrected && (
        <Text size="sm" mb="xs">
          Nothing for “{view.q}”. Did you mean <strong>{corrected}</strong>? This is what it finds.
        </Text>
      )}
      {documents.length === 0 ? (
        empty
      ) : (
        <DocumentsTable
          documents={documents}
          selection={selection}
          q={corrected ?? view.q}
          trash={trash}
          onEnd={() => hasNextPage && !isFetchingNextPage && fetchNextPage()}
        />
      )}
      <BulkBar selection={selection} trash={trash} />
    </>
  )
}
