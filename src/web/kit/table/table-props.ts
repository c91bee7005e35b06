import type { ReactNode } from 'react'
import type { Columns } from './use-columns.ts'
import type { Selection } from './use-selection.ts'

/** In which order the list is, by the server's names; undefined: in its own. */
export type Sorting = { sort: string | undefined; setSort: (sort: string | undefined) => void }

export type TableProps<R extends { id: string }> = {
  label: string
  rows: R[]
  nameOf: (row: R) => string
  columns: Columns<R>
  /** Without it, no header sorts. */
  sorting?: Sorting | undefined
  /** Without it, rows cannot be selected. */
  selection?: Selection<R> | undefined
  /** On a phone, what stands below the main column instead of the others. */
  second: (row: R) => ReactNode
  /** What stands below a row in its whole width, such as where words were found. */
  below?: ((row: R) => ReactNode) | undefined
  /** Rows that stand together and have the same heading are shown below it. */
  groupOf?: ((row: R) => string) | undefined
  /** The row that is shown beside the list, and how another is; without it, rows open at once. */
  previewed?: string | undefined
  onPreview?: ((row: R | null) => void) | undefined
  /** Opens the page of a row; without it and without a preview, rows are only read. */
  onOpen?: ((row: R) => void) | undefined
  /** The last rows are near: more can be loaded. */
  onEnd: () => void
}
