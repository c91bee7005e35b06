// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>; the roles say it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row is what gets the focus, and moves it.
import { useElementSize, useMediaQuery, useMergedRef } from '@mantine/hooks'
import { type CSSProperties, useRef } from 'react'
import { fitting, gridOf } from './column.ts'
import { Head } from './Head.tsx'
import { Row } from './Row.tsx'
import styles from './Table.module.css'
import type { TableProps } from './table-props.ts'
import { useLinesInSight } from './use-lines-in-sight.ts'
import { useRowKeys } from './use-row-keys.ts'

/** With less room a table has one column and a second line, on a phone and beside a panel. */
const NARROW = '(max-width: 759px)'
const NARROW_WIDTH = 520

/** Rows by the ten thousand: only those in sight exist. The page itself scrolls. */
export function Table<R extends { id: string }>(props: TableProps<R>) {
  const { label, rows, columns, sorting, selection, below, groupOf, previewed, onPreview, onOpen, onEnd } =
    props
  const body = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const { ref: measured, width } = useElementSize()
  const table = useMergedRef(grid, measured)
  const phone = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false
  const narrow = phone || (width > 0 && width < NARROW_WIDTH)
  const shown = narrow
    ? columns.shown.filter(({ main }) => main)
    : fitting(columns.shown, columns.widths, width || window.innerWidth)
  const { lines, inSight, height, margin, goTo } = useLinesInSight({
    rows,
    groupOf,
    below,
    narrow,
    body,
    onEnd,
  })
  const keys = useRowKeys({
    table: grid,
    rows,
    previewed,
    goTo,
    toggle: selection?.toggle,
    preview: onPreview,
    open: onOpen,
  })
  return (
    <div
      role="grid"
      ref={table}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={!!selection}
      data-selectable={selection ? '' : undefined}
      aria-label={label}
      className={styles.table}
      style={{ '--columns': gridOf(shown, columns.widths, !!selection) } as CSSProperties}
    >
      <Head
        selection={selection}
        columns={shown}
        sorting={sorting}
        widths={columns.widths}
        resize={columns.resize}
      />
      <div role="rowgroup" ref={body} style={{ height, position: 'relative' }}>
        {inSight.map(({ index: at, key, start, size }) => {
          const line = lines[at]
          if (!line) return null
          const place = { transform: `translateY(${start - margin}px)`, height: size }
          if ('heading' in line) return <GroupHeading key={key} {...line} place={place} />
          return (
            <Row
              key={key}
              {...props}
              index={line.index}
              row={line.row}
              columns={shown}
              narrow={narrow}
              place={place}
              current={keys.current === line.index}
              onFocus={() => keys.at(line.index)}
              onClick={() => (onPreview ?? onOpen)(line.row)}
            />
          )
        })}
      </div>
    </div>
  )
}

function GroupHeading({ heading, count, place }: { heading: string; count: number; place: CSSProperties }) {
  return (
    <div role="row" tabIndex={-1} className={styles.group} style={place}>
      <div role="gridcell" aria-colspan={2}>
        {heading} <span className={styles.count}>{count}</span>
      </div>
    </div>
  )
}
