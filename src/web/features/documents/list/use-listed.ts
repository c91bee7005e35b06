import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentHit, DocumentList } from '#domains/documents/schema.ts'
import { pagesOf } from '#web/calls.ts'
import { type DocumentView, toQuery } from '#web/features/documents/view.ts'
import { useLive } from '#web/live.ts'

const ASK_MS = 3_000
const PAGE = 100

/** The documents of a view, page by page; the rows stay while others are on their way. */
export function useListed(view: DocumentView) {
  const live = useLive()
  const answer = useInfiniteQuery({
    ...pagesOf(documents.all, { ...toQuery(view), facets: true, limit: PAGE }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const unread = state.data?.pages.some(({ items }) =>
        items.some(({ status }) => status === 'processing'),
      )
      return unread && !live ? ASK_MS : false
    },
  })
  const { data } = answer
  const rows = useMemo(() => data && loadedOf({ data }), [data])
  return { ...answer, first: data?.pages[0], rows }
}

export type ListAnswer = UseInfiniteQueryResult<InfiniteData<DocumentList>>

export function loadedOf({ data }: Pick<ListAnswer, 'data'>): DocumentHit[] {
  return data?.pages.flatMap(({ items }) => items) ?? []
}

export type Listed = ReturnType<typeof useListed>
