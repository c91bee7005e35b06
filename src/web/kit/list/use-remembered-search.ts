import { useEffect, useRef } from 'react'
import type { Search } from '#web/kit/filters/filter.ts'

/**
 * A list is as it was left, on this device, under its name: view, filters and order. An address that says
 * something itself wins; words are not kept, since a forgotten word hides rows, and neither is what was open beside it or being made.
 */
export function useRememberedSearch<S extends Search>(
  name: string,
  search: S,
  setSearch: (search: S) => void,
): void {
  const key = `deedline.${name}`
  const { q, open, new: making, ...filters } = search
  const said = JSON.stringify(filters)
  const arrived = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for once, when the page opens.
  useEffect(() => {
    if (arrived.current) {
      localStorage.setItem(key, said)
      return
    }
    arrived.current = true
    const kept = localStorage.getItem(key)
    if (kept && kept !== said && said === '{}' && !q && !open && !making) setSearch(JSON.parse(kept))
  }, [key, said])
}
