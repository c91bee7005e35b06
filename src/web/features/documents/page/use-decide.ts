import { useQueryClient } from '@tanstack/react-query'
import type { Extraction } from '#domains/documents/schema.ts'
import { patch, post } from '#web/api.ts'
import { extractionsOf } from '#web/features/documents/requests.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'

export type Decision = { state: Extraction['state']; value?: string; field?: string }

/** The decision is shown at once, and taken back when the API refuses it. */
export function useDecide(document_id: string) {
  const queries = useQueryClient()
  const { queryKey } = extractionsOf(document_id)
  const show = (decided: Extraction) =>
    queries.setQueryData(queryKey, (all) => all?.map((one) => (one.id === decided.id ? decided : one)))

  async function decide(extraction: Extraction, decision: Decision): Promise<void> {
    await queries.cancelQueries({ queryKey })
    const { state, value = extraction.normalized, field = extraction.field } = decision
    show({ ...extraction, state, normalized: value, field })
    try {
      show(await patch<Extraction>(`/documents/${document_id}/extractions/${extraction.id}`, decision))
    } catch (error) {
      show(extraction)
      notifyRefusal(error)
    }
  }

  /** All that is sure enough; each stays open to be taken back. */
  async function acceptSure(): Promise<void> {
    try {
      const { accepted } = await post<{ accepted: number }>(
        `/documents/${document_id}/extractions/accept`,
        {},
      )
      notify(accepted === 1 ? '1 value is accepted.' : `${accepted} values are accepted.`)
    } catch (error) {
      notifyRefusal(error)
    }
    await queries.invalidateQueries({ queryKey })
  }

  return { decide, acceptSure }
}
