import type { ReactNode } from 'react'
import { formatCount } from '#web/kit/figures.ts'
import { BulkBar } from './BulkBar.tsx'
import { SelectAll } from './SelectAll.tsx'
import type { Selection } from './use-selection.ts'

type Props<Row extends { id: string }> = {
  /** "deal" */
  one: string
  selection: Selection<Row>
  list: {
    rows: Row[] | undefined
    search: { sort?: string | undefined }
    load: (count: number) => Promise<{ id: string }[]>
  }
  /** How many the list has, once that was counted. */
  count: number | undefined
  /** Whether there are more than those that are loaded. */
  beyond: boolean
  children: ReactNode
}

/** What can be done with the selected rows of a list that comes in pages; the rest of the list can be selected too. */
export function ListBulkBar<Row extends { id: string }>(props: Props<Row>) {
  const { one, selection, list, count, beyond, children } = props
  const some = beyond || selection.selected.length < (list.rows?.length ?? 0)
  return (
    <BulkBar
      label={`Selected ${one}s`}
      selection={selection}
      count={`${formatCount(selection.selected.length, one)} selected`}
      whole={
        some ? (
          <SelectAll
            selection={selection}
            counted={{ total: count ?? null, total_is_exact: count !== undefined }}
            sort={list.search.sort ?? ''}
            load={list.load}
          />
        ) : null
      }
    >
      {children}
    </BulkBar>
  )
}
