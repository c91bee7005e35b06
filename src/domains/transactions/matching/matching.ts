import { documentProposed } from '#domains/transactions/events.ts'
import { findDeal } from '#domains/transactions/rules/matching.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { deleteProposed, findReadDocument, insertProposal, isAttached, listCandidates } from './queries.ts'

/**
 * Proposes the deal of a document among the deals that the person sees, in place of what was proposed before. A document
 * that is in a deal needs no other; what a person has dismissed isn't proposed again.
 */
export async function matchDocument(tx: Tx, { organization_id }: Actor, document_id: string): Promise<void> {
  const document = await findReadDocument(tx, organization_id, document_id)
  if (!document || (await isAttached(tx, organization_id, document_id))) return
  const deals = await listCandidates(tx, organization_id, document_id, document)
  const match = findDeal(document, deals)
  await deleteProposed(tx, organization_id, document_id, match?.transaction_id ?? null)
  if (match && (await insertProposal(tx, organization_id, document_id, match)))
    await publish(tx, organization_id, documentProposed, match.transaction_id, { document_id })
}
