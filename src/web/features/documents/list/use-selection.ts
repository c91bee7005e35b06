import { useMemo, useState } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'

/** As many as the API changes or downloads at once. */
export const MOST = 500

/** What is chosen in a list. What leaves the list is no longer chosen: nobody changes what they do not see. */
export function useSelection(documents: DocumentHit[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<number | null>(null)
  const selected = useMemo(() => documents.filter(({ id }) => chosen.has(id)), [documents, chosen])
  const all = documents.length > 0 && selected.length === Math.min(documents.length, MOST)

  /** With `range`, all rows from the one that was chosen last. */
  const toggle = (index: number, range = false) => {
    const on = !chosen.has(documents[index]?.id ?? '')
    const [from, to] =
      range && last !== null ? [Math.min(last, index), Math.max(last, index)] : [index, index]
    setChosen(afterChange(selected, documents.slice(from, to + 1), on))
    setLast(index)
  }
  const choose = (documents: Identified[]) => setChosen(afterChange([], documents, true))

  return {
    chosen,
    selected,
    toggle,
    choose,
    toggleAll: () => choose(all ? [] : documents),
    clear: () => choose([]),
    all,
  }
}

export type Selection = ReturnType<typeof useSelection>
type Identified = { id: string }

/** What is chosen once these are too, or no longer are; never more than can be changed at once. */
export function afterChange(selected: Identified[], changed: Identified[], on: boolean): Set<string> {
  const next = new Set(selected.map(({ id }) => id))
  for (const { id } of changed) {
    if (!on) next.delete(id)
    else if (next.size < MOST) next.add(id)
  }
  return next
}
