import {
  type InfiniteData,
  type InfiniteQueryObserverResult,
  keepPreviousData,
  useQuery,
} from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AnyCall, ArgsOf, ItemOf } from '#lib/contract.ts'
import { everyOf } from './calls.ts'
import { isRefusal } from './http.ts'
import { type Filter, mistakeOf, parametersOf, type Search } from './kit/filters/filter.ts'
import type { List } from './kit/list/list.ts'
import { sortable, sortRows } from './kit/list/sort-rows.ts'
import type { Column } from './kit/table/column.ts'
import { useColumns } from './kit/table/use-columns.ts'
import type { Views } from './kit/views/view.ts'
import { useAddress } from './use-address.ts'
import { type Options, usePages } from './use-call.ts'

type Parameter<C extends AnyCall> = keyof ArgsOf<C> & string

type Input<C extends AnyCall> = {
  /** Under which the device remembers its columns. */
  name: string
  columns: Column<ItemOf<C>>[]
  /** What is asked beside what the address says, such as whose list it is. */
  args?: Partial<ArgsOf<C>>
  /** A second list of a page leaves the address to the first. */
  second?: boolean
}

type Paged<C extends AnyCall> = Input<C> & {
  filters?: Filter<Parameter<C>>[]
  /** What else of the address goes to the API as it is, such as `q` and `sort`. */
  asks?: readonly Parameter<C>[]
  views?: Views
  options?: Options
}

/** A list that comes in pages: whether there are more rows, and the way to load so many of them. */
export type PagedList<Row> = List<Row> & { more: boolean; load: (count: number) => Promise<Row[]> }

/** A list that comes in pages, narrowed and sorted by the server as the address says. */
export function useList<C extends AnyCall>(route: C, input: Paged<C>): PagedList<ItemOf<C>> {
  const { name, columns, args, filters = [], asks = [], views, second, options } = input
  const state = useListState(name, columns, { views, second })
  const names = [...filters.flatMap(parametersOf), ...asks]
  const asked = askedOf(state.search, names)
  // What stands in an address goes to the API, which refuses what it does not know.
  const given = { ...args, ...asked } as ArgsOf<C>
  const mistake = filters.map((filter) => mistakeOf(filter, state.search)).find(Boolean)
  const answer = usePages(route, given, {
    placeholderData: keepPreviousData,
    ...options,
    ...(mistake && { enabled: false }),
  })
  const { sort: _, ...narrowing } = asked
  const narrowed = Object.keys(narrowing).length > 0
  const widen = () => state.setSearch(without(state.search, [...names, 'view']))
  const paged = { more: answer.hasNextPage, load: (count: number) => loadUntil(answer, count) }
  const list = { ...state, ...fromPages(answer), ...paged, rows: answer.items, narrowed, widen }
  return mistake ? { ...list, rows: undefined, error: new Error(mistake), refused: true } : list
}

type Pages<Row> = InfiniteQueryObserverResult<InfiniteData<{ items: Row[] }>>
type Reached<Row> = Pick<Pages<Row>, 'data' | 'error' | 'hasNextPage'> & {
  fetchNextPage: () => Promise<Reached<Row>>
}

/** Loads further pages until there are so many rows, or no more. Answers them all. */
async function loadUntil<Row>(answer: Reached<Row>, count: number): Promise<Row[]> {
  const rowsIn = ({ data }: Reached<Row>) => data?.pages.flatMap(({ items }) => items) ?? []
  let reached = answer
  while (reached.hasNextPage && rowsIn(reached).length < count) {
    reached = await reached.fetchNextPage()
    if (reached.error) throw reached.error
  }
  return rowsIn(reached)
}

type Answer = Pick<
  ReturnType<typeof usePages>,
  'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
>

/** How a list that comes in pages stands, and the way to its next page. */
export function fromPages({ error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage }: Answer) {
  return {
    error,
    retry: refetch,
    refused: isRefusal(error, 'invalid', 'refused', 'forbidden'),
    onEnd: () => {
      if (hasNextPage && !isFetchingNextPage) fetchNextPage()
    },
  }
}

/** A list that is short as a rule: all of it is loaded, and sorted here by any column that says what it shows. */
export function useWholeList<C extends AnyCall>(route: C, input: Input<C>): List<ItemOf<C>> {
  const columns = useMemo(() => sortable(input.columns), [input.columns])
  const state = useListState(input.name, columns, input)
  const { data, error, refetch } = useQuery(everyOf(route, (input.args ?? {}) as ArgsOf<C>))
  const { sort } = state.search
  const rows = useMemo(() => data && sortRows(data, columns, sort), [data, columns, sort])
  return { ...state, rows, error, retry: refetch, refused: false, onEnd: () => {}, narrowed: false }
}

type Around = { second?: boolean | undefined; views?: Views | undefined }

/** What a list is narrowed and sorted by, what is open beside it, and its columns. */
export function useListState<Row>(
  name: string,
  columns: Column<Row>[],
  { second = false, views }: Around = {},
) {
  const address = useAddress()
  const own = useState<Search>({})
  const [search, setSearch] = second ? own : address
  const saved = views?.saved.find(({ id }) => id === search.view)?.columns
  return {
    search,
    setSearch,
    widen: () => setSearch({}),
    open: search.open,
    show: (open: string | undefined) => setSearch({ ...search, open }),
    make: (what: string) => setSearch({ ...search, new: what }),
    dialog: (what: string) => ({
      opened: search.new === what,
      onClose: () => setSearch({ ...search, new: undefined }),
    }),
    columns: useColumns(name, columns, { view: search.view, saved }),
    sorting: columns.some(({ sort }) => sort) ? sortingBy(search, setSearch) : undefined,
  }
}

function sortingBy(search: Search, setSearch: (search: Search) => void) {
  return { sort: search.sort, setSort: (sort: string | undefined) => setSearch({ ...search, sort }) }
}

function askedOf(search: Search, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
}

function without(search: Search, names: readonly string[]): Search {
  return { ...search, ...Object.fromEntries(names.map((name) => [name, undefined])) }
}
