import { type PointerEvent, useState } from 'react'
import { MOST_POINTS, type Point } from '#domains/contacts/rules/area.ts'
import { placeIn } from './use-gestures.ts'
import { type Pixel, pointAt, thinned, type Viewport } from './viewport.ts'

/** A line this short is a click. */
const LEAST = 8

/** An area is drawn around contacts, by mouse or finger. */
export function useLasso(view: Viewport, enclose: (points: Point[]) => void) {
  const [drawing, setDrawing] = useState(false)
  const [line, setLine] = useState<Pixel[]>([])
  const stop = () => {
    setDrawing(false)
    setLine([])
  }
  const finish = () => {
    setLine([])
    if (line.length < LEAST) return
    enclose(thinned(line, MOST_POINTS).map((at) => pointAt(view, at)))
    setDrawing(false)
  }
  return {
    ...{ drawing, line, stop, start: () => setDrawing(true) },
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setLine([placeIn(event.currentTarget, event)])
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (line.length === 0) return
        const at = placeIn(event.currentTarget, event)
        setLine((now) => [...now, at])
      },
      onPointerUp: finish,
      onPointerCancel: () => setLine([]),
    },
  }
}
