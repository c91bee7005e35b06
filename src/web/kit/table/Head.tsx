// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>; the roles say it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row is what gets the focus, and moves it.
import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type Column, directionOf, LEAST_WIDTH, nextSort, type Widths, widthOf } from './column.ts'
import styles from './Table.module.css'
import type { Sorting } from './table-props.ts'
import type { Selection } from './use-selection.ts'

type Props<Row> = {
  selection: Pick<Selection, 'all' | 'selected' | 'toggleAll'> | undefined
  columns: Column<Row>[]
  sorting: Sorting | undefined
  widths: Widths
  resize: (id: string, width: number) => void
}

export function Head<Row>({ selection, columns, sorting, widths, resize }: Props<Row>) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.row} aria-rowindex={1}>
        {selection && (
          <div role="columnheader" className={styles.check}>
            <Checkbox
              size="xs"
              aria-label="Select all"
              checked={selection.all}
              indeterminate={!selection.all && selection.selected.length > 0}
              onChange={selection.toggleAll}
            />
          </div>
        )}
        {columns.map((column) => (
          <HeadCell
            key={column.id}
            column={column}
            sorting={sorting}
            width={widthOf(column, widths)}
            resize={(width) => resize(column.id, width)}
          />
        ))}
      </div>
    </div>
  )
}

type CellProps<Row> = {
  column: Column<Row>
  sorting: Sorting | undefined
  width: number
  resize: (width: number) => void
}

function HeadCell<Row>({ column, sorting, width, resize }: CellProps<Row>) {
  const { header, main, always, figures, sort: keys } = column
  const direction = directionOf(keys, sorting?.sort)
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <div
      role="columnheader"
      aria-sort={direction}
      className={main ? styles.main : figures ? styles.figures : styles.words}
    >
      {keys && sorting ? (
        <UnstyledButton className={styles.sort} onClick={() => sorting.setSort(nextSort(keys, sorting.sort))}>
          {header}
          {direction !== 'none' && <Arrow size={13} aria-hidden />}
        </UnstyledButton>
      ) : (
        <span className={always ? styles.unseen : undefined}>{header}</span>
      )}
      {!main && !always && <Edge header={header} width={width} resize={resize} />}
    </div>
  )
}

const STEP = 16
const MOST_WIDTH = 800

/** The edge of a column: dragged, or moved by the arrow keys. */
function Edge({ header, width, resize }: { header: string; width: number; resize: (width: number) => void }) {
  const to = (next: number) => resize(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, next)))
  /** As it is shown, which is more than its width where it grows. */
  const shownBy = (edge: HTMLElement) => edge.parentElement?.offsetWidth ?? width
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${header}`}
      aria-valuenow={width}
      aria-valuemin={LEAST_WIDTH}
      aria-valuemax={MOST_WIDTH}
      className={styles.edge}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'ArrowLeft') to(shownBy(currentTarget) - STEP)
        if (key === 'ArrowRight') to(shownBy(currentTarget) + STEP)
      }}
      onPointerDown={({ currentTarget, pointerId, clientX }) => {
        const before = shownBy(currentTarget)
        currentTarget.setPointerCapture(pointerId)
        currentTarget.onpointermove = (moved) => to(before + moved.clientX - clientX)
        currentTarget.onpointerup = () => {
          currentTarget.onpointermove = null
        }
      }}
    />
  )
}
