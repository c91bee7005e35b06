import { useHotkeys } from '@mantine/hooks'
import { useRef } from 'react'

type Input = {
  count: number
  goTo: (index: number) => void
  toggle: (index: number, range?: boolean) => void
}

/** j and k walk, x chooses, Enter opens (the title in the row has the focus), / goes to the words. */
export function useListKeys({ count, goTo, toggle }: Input) {
  const place = useRef(-1)
  const walk = (step: number) => {
    place.current = Math.min(count - 1, Math.max(0, place.current + step))
    goTo(place.current)
  }
  useHotkeys([
    ['j', () => walk(1)],
    ['k', () => walk(-1)],
    ['x', () => place.current >= 0 && toggle(place.current)],
    ['shift+x', () => place.current >= 0 && toggle(place.current, true)],
    ['/', () => document.querySelector<HTMLInputElement>('[data-list-search]')?.focus()],
  ])
  return {
    at: (index: number) => {
      place.current = index
    },
  }
}
