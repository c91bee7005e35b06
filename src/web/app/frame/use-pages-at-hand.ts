import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

const CALM_MS = 2_000

/** Brings the code of all pages once the first is at rest, so that the way to the next needs no network for it. */
export function usePagesAtHand(): void {
  const router = useRouter()
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const pages = Object.values(router.routesById).map((route) => router.loadRouteChunk(route))
      Promise.allSettled(pages) // what does not come now is asked for when somebody goes there
    }, CALM_MS)
    return () => window.clearTimeout(timer)
  }, [router])
}
