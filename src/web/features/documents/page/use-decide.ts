import { useQueryClient } from '@tanstack/react-query'
import type { Extraction } from '#domains/documents/schema.ts'
import { patch } from '#web/api.ts'
import { extractionsOf } from '#web/features/documents/requests.ts'
import { tellRefusal } from '#web/kit/notify.tsx'

export type Decision = { state: Extraction['state']; value?: string }

/** The decision is shown at once, and taken back when the API refuses it. */
export function useDecide(document_id: string) {
  const queries = useQueryClient()
  const { queryKey } = extractionsOf(document_id)
  const show = (decided: Extraction) =>
    queries.setQueryData(queryKey, (all) => all?.map((one) => (one.id === decided.id ? decided : one)))

  return async (extraction: Extraction, decision: Decision): Promise<void> => {
    await queries.cancelQueries({ queryKey })
    show({ ...extraction, state: decision.state, normalized: decision.value ?? extraction.normalized })
    try {
      show(await patch<Extraction>(`/documents/${document_id}/extractions/${extraction.id}`, decision))
    } catch (error) {
      show(extraction)
      tellRefusal(error)
    }
  }
}
