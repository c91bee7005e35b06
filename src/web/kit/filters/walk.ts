import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Where a step from one of so many leads; before the first and after the last it stays. */
export function stepFrom(at: number, step: number, count: number): number {
  return Math.min(count - 1, Math.max(0, at + step))
}

/** ↓ and ↑ move through a field and what there is to choose below it. */
export function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  if (step === undefined || event.nativeEvent.isComposing) return
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')]
  event.preventDefault()
  places[stepFrom(places.indexOf(event.target as HTMLElement), step, places.length)]?.focus()
}
