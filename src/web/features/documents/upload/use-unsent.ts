import { onlineManager } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Uploads } from './uploads.ts'

/** What hasn't arrived goes on when the connection is back, and keeps the browser from closing the page without a word. */
export function useUnsent(uploads: Uploads, unsent: boolean): void {
  useEffect(() => onlineManager.subscribe((online) => online && uploads.continueLost()), [uploads])
  useEffect(() => {
    if (!unsent) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsent])
}
