import { mayChangeRequest, revokeRequest } from '#domains/documents/requests/requests.ts'
import type { RequestState } from '#domains/documents/requests/schema.ts'
import { revokeSharesTo } from '#domains/documents/shares/shares.ts'
import { guestInvited, guestRevoked } from '#domains/transactions/events.ts'
import { getParty } from '#domains/transactions/parties/queries.ts'
import { mayEdit, mayWorkOn } from '#domains/transactions/policy.ts'
import { getTransaction } from '#domains/transactions/queries.ts'
import { listRequestsOfDeal } from '#domains/transactions/requests/requests.ts'
import { CLIENT_ROLES } from '#domains/transactions/rules/guests.ts'
import type { Config } from '#infra/config.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { encrypt, hashToken, newToken } from '#infra/secrets.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  countLinksTo,
  getGuest,
  insertGuest,
  isGuestAddress,
  listDealDocumentIds,
  saveRevoked,
} from './queries.ts'
import type { EndedAccess, InvitedGuest, NewGuest } from './schema.ts'

/** Emails a client the link to their page of the deal. A link that they had before stops working. */
export async function inviteGuest(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  { party_id, email: given }: NewGuest,
  { BASE_URL, DEEDLINE_SECRET }: Pick<Config, 'BASE_URL' | 'DEEDLINE_SECRET'>,
  now: Date,
): Promise<InvitedGuest> {
  const { organization_id, user_id } = actor
  const deal = await getTransaction(tx, organization_id, transaction_id)
  demand(mayEdit(actor, deal), 'change this deal')
  const party = await getParty(tx, organization_id, transaction_id, party_id)
  if (!CLIENT_ROLES.includes(party.role))
    throw new AppError('refused', 'Only buyers, sellers, tenants, landlords and borrowers can see a deal.')
  const email = given ?? party.email
  if (!email)
    throw new AppError('invalid', `Enter an email address for ${party.display_name}.`, {
      issues: [{ field: 'email', reason: 'is missing' }],
    })
  const [id, token] = [newId(), newToken()]
  await saveRevoked(tx, organization_id, { party_id, now })
  const row = { id, transaction_id, party_id, email, token_hash: hashToken(token), invited_by: user_id ?? '' }
  await insertGuest(tx, organization_id, row)
  await publish(tx, organization_id, guestInvited, transaction_id, {
    ...{ guest_id: id, party_id, contact_id: party.contact_id, email },
  })
  const url = `${BASE_URL}/d/${token}`
  const sealed_url = encrypt(DEEDLINE_SECRET, url)
  await enqueue(tx, 'transactions.mail_guest', { organization_id, guest_id: id, sealed_url })
  return { ...(await getGuest(tx, organization_id, transaction_id, id)), url }
}

/** Also of a deal that is archived: access ends whenever someone wants it to. */
export async function revokeGuest(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  now: Date,
): Promise<EndedAccess> {
  const { organization_id } = actor
  demand(mayWorkOn(actor, await getTransaction(tx, organization_id, transaction_id)), 'change this deal')
  const { party_id, email } = await getGuest(tx, organization_id, transaction_id, id)
  if (!(await saveRevoked(tx, organization_id, { party_id, now }))) return NOTHING_ENDED
  const { contact_id } = await getParty(tx, organization_id, transaction_id, party_id)
  await publish(tx, organization_id, guestRevoked, transaction_id, {
    ...{ guest_id: id, party_id, contact_id, email },
  })
  return endLinksTo(tx, actor, transaction_id, email, now)
}

const NOTHING_ENDED = { shares: 0, requests: 0, left: 0 }

/** Unless another client of the deal has the same address: a couple often shares one. */
async function endLinksTo(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  email: string,
  now: Date,
): Promise<EndedAccess> {
  const { organization_id } = actor
  if (await isGuestAddress(tx, organization_id, transaction_id, email)) return NOTHING_ENDED
  const document_ids = await listDealDocumentIds(tx, organization_id, transaction_id)
  const shares = await revokeSharesTo(tx, actor, email, document_ids, now)
  const asked = (await listRequestsOfDeal(tx, actor, transaction_id, now)).filter(
    ({ requested_from_email, state }) =>
      requested_from_email.toLowerCase() === email.toLowerCase() && OPEN.includes(state),
  )
  const own = asked.filter((request) => mayChangeRequest(actor, request))
  for (const request of own) await revokeRequest(tx, actor, request.id, now)
  const left = await countLinksTo(tx, transaction_id, email)
  return { shares, requests: own.length, left }
}

/** A link of these takes files, or does so once it is extended. */
const OPEN: RequestState[] = ['open', 'received', 'expired']
