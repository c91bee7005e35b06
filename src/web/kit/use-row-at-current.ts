import { type RefObject, useEffect } from 'react'

/** Moves a row that is wider than the screen to the entry where one is, whenever `current` changes. */
export function useRowAtCurrent(row: RefObject<HTMLElement | null>, entry: string, current: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row moves because what is current has changed.
  useEffect(() => {
    const [list, here] = [row.current, row.current?.querySelector<HTMLElement>(entry)]
    if (list && here) list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2
  }, [current])
}
