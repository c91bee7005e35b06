import { useQueryClient } from '@tanstack/react-query'
import { extractions } from '#domains/documents/extractions/contract.ts'
import type { Extraction } from '#domains/documents/extractions/schema.ts'
import type { GivenBody } from '#lib/contract.ts'
import { call, everyOf } from '#web/calls.ts'
import { isRefusal } from '#web/http.ts'
import { formatCount } from '#web/kit/figures.ts'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'

export type Decision = GivenBody<typeof extractions.decide>

/** The decision is shown at once, and taken back when the API refuses it. */
export function useDecide(id: string) {
  const queries = useQueryClient()
  const { queryKey } = everyOf(extractions.all, { id })
  const show = (decided: Extraction) =>
    queries.setQueryData(queryKey, (all) => all?.map((one) => (one.id === decided.id ? decided : one)))

  /** Null, or why a correction was refused. */
  async function decide(extraction: Extraction, decision: Decision): Promise<string | null> {
    await queries.cancelQueries({ queryKey })
    // What is shown of a correction or of one undone is the server's word: only it knows the form of the value.
    const { state, value, field } = decision
    const plain =
      value === undefined && field === undefined && !(state === 'proposed' && extraction.corrected)
    if (plain) show({ ...extraction, state })
    try {
      show(await call(extractions.decide, { id, extraction_id: extraction.id }, decision))
      return null
    } catch (error) {
      if (plain) show(extraction)
      const reason = isRefusal(error) && error.issues.find(({ field }) => field === 'value')?.reason
      if (!reason) notifyRefusal(error)
      return reason || null
    }
  }

  /** All that is at least so confident, with the way back. */
  async function acceptSure(from: number): Promise<void> {
    const again = () => queries.invalidateQueries({ queryKey })
    try {
      const { accepted, left } = await call(extractions.accept, { id }, { from })
      const rest =
        left > 0 ? ` ${formatCount(left, 'key term')} left for you: the document has different readings.` : ''
      notifyUndo(`${formatCount(accepted.length, 'key term')} accepted.${rest}`, async () => {
        for (const extraction_id of accepted)
          await call(extractions.decide, { id, extraction_id }, { state: 'proposed' })
        await again()
      })
    } catch (error) {
      notifyRefusal(error)
    }
    await again()
  }

  return { decide, acceptSure }
}
