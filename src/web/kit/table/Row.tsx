// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>; the roles say it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row is what gets the focus, and moves it.
import { Checkbox } from '@mantine/core'
import type { CSSProperties } from 'react'
import type { Column } from './column.ts'
import styles from './Table.module.css'
import type { TableProps } from './table-props.ts'

type Props<R extends { id: string }> = Pick<
  TableProps<R>,
  'nameOf' | 'selection' | 'second' | 'below' | 'previewed'
> & {
  index: number
  row: R
  columns: Column<R>[]
  narrow: boolean
  place: CSSProperties
  /** The one row that the Tab key reaches. */
  current: boolean
  onFocus: () => void
  onClick: (() => void) | undefined
}

export function Row<R extends { id: string }>(props: Props<R>) {
  const { index, row, columns, narrow, place, current, nameOf, selection, second, previewed } = props
  const chosen = selection?.chosen.has(row.id) ?? false
  const below = props.below?.(row)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table's keys do the same to the row that has the focus.
    <div
      role="row"
      tabIndex={current ? 0 : -1}
      data-index={index}
      data-chosen={chosen || undefined}
      data-opens={props.onClick ? '' : undefined}
      data-previewed={previewed === row.id || undefined}
      aria-selected={chosen}
      aria-rowindex={index + 2}
      className={`${styles.row} ${styles.item}`}
      style={place}
      onFocus={props.onFocus}
      onClick={({ target }) => !(target as Element).closest('a, input, label, button') && props.onClick?.()}
    >
      {selection && (
        <div role="gridcell" className={styles.check}>
          <Checkbox
            size="xs"
            tabIndex={current ? 0 : -1}
            aria-label={`Select ${nameOf(row)}`}
            checked={chosen}
            onChange={({ nativeEvent }) => selection.toggle(index, (nativeEvent as MouseEvent).shiftKey)}
          />
        </div>
      )}
      {columns.map(({ id, main, figures, cell }) => (
        <div
          key={id}
          role="gridcell"
          className={main ? styles.main : figures ? styles.figures : styles.words}
        >
          {cell(row)}
        </div>
      ))}
      {narrow && (
        <div role="gridcell" className={styles.second}>
          {second(row)}
        </div>
      )}
      {below && (
        <div role="gridcell" className={styles.below}>
          {below}
        </div>
      )}
    </div>
  )
}
