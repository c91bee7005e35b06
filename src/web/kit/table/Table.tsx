// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>; the roles say it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row is what gets the focus, and moves it.
import { useMergedRef } from '@mantine/hooks'
import { type CSSProperties, type RefObject, useRef } from 'react'
import { type Column, gridOf } from './column.ts'
import { Head } from './Head.tsx'
import { Row } from './Row.tsx'
import styles from './Table.module.css'
import type { TableProps } from './table-props.ts'
import { useFittingColumns } from './use-fitting-columns.ts'
import { useLinesInSight } from './use-lines-in-sight.ts'
import { useRowKeys } from './use-row-keys.ts'

/** Rows by the ten thousand: only those in sight exist. The page itself scrolls. */
export function Table<R extends { id: string }>(props: TableProps<R>) {
  const { label, rows, columns, sorting, selection } = props
  const grid = useRef<HTMLDivElement>(null)
  const { ref, narrow, columns: shown } = useFittingColumns(columns, !!selection)
  return (
    <div
      role="grid"
      ref={useMergedRef(grid, ref)}
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
      <Body {...props} table={grid} shown={shown} narrow={narrow} />
    </div>
  )
}

type BodyProps<R extends { id: string }> = TableProps<R> & {
  table: RefObject<HTMLElement | null>
  shown: Column<R>[]
  narrow: boolean
}

function Body<R extends { id: string }>({ table, shown, narrow, ...props }: BodyProps<R>) {
  const { rows, selection, below, groupOf, previewed, onPreview, onOpen, onEnd } = props
  const body = useRef<HTMLDivElement>(null)
  const { lines, inSight, height, margin, goTo } = useLinesInSight({
    ...{ rows, groupOf, below, narrow, body, onEnd },
  })
  const keys = useRowKeys({
    ...{ table, rows, previewed, goTo },
    toggle: selection?.toggle,
    preview: onPreview,
    open: onOpen,
  })
  const press = onPreview ?? onOpen
  return (
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
            onClick={press && (() => press(line.row))}
          />
        )
      })}
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
