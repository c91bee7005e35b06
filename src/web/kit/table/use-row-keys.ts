import { useHotkeys } from '@mantine/hooks'
import { type RefObject, useState } from 'react'

type Input<Row> = {
  table: RefObject<HTMLElement | null>
  rows: Row[]
  previewed: string | undefined
  goTo: (index: number) => void
  toggle: ((index: number, range?: boolean) => void) | undefined
  preview: ((row: Row | null) => void) | undefined
  open: ((row: Row) => void) | undefined
}

/**
 * ↑ and ↓ move (j and k too), Space previews, Enter opens, x selects, Escape closes the preview, / goes to the words.
 * While a row is previewed, the preview follows.
 */
export function useRowKeys<Row extends { id: string }>(input: Input<Row>) {
  const { table, rows, previewed, goTo, toggle, preview, open } = input
  const [current, setCurrent] = useState(0)
  const focused = () => table.current?.querySelector<HTMLElement>('[role=row][data-index]:focus')
  const indexOfFocus = () => Number(focused()?.dataset.index ?? -1)

  const move = (step: number) => {
    const shown = rows.findIndex(({ id }) => id === previewed)
    const from = focused() ? indexOfFocus() : shown >= 0 ? shown : step > 0 ? -1 : rows.length
    const index = Math.min(rows.length - 1, Math.max(0, from + step))
    const row = rows[index]
    if (!row) return
    goTo(index)
    if (previewed && preview) preview(row)
  }
  /** Elsewhere, in a menu or a form, the keys are not the table's. */
  const ours = (act: () => void) => (event: KeyboardEvent) => {
    const { activeElement: active } = document
    if (active && active !== document.body && !active.closest('[role=grid], [data-list-panel], main#main'))
      return
    if (active?.closest('[role=dialog], [role=menu], [role=listbox], [role=separator]')) return
    if (gridAt(active) !== table.current) return
    event.preventDefault()
    act()
  }
  const onRow = (act: (index: number, row: Row) => void) => (event: KeyboardEvent) => {
    const index = indexOfFocus()
    const row = rows[index]
    if (!row) return
    event.preventDefault()
    act(index, row)
  }
  const plain = { preventDefault: false }
  useHotkeys([
    ['ArrowDown', ours(() => move(1)), plain],
    ['ArrowUp', ours(() => move(-1)), plain],
    ['j', ours(() => move(1)), plain],
    ['k', ours(() => move(-1)), plain],
    ['x', onRow((index) => toggle?.(index)), plain],
    ['shift+x', onRow((index) => toggle?.(index, true)), plain],
    ['Space', onRow((_, row) => preview?.(row.id === previewed ? null : row)), plain],
    ['Enter', onRow((_, row) => (open ?? preview)?.(row)), plain],
    ['Escape', () => previewed && preview?.(null), plain],
    ['/', () => document.querySelector<HTMLInputElement>('[data-list-search]')?.focus()],
  ])
  return { current: Math.min(current, Math.max(0, rows.length - 1)), at: setCurrent }
}

/** The table that the keys are for: the one that has the focus, or stands beside it, and else the first of the page. */
function gridAt(active: Element | null): Element | null {
  return (
    active?.closest('[role=grid]') ??
    active?.closest('[data-list]')?.querySelector('[role=grid]') ??
    document.querySelector('[role=grid]')
  )
}
