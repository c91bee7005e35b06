import { useElementSize } from '@mantine/hooks'
import { useCallback, useMemo, useState } from 'react'
import type { Bounds } from '#domains/contacts/rules/area.ts'
import { fitted, MAINLAND, type Viewport } from './viewport.ts'

/** A map of a few contacts in one town still shows where that is. */
const CLOSE = 11

type Place = Pick<Viewport, 'x' | 'y' | 'zoom'>

/** What the map shows, within the space that it has. Until someone moves it, it shows `home`. */
export function useViewport(home: Bounds | undefined) {
  const { ref, width, height } = useElementSize<HTMLDivElement>()
  const [place, setPlace] = useState<Place>()
  const start = useMemo(
    () => fitted({ x: 0.5, y: 0.5, zoom: 2, width, height }, home ?? MAINLAND, CLOSE),
    [home, width, height],
  )
  const view: Viewport = place ? { ...place, width, height } : start
  const move = useCallback(
    (change: (view: Viewport) => Viewport) => setPlace((now) => change({ ...(now ?? start), width, height })),
    [start, width, height],
  )
  return { ref, view, move, fit: () => setPlace(undefined), ready: width > 0 && height > 0 }
}
