import { useQueryClient } from '@tanstack/react-query'
import { extractions } from '#domains/documents/extractions/contract.ts'
import type { Extraction } from '#domains/documents/schema.ts'
import type { GivenBody } from '#lib/contract.ts'
import { call, everyOf } from '#web/calls.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'

export type Decision = GivenBody<typeof extractions.decide>

/** The decision is shown at once, and taken back when the API refuses it. */
export function useDecide(id: string) {
  const queries = useQueryClient()
  const { queryKey } = everyOf(extractions.all, { id })
  const show = (decided: Extraction) =>
    queries.setQueryData(queryKey, (all) => all?.map((one) => (one.id === decided.id ? decided : one)))

  async function decide(extraction: Extraction, decision: Decision): Promise<void> {
    await queries.cancelQueries({ queryKey })
    const { state, value = extraction.normalized, field = extraction.field } = decision
    show({ ...extraction, state, normalized: value, field })
    try {
      show(await call(extractions.decide, { id, extraction_id: extraction.id }, decision))
    } catch (error) {
      show(extraction)
      notifyRefusal(error)
    }
  }

  /** All that is sure enough; each stays open to be taken back. */
  async function acceptSure(): Promise<void> {
    try {
      const { accepted } = await call(extractions.accept, { id }, {})
      notify(accepted === 1 ? '1 value is accepted.' : `${accepted} values are accepted.`)
    } catch (error) {
      notifyRefusal(error)
    }
    await queries.invalidateQueries({ queryKey })
  }

  return { decide, acceptSure }
}
