import type { Search } from '#web/kit/filters/filter.ts'
import type { Sorting } from '#web/kit/table/table-props.ts'
import type { Columns } from '#web/kit/table/use-columns.ts'

/** A list as its page has it: what has come of it, what it is narrowed by, and which row is open (`web/use-list.ts`). */
export type List<Row> = {
  /** Undefined until the first of them have come. */
  rows: Row[] | undefined
  error: Error | null
  retry: () => unknown
  /** The server takes no such filters, so asking again is of no use. */
  refused: boolean
  /** More is wanted, as the last rows are near. */
  onEnd: () => void
  search: Search
  setSearch: (search: Search) => void
  /** It shows not all there are, since filters or words narrow it; `widen` takes these away. */
  narrowed: boolean
  widen: () => void
  /** The row that is shown beside the list, by its id. */
  open: string | undefined
  show: (id: string | undefined) => void
  /** Opens the dialog in which something is made, such as "request": `?new=request` does so from anywhere. */
  make: (what: string) => void
  dialog: (what: string) => { opened: boolean; onClose: () => void }
  columns: Columns<Row>
  sorting: Sorting | undefined
}
