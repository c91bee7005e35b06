import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { type Pixel, panned, type Viewport, zoomed } from './viewport.ts'

type Move = (change: (view: Viewport) => Viewport) => void

const STEP = 80
/** A click moves a mouse a little; a map moves only beyond that. */
const STILL = 4

const KEYS: Record<string, (view: Viewport) => Viewport> = {
  ArrowLeft: (view) => panned(view, { left: STEP, top: 0 }),
  ArrowRight: (view) => panned(view, { left: -STEP, top: 0 }),
  ArrowUp: (view) => panned(view, { left: 0, top: STEP }),
  ArrowDown: (view) => panned(view, { left: 0, top: -STEP }),
  '+': (view) => zoomed(view, 1),
  '=': (view) => zoomed(view, 1),
  '-': (view) => zoomed(view, -1),
}

/** Moves a map by mouse, by one or two fingers, by the wheel and by keys. */
export function useGestures(element: HTMLElement | null, move: Move) {
  const held = useRef(new Map<number, Pixel>())
  const moved = useRef(0)

  useEffect(() => {
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const at = placeIn(element, event)
      const by = -event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)
      move((view) => zoomed(view, Math.max(-1, Math.min(1, by)), at))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [element, move])

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      if (held.current.size === 0) moved.current = 0
      held.current.set(event.pointerId, placeIn(event.currentTarget, event))
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = held.current.get(event.pointerId)
      if (!before) return
      const now = placeIn(event.currentTarget, event)
      moved.current += distance(before, now)
      if (moved.current < STILL) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const [other] = [...held.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at)
      held.current.set(event.pointerId, now)
      move((view) => (other ? pinched(view, other, before, now) : panned(view, between(before, now))))
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      held.current.delete(event.pointerId)
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      held.current.delete(event.pointerId)
    },
    onDoubleClick: (event: React.MouseEvent<HTMLElement>) => {
      const at = placeIn(event.currentTarget, event)
      move((view) => zoomed(view, 1, at))
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const change = KEYS[event.key]
      if (!change || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      move(change)
    },
  }
}

export function placeIn(element: Element, { clientX, clientY }: { clientX: number; clientY: number }): Pixel {
  const { left, top } = element.getBoundingClientRect()
  return { left: clientX - left, top: clientY - top }
}

function pinched(view: Viewport, other: Pixel, before: Pixel, now: Pixel): Viewport {
  const by = Math.log2(Math.max(1, distance(other, now)) / Math.max(1, distance(other, before)))
  return zoomed(view, by, { left: (other.left + now.left) / 2, top: (other.top + now.top) / 2 })
}

const between = (from: Pixel, to: Pixel): Pixel => ({ left: to.left - from.left, top: to.top - from.top })
const distance = (one: Pixel, other: Pixel) => Math.hypot(one.left - other.left, one.top - other.top)
