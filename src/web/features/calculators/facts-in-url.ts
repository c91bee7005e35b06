import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

export type Params = Record<string, string>

/** How a page's facts stand in its address. `write` leaves out what is empty. */
export type Address<Facts> = { read: (params: Params) => Facts; write: (facts: Facts) => Params }

const WAIT_MS = 250

/**
 * Facts that live in the address, so that a link carries them. One types into the state, and the address follows when
 * the hand rests: a router that moved at every letter would lose the caret. An address that changes by itself, by a
 * link or the back button, is read again.
 */
export function useFactsInUrl<Facts>({ read, write }: Address<Facts>) {
  const params = useSearch({ strict: false }) as Params
  const navigate = useNavigate()
  const [facts, setFacts] = useState(() => read(params))
  const inUrl = JSON.stringify(params)
  const written = JSON.stringify(write(facts))
  const known = useRef(inUrl)

  useEffect(() => {
    if (inUrl === known.current) return
    known.current = inUrl
    setFacts(read(JSON.parse(inUrl) as Params))
  }, [inUrl, read])

  useEffect(() => {
    if (written === known.current) return
    const timer = window.setTimeout(() => {
      known.current = written
      navigate({ to: '.', search: JSON.parse(written) as never, replace: true, resetScroll: false })
    }, WAIT_MS)
    return () => window.clearTimeout(timer)
  }, [written, navigate])

  const text = new URLSearchParams(write(facts)).toString().replaceAll('%2C', ',')
  const link = `${window.location.origin}${window.location.pathname}${text && `?${text}`}`
  return { facts, setFacts, link }
}
