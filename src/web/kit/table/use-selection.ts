import { useMemo, useState } from 'react'

type Identified = { id: string }

/**
 * The rows that are selected, at most as many as one action takes. What leaves the list is no longer selected: nobody
 * changes what they do not see.
 */
export function useSelection<Row extends Identified>(rows: Row[], most: number) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<number | null>(null)
  const selected = useMemo(() => rows.filter(({ id }) => chosen.has(id)), [rows, chosen])
  const all = rows.length > 0 && selected.length === Math.min(rows.length, most)

  /** With `range`, all rows from the one that was selected last. */
  const toggle = (index: number, range = false) => {
    const on = !chosen.has(rows[index]?.id ?? '')
    const [from, to] =
      range && last !== null ? [Math.min(last, index), Math.max(last, index)] : [index, index]
    setChosen(afterChange(selected, rows.slice(from, to + 1), on, most))
    setLast(index)
  }
  const choose = (wanted: Identified[]) => setChosen(afterChange([], wanted, true, most))

  return {
    chosen,
    selected,
    most,
    toggle,
    choose,
    toggleAll: () => choose(all ? [] : rows),
    clear: () => choose([]),
    all,
  }
}

export type Selection<Row extends Identified = Identified> = ReturnType<typeof useSelection<Row>>

/** What is selected once these are too, or no longer are; never more than `most`. */
export function afterChange(
  selected: Identified[],
  changed: Identified[],
  on: boolean,
  most: number,
): Set<string> {
  const next = new Set(selected.map(({ id }) => id))
  for (const { id } of changed) {
    if (!on) next.delete(id)
    else if (next.size < most) next.add(id)
  }
  return next
}
