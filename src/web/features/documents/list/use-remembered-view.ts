import { useEffect, useRef } from 'react'
import type { DocumentView } from '#web/features/documents/view.ts'
import { useMembership } from '#web/session.ts'

/**
 * Filters and order are as they were left, on this device, in this organization. An address that says something itself
 * wins; words are not kept, since a forgotten word hides documents.
 */
export function useRememberedView(view: DocumentView, setView: (view: DocumentView) => void): void {
  const key = `deedline.documents.${useMembership().organization_id}`
  const { q, ...filters } = view
  const said = JSON.stringify(filters)
  const arrived = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is asked for once, when the page opens.
  useEffect(() => {
    if (arrived.current) {
      localStorage.setItem(key, said)
      return
    }
    arrived.current = true
    const kept = localStorage.getItem(key)
    if (kept && kept !== said && said === '{}' && !q) setView(JSON.parse(kept))
  }, [key, said])
}
