import type { ReactNode } from 'react'

/** The names under which the server sorts by a column, and which of them its header asks for first. */
export type ColumnSort = { ascending: string; descending: string; first: 'ascending' | 'descending' }

export type Plain = string | number | null | undefined

export function isNothing(value: Plain): value is null | undefined | '' {
  return value === null || value === undefined || value === ''
}

/** A column as data. */
export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** What the column says, plain: names a row, and sorts a list that is here as a whole. */
  value?: (row: Row) => Plain
  /** In pixels, until a person drags its edge; of the main column the least. */
  width: number
  /** Carries the meaning: takes the room that is left and is always there. One column of a table is. */
  main?: boolean
  /** Shares what room is left with the main column, until a person drags its edge. */
  grows?: boolean
  /** Stays beside the main column however little room there is, such as what can be done with a row. */
  always?: boolean
  /** Where room is short, the columns with the highest number go first; without one, its place counts. */
  priority?: number
  sort?: ColumnSort
  /** Numbers and dates are set to the right. */
  figures?: boolean
  /** Not shown before a person chooses it. */
  optional?: boolean
}

export type Widths = Readonly<Record<string, number>>
type Sized = Pick<Column<never>, 'id' | 'width' | 'main' | 'grows' | 'always' | 'priority'>

export const LEAST_WIDTH = 48
const CHECK = 30
const GAP = 12
const SIDES = 8

export function widthOf({ id, width }: Pick<Sized, 'id' | 'width'>, widths: Widths): number {
  return Math.max(LEAST_WIDTH, widths[id] ?? width)
}

/** The columns that fit into so many pixels beside the main one, which keeps its least width. */
export function fitting<C extends Sized>(columns: C[], widths: Widths, room: number, selectable = true): C[] {
  const needed = columns.reduce(
    (sum, column) => sum + GAP + (column.main ? column.width : widthOf(column, widths)),
    SIDES + (selectable ? CHECK : 0),
  )
  if (needed <= room) return columns
  const least = columns
    .map((column, place) => ({ column, priority: column.priority ?? place }))
    .filter(({ column: { main, always } }) => !main && !always)
    .toSorted((a, b) => b.priority - a.priority)[0]?.column
  return least
    ? fitting(
        columns.filter((column) => column !== least),
        widths,
        room,
        selectable,
      )
    : columns
}

/** As `grid-template-columns` has it: the box to select a row, then each column. */
export function gridOf(columns: Sized[], widths: Widths, selectable = true): string {
  const sizes = columns.map((column) => {
    const { id, width, main, grows } = column
    if (main) return `minmax(${columns.length > 1 ? `${width}px` : '0'}, 1fr)`
    return grows && widths[id] === undefined ? `minmax(${width}px, 0.8fr)` : `${widthOf(column, widths)}px`
  })
  return [...(selectable ? [`${CHECK}px`] : []), ...sizes].join(' ')
}

/** What a click on the header of a column asks for: its first order, then the other, then the list's own again. */
export function nextSort({ ascending, descending, first }: ColumnSort, current: string | undefined) {
  const [one, other] = first === 'ascending' ? [ascending, descending] : [descending, ascending]
  if (current === one) return other
  return current === other ? undefined : one
}

export function directionOf(sort: ColumnSort | undefined, current: string | undefined) {
  if (sort && current === sort.ascending) return 'ascending'
  return sort && current === sort.descending ? 'descending' : 'none'
}
