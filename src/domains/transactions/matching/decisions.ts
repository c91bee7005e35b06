import { attachDocument, detachDocument } from '#domains/transactions/documents/attachments.ts'
import { documentDismissed, documentProposed } from '#domains/transactions/events.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { getTransaction } from '#domains/transactions/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { demand } from '#lib/errors.ts'
import { getProposal, lockProposal, saveProposalState } from './queries.ts'
import type { DealProposal, ProposalState } from './schema.ts'

/** Accepting attaches the document, and taking that back detaches it. Of two who decide alike, both are right. */
export async function decideProposal(
  tx: Tx,
  actor: Actor,
  id: string,
  state: ProposalState,
): Promise<DealProposal> {
  const { organization_id, user_id } = actor
  const before = await lockProposal(tx, organization_id, id)
  const { document_id, transaction_id } = before
  demand(mayEdit(actor, await getTransaction(tx, organization_id, transaction_id)), 'change this deal')
  if (before.state === state) return before
  if (before.state === 'accepted') await detachDocument(tx, actor, transaction_id, document_id)
  if (state === 'accepted') await attachDocument(tx, actor, transaction_id, { document_id })
  else {
    await saveProposalState(tx, organization_id, before, state, user_id)
    const fact = state === 'dismissed' ? documentDismissed : documentProposed
    await publish(tx, organization_id, fact, transaction_id, { document_id })
  }
  return getProposal(tx, organization_id, id)
}
