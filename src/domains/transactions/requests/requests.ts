import { readRequests, requestDocument } from '#domains/documents/requests/requests.ts'
import { insertArrived } from '#domains/transactions/documents/queries.ts'
import { documentAttached, documentElsewhere } from '#domains/transactions/events.ts'
import { findGuestEmail } from '#domains/transactions/guests/queries.ts'
import { getParty } from '#domains/transactions/parties/queries.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { getTransaction, lockTransaction } from '#domains/transactions/queries.ts'
import { isElsewhere } from '#domains/transactions/rules/addresses.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { findDealOfArrived, findDealOfRequest, insertDealRequest, listDealRequests } from './queries.ts'
import type { DealRequest, NewDealRequest } from './schema.ts'

const MOST = 200

export async function listRequestsOfDeal(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  now: Date,
): Promise<DealRequest[]> {
  const { organization_id } = actor
  await getTransaction(tx, organization_id, transaction_id)
  const links = await listDealRequests(tx, organization_id, transaction_id, MOST)
  const partyOf = new Map(links.map(({ request_id, party_id }) => [request_id, party_id]))
  const requests = await readRequests(tx, actor, [...partyOf.keys()], now)
  return requests.map((request) => ({ ...request, party_id: partyOf.get(request.id) ?? null }))
}

/** Asks at the address to which the link to the deal went, else at that of the party’s contact. */
export async function requestFromParty(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  { party_id, ...asked }: NewDealRequest,
  secret: string,
  now: Date,
): Promise<DealRequest> {
  const { organization_id, user_id } = actor
  demand(
    mayEdit(actor, await lockTransaction(tx, organization_id, transaction_id)),
    'ask for documents of this deal',
  )
  const { email: known, display_name } = await getParty(tx, organization_id, transaction_id, party_id)
  const email = (await findGuestEmail(tx, organization_id, party_id)) ?? known
  if (!email)
    throw new AppError('refused', `${display_name} has no email address. Add one to the contact first.`)
  if ((await listDealRequests(tx, organization_id, transaction_id, MOST)).length >= MOST)
    throw new AppError('refused', `A deal takes ${MOST} document requests, and this one has that many.`)
  const to = { requested_from_email: email.toLowerCase(), requested_from_name: display_name.slice(0, 200) }
  const request = await requestDocument(tx, actor, { ...asked, ...to }, secret, now)
  await insertDealRequest(tx, organization_id, {
    ...{ transaction_id, party_id, request_id: request.id, created_by: user_id },
  })
  return { ...request, party_id }
}

/** A file that a client sent for a deal belongs to it. Safe to repeat. */
export async function attachArrived(
  tx: Tx,
  organization_id: string,
  request_id: string,
  document_id: string,
): Promise<void> {
  const transaction_id = await findDealOfRequest(tx, organization_id, request_id)
  if (!transaction_id) return
  if (await insertArrived(tx, organization_id, transaction_id, document_id))
    await publish(tx, organization_id, documentAttached, transaction_id, { document_id })
}

/** The agents of the deal are notified of a file that is about another property: it may be in the wrong place. */
export async function checkArrived(tx: Tx, organization_id: string, document_id: string): Promise<void> {
  const deal = await findDealOfArrived(tx, organization_id, document_id)
  if (deal && isElsewhere(deal.property_address, deal))
    await publish(tx, organization_id, documentElsewhere, deal.id, { document_id })
}
