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
import { isFiltered, toQuery } from '#web/features/documents/view.ts'
import type { Search } from '#web/kit/filters/filter.ts'
import type { List } from '#web/kit/list/list.ts'
import type { Views } from '#web/kit/views/view.ts'
import { useLive } from '#web/live.ts'
import { useAddress } from '#web/use-address.ts'
import { fromPages, useListState } from '#web/use-list.ts'
import { documentColumns } from './columns.tsx'

const ASK_MS = 3_000
const PAGE = 100

/** The documents of the view that the address names, page by page; the rows stay while others are on their way. */
export function useListed(views: Views) {
  const [view] = useAddress()
  const columns = documentColumns({ q: view.q, trash: !!view.trashed, grouped: !!view.group })
  const state = useListState('documents', columns, { views })
  const answer = useAnswer(view)
  const { data } = answer
  const rows = useMemo(() => data && loadedOf({ data }), [data])
  const { setSearch } = state
  const list: List<DocumentHit> = {
    ...state,
    ...fromPages(answer),
    rows,
    narrowed: isFiltered(view),
    // Without words the newest come first, and its header says so.
    sorting: {
      sort: view.sort ?? (view.q ? undefined : 'newest'),
      setSort: (sort) => setSearch({ ...view, sort, group: undefined }),
    },
  }
  return { list, answer, first: data?.pages[0] }
}

export type Listed = ReturnType<typeof useListed>

function useAnswer(view: Search) {
  const live = useLive()
  return useInfiniteQuery({
    ...pagesOf(documents.all, { ...toQuery(view), facets: true, limit: PAGE }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const unread = state.data?.pages.some(({ items }) =>
        items.some(({ status }) => status === 'processing'),
      )
      return unread && !live ? ASK_MS : false
    },
  })
}

export type ListAnswer = UseInfiniteQueryResult<InfiniteData<DocumentList>>

export function loadedOf({ data }: Pick<ListAnswer, 'data'>): DocumentHit[] {
  return data?.pages.flatMap(({ items }) => items) ?? []
}
