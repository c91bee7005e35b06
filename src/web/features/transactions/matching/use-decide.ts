import { dealProposals } from '#domains/transactions/matching/contract.ts'
import type { DealProposal } from '#domains/transactions/matching/schema.ts'
import { notifyUndo } from '#web/kit/notify.tsx'
import { useChange } from '#web/use-call.ts'

/** Attaches a document to the deal that was proposed, or remembers that it isn’t this one; both can be undone. */
export function useDecide({ id: proposal_id, title, address }: DealProposal) {
  const change = useChange(dealProposals.decide)
  const decide = async (state: 'accepted' | 'dismissed') => {
    if (!(await change.run(null, { proposal_id }, { state }))) return
    const said =
      state === 'accepted' ? `${title} added to ${address}.` : `${title} isn’t proposed for ${address} again.`
    notifyUndo(said, () => change.make({ proposal_id }, { state: 'proposed' }))
  }
  return { decide, busy: change.busy }
}
