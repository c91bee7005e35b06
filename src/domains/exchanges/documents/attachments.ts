import { documentAttached, documentDetached } from '#domains/exchanges/events.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { lockExchange } from '#domains/exchanges/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { deleteAttached, getAttachedDocument, insertAttached, isEvidence, seesDocument } from './queries.ts'
import type { ExchangeDocument, NewExchangeDocument } from './schema.ts'

/** Only a document that the person sees. Who sees it stays as it is: the exchange shows it to no other member. */
export async function attachDocument(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  { document_id, kind }: NewExchangeDocument,
  now: Date,
): Promise<ExchangeDocument> {
  const { organization_id, user_id: created_by } = actor
  demand(mayEdit(actor, await lockExchange(tx, organization_id, exchange_id, now)), 'change this exchange')
  found((await seesDocument(tx, organization_id, document_id)) || undefined, 'document')
  await insertAttached(tx, organization_id, { exchange_id, document_id, kind, created_by })
  await publish(tx, organization_id, documentAttached, exchange_id, { document_id, kind })
  return getAttachedDocument(tx, organization_id, exchange_id, document_id)
}

/** What was sent, signed, or is out for signature stays with the exchange. */
export async function detachDocument(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  document_id: string,
  now: Date,
): Promise<void> {
  const { organization_id } = actor
  demand(mayEdit(actor, await lockExchange(tx, organization_id, exchange_id, now)), 'change this exchange')
  const { kind } = await getAttachedDocument(tx, organization_id, exchange_id, document_id)
  if (await isEvidence(tx, organization_id, exchange_id, document_id))
    throw new AppError(
      'refused',
      'This document was sent or signed, or is out for signature. It stays with the exchange.',
    )
  await deleteAttached(tx, organization_id, exchange_id, document_id)
  await publish(tx, organization_id, documentDetached, exchange_id, { document_id, kind })
}
