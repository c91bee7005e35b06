import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { keyOf, linesOf } from './lines.ts'
import type { TableProps } from './table-props.ts'

const ROW = 36
const NARROW_ROW = 54
const BELOW = 21
const AHEAD = 20

type Input<R extends { id: string }> = Pick<TableProps<R>, 'rows' | 'groupOf' | 'below' | 'onEnd'> & {
  narrow: boolean
  body: RefObject<HTMLElement | null>
}

/** The lines of a table that are near the part that is seen, each with its place, and the way to a row. */
export function useLinesInSight<R extends { id: string }>(input: Input<R>) {
  const { rows, groupOf, below, narrow, body, onEnd } = input
  const [margin, setMargin] = useState(0)
  const lines = useMemo(() => linesOf(rows, groupOf), [rows, groupOf])
  // What stands above the table may have grown: each time it is drawn, its place is looked at.
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0
    setMargin(Math.round(top + window.scrollY))
  })
  // Another function would have the place of every line counted anew each time a row is moved to.
  const keyAt = useCallback((i: number) => keyOf(lines, i), [lines])
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (i) => {
      const line = lines[i]
      if (!line || !('row' in line)) return ROW
      return (narrow ? NARROW_ROW : ROW) + (below?.(line.row) ? BELOW : 0)
    },
    getItemKey: keyAt,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: 96,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of the lines depends on what they hold.
  useEffect(() => virtual.measure(), [narrow, lines])

  const inSight = virtual.getVirtualItems()
  const last = inSight.at(-1)?.index ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end is near when the last line that is shown says so.
  useEffect(() => {
    if (last >= lines.length - AHEAD) onEnd()
  }, [last, lines.length])

  /** Whether the row is there to take the focus. */
  const focus = (index: number) => {
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
    row?.focus({ preventScroll: true })
    return !!row
  }
  const goTo = (index: number) => {
    virtual.scrollToIndex(groupOf ? lines.findIndex((line) => 'row' in line && line.index === index) : index)
    // A key that follows at once is already for this row.
    if (!focus(index)) requestAnimationFrame(() => focus(index))
  }
  return { lines, inSight, height: virtual.getTotalSize(), margin, goTo }
}
