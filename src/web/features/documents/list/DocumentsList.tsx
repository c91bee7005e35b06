import { Text } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DocumentHit, DocumentList } from '#domains/documents/schema.ts'
import type { DocumentView } from '#web/features/documents/view.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { BulkBar } from './BulkBar.tsx'
import { DocumentsTable } from './DocumentsTable.tsx'
import { SelectAll } from './SelectAll.tsx'
import { MOST, useSelection } from './use-selection.ts'

export type ListAnswer = UseInfiniteQueryResult<InfiniteData<DocumentList>>
type Props = { answer: ListAnswer; view: DocumentView; empty: ReactNode; trash?: boolean }

/** Documents in rows, what was chosen of them, and what can be done with that. */
export function DocumentsList({ answer, view, empty, trash = false }: Props) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = answer
  const documents = loadedOf(answer)
  const selection = useSelection(documents)
  const first = data?.pages[0]
  const corrected = first?.corrected_query
  const load = async (count: number) => {
    let reached = answer
    while (reached.hasNextPage && loadedOf(reached).length < count) {
      reached = await reached.fetchNextPage()
      if (reached.error) throw reached.error
    }
    return loadedOf(reached)
  }
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
      <BulkBar
        selection={selection}
        trash={trash}
        whole={
          first &&
          (hasNextPage || documents.length > MOST) && (
            <SelectAll
              selection={selection}
              counted={first}
              sort={view.sort ?? (view.q || trash ? '' : 'newest')}
              load={load}
            />
          )
        }
      />
    </>
  )
}

function loadedOf({ data }: Pick<ListAnswer, 'data'>): DocumentHit[] {
  return data?.pages.flatMap(({ items }) => items) ?? []
}
