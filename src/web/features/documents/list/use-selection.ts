import { useMemo, useState } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'

/** What is chosen in a list. What leaves the list is no longer chosen: nobody changes what he does not see. */
export function useSelection(documents: DocumentHit[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<number | null>(null)
  const selected = useMemo(() => documents.filter(({ id }) => chosen.has(id)), [documents, chosen])

  /** With `range`, all rows from the one that was chosen last. */
  const toggle = (index: number, range = false) => {
    const on = !chosen.has(documents[index]?.id ?? '')
    const [from, to] =
      range && last !== null ? [Math.min(last, index), Math.max(last, index)] : [index, index]
    const next = new Set(chosen)
    for (const { id } of documents.slice(from, to + 1)) {
      if (on) next.add(id)
      else next.delete(id)
    }
    setChosen(next)
    setLast(index)
  }
  const toggleAll = () =>
    setChosen(selected.length === documents.length ? new Set() : new Set(documents.map(({ id }) => id)))

  return {
    chosen,
    selected,
    toggle,
    toggleAll,
    clear: () => setChosen(new Set()),
    all: documents.length > 0 && selected.length === documents.length,
  }
}

export type Selection = ReturnType<typeof useSelection>
