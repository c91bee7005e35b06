import { documentProposed } from '#domains/transactions/events.ts'
import { findDeal, type Match } from '#domains/transactions/rules/matching.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { deleteProposed, findReadDocument, insertProposal, isAttached, listCandidates } from './queries.ts'

/**
 * The deal of a document among those that the person of the transaction sees; null where there is none, and undefined where
 * it is in one. What a person has dismissed isn't found again.
 */
export async function findMatch(
  tx: Tx,
  organization_id: string,
  document_id: string,
): Promise<Match | null | undefined> {
  const document = await findReadDocument(tx, organization_id, document_id)
  if (!document || (await isAttached(tx, organization_id, document_id))) return undefined
  const deals = await listCandidates(tx, organization_id, document_id, document)
  return findDeal(document, deals) ?? null
}

/** In place of what was proposed for the document before; a person may have attached it in the meantime. */
export async function proposeDeal(
  tx: Tx,
  organization_id: string,
  document_id: string,
  match: Match | null,
): Promise<void> {
  if (await isAttached(tx, organization_id, document_id)) return
  await deleteProposed(tx, organization_id, document_id, match?.transaction_id ?? null)
  if (match && (await insertProposal(tx, organization_id, document_id, match)))
    await publish(tx, organization_id, documentProposed, match.transaction_id, { document_id })
}
