import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { extractions } from '#domains/documents/extractions/contract.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { call, everyOf } from '#web/calls.ts'
import { reviewFilters, useChangeable } from '#web/features/documents/changeable.ts'
import { useDocumentActions } from '#web/features/documents/page/use-document-actions.ts'
import { notify } from '#web/kit/notify.tsx'
import { placeInQueue, reviewQueue } from './queue.ts'

/** The place of a document in the review that is under way, and what leads on. */
export function useReview(document: DocumentDetail, from: number) {
  const { id, needs_review, document_type, status } = document
  const navigate = useNavigate()
  const filters = reviewFilters(useChangeable())
  const [queue] = useState(reviewQueue)
  const { index, next, before } = placeInQueue(queue, id)
  const { change } = useDocumentActions(document)
  const { data } = useQuery({ ...everyOf(extractions.all, { id }), enabled: status !== 'processing' })

  const end = () => navigate({ to: '/documents', search: { ...filters, view: 'review', sort: 'oldest' } })
  const go = (to: string | null) => {
    if (to) return navigate({ to: '/documents/$id', params: { id: to }, search: { review: 'true' } })
    notify('Review finished.')
    return end()
  }

  const done = data && !needs_review && !data.some(({ state }) => state === 'proposed')
  const wasOpen = useRef(false)
  const accepting = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next comes when this one has become done.
  useEffect(() => {
    if (accepting.current) return
    if (done === false) wasOpen.current = true
    if (done && wasOpen.current && index >= 0) {
      wasOpen.current = false
      go(next)
    }
  }, [done])

  return {
    ...{ index, next, before, count: queue.length, go, end },
    /** Confirms what the document is, accepts what is confident enough, and goes on. */
    accept: async () => {
      accepting.current = true
      try {
        if (needs_review && document_type) await change({ document_type })
        await call(extractions.accept, { id }, { from })
        wasOpen.current = false
        go(next)
      } finally {
        accepting.current = false
      }
    },
  }
}
