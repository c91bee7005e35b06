import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Empty, Refused } from '#web/kit/states.tsx'
import { Table } from '#web/kit/table/Table.tsx'
import { TableSkeleton } from '#web/kit/table/TableSkeleton.tsx'
import type { TableProps } from '#web/kit/table/table-props.ts'
import type { List as ListState } from './list.ts'
import { nameByMain, SecondLine } from './narrow-row.tsx'
import { RowPanel } from './RowPanel.tsx'

type Identified = { id: string }
type FromTable<R extends Identified> = Pick<TableProps<R>, 'selection' | 'below' | 'groupOf' | 'onOpen'> &
  Partial<Pick<TableProps<R>, 'nameOf' | 'second'>>

type Props<R extends Identified> = FromTable<R> & {
  list: ListState<R>
  /** What a row is called, and several: "request". */
  one: string
  many?: string
  /** What stands here before there is a row. */
  empty: ReactNode
  noMatches?: ReactNode
  /** Shown beside the list for the open row. */
  panel?: (row: R) => ReactNode
  /** The same for one that the address names and the list hasn't loaded. */
  unlisted?: (id: string) => ReactNode
  panelLabel?: string
  /** How many rows there are, where that is more than have been loaded. */
  total?: number | null | undefined
  /** What stands over the table's head, such as what can be done with the selected rows. */
  above?: ReactNode
}

/** A list in each of its states: loading, refused, empty, without a match, and rows with the open one beside them. */
export function List<R extends Identified>(props: Props<R>) {
  const { list, one, many = `${one}s`, empty, noMatches, panel, unlisted, panelLabel, total, above } = props
  const { rows, columns, sorting, onEnd } = list
  const { selection, below, groupOf, onOpen, nameOf, second } = props
  if (!rows) return <NoRows list={list} />
  if (rows.length === 0)
    return list.narrowed ? (noMatches ?? <NoMatches many={many} widen={list.widen} />) : empty
  return (
    <RowPanel
      {...{ list, rows, panel, unlisted, onOpen }}
      label={panelLabel ?? capitalized(one)}
      count={total ?? rows.length}
    >
      {(preview) => (
        <>
          {above}
          <Table
            label={capitalized(many)}
            {...{ rows, columns, sorting, selection, below, groupOf, onOpen, onEnd, ...preview }}
            nameOf={nameOf ?? nameByMain(columns.all)}
            second={second ?? ((row) => <SecondLine row={row} columns={columns.shown} />)}
          />
        </>
      )}
    </RowPanel>
  )
}

type Refusable = Pick<ListState<unknown>, 'error' | 'refused' | 'narrowed' | 'widen' | 'retry'>

function NoRows({ list: { error, refused, narrowed, widen, retry } }: { list: Refusable }) {
  if (error && refused && narrowed) return <Refused error={error} retry={widen} label="Clear all filters" />
  if (error && refused) return <Refused error={error} />
  if (error) return <Refused error={error} retry={retry} />
  return <TableSkeleton rows={8} />
}

export function NoMatches({ many, widen }: { many: string; widen: () => void }) {
  const clear = (
    <Button variant="default" onClick={widen}>
      Clear all filters
    </Button>
  )
  return (
    <Empty title={`No matching ${many}`} action={clear}>
      Try fewer filters.
    </Empty>
  )
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
