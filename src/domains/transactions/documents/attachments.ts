import { documentAttached, documentDetached } from '#domains/transactions/events.ts'
import { deleteProposed, saveDismissed, saveProposalState } from '#domains/transactions/matching/queries.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { lockTransaction } from '#domains/transactions/queries.ts'
import { emptyItems, fillDeals } from '#domains/transactions/requirements/filling/fill.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { deleteAttached, getAttached, insertAttached, seesDocument } from './queries.ts'
import type { AttachedDocument, Attachment } from './schema.ts'

/**
 * Only a document that the person sees. Who sees it stays as it is: the deal shows it to no one else. With `fill`, it fills
 * the required document of its kind.
 */
export async function attachDocument(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  { document_id, document_role = null }: Attachment,
  { fill = true } = {},
): Promise<AttachedDocument> {
  const { organization_id, user_id } = actor
  demand(mayEdit(actor, await lockTransaction(tx, organization_id, transaction_id)), 'change this deal')
  found((await seesDocument(tx, organization_id, document_id)) || undefined, 'document')
  await insertAttached(tx, organization_id, {
    ...{ id: newId(), transaction_id, document_id, document_role, created_by: user_id },
  })
  await saveProposalState(tx, organization_id, { transaction_id, document_id }, 'accepted', user_id)
  await deleteProposed(tx, organization_id, document_id, null)
  await publish(tx, organization_id, documentAttached, transaction_id, { document_id })
  if (fill) await fillDeals(tx, organization_id, [transaction_id], document_id)
  return getAttached(tx, organization_id, transaction_id, document_id)
}

/** A document that was taken out of a deal is not proposed for it again. */
export async function detachDocument(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  document_id: string,
): Promise<void> {
  const { organization_id, user_id } = actor
  demand(mayEdit(actor, await lockTransaction(tx, organization_id, transaction_id)), 'change this deal')
  const attached = await getAttached(tx, organization_id, transaction_id, document_id)
  await deleteAttached(tx, organization_id, attached.id)
  await saveDismissed(tx, organization_id, { transaction_id, document_id }, user_id)
  await publish(tx, organization_id, documentDetached, transaction_id, { document_id })
  await emptyItems(tx, organization_id, [transaction_id], document_id)
}
