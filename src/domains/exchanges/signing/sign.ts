import { documentSigned, signaturesCompleted } from '#domains/exchanges/events.ts'
import { demandNoticeInTime, noticeSigned } from '#domains/exchanges/identification/signed.ts'
import { lockExchange } from '#domains/exchanges/queries.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import { demandClock } from '#infra/postgres/clock.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor, Origin } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import { getRequest, getSignature, lockRequest, saveRequest, saveSignature } from './queries.ts'
import { askNext, demandOpen, endRequest } from './requests.ts'
import { CONSENT, type SignatureRequest, type Signing } from './schema.ts'

export const SEAL = 'exchanges.seal'

/** Who signs: a member who is signed in, or a contact by their link. */
export type Signer = { organization_id: string; origin: Origin } & (
  | { user_id: string }
  | { contact_id: string; exchange_id: string }
)

export const memberSigner = ({ organization_id, user_id, origin }: Actor): Signer => ({
  ...{ organization_id, origin, user_id: user_id ?? '' },
})

/**
 * A signature is given once, to exactly the document that the signer saw, and counts from the moment at which the request
 * arrived here. With the last one the document is signed.
 */
export async function sign(
  tx: Tx,
  signer: Signer,
  id: string,
  said: Signing,
  now: Date,
): Promise<SignatureRequest> {
  const { organization_id, origin } = signer
  await demandClock(tx)
  const { request, signature } = await demandTurn(tx, signer, id, now)
  if (said.document_hash !== request.file_hash)
    throw new AppError('conflict', 'This isn’t the document that is out for signature. Open it again.')
  await demandNoticeInTime(tx, organization_id, request.id, now)
  await saveSignature(tx, organization_id, id, {
    ...{ status: 'signed', method: said.method, signed_name: said.signed_name, consent: CONSENT },
    drawing: said.method === 'drawn' ? (said.drawing ?? null) : null,
    ...{ document_hash: request.file_hash, signed_at: now },
    ...{ ip_address: origin.ip_address, user_agent: origin.user_agent?.slice(0, 500) ?? null },
  })
  const about = { signature_request_id: request.id, document_id: request.document_id, title: request.title }
  await publish(tx, organization_id, documentSigned, request.exchange_id, {
    ...{ ...about, signature_id: id, contact_id: signature.contact_id, name: signature.name },
  })
  const last = request.signatures.every((one) => one.id === id || one.status === 'signed')
  if (!last) {
    if (request.in_order) await askNext(tx, organization_id, request.id)
    return getRequest(tx, organization_id, request.id)
  }
  await saveRequest(tx, organization_id, request.id, { status: 'completed', completed_at: now })
  await publish(tx, organization_id, signaturesCompleted, request.exchange_id, about)
  await noticeSigned(tx, organization_id, request.id, now)
  await enqueue(
    tx,
    SEAL,
    { organization_id, signature_request_id: request.id },
    { key: `${SEAL}:${request.id}` },
  )
  return getRequest(tx, organization_id, request.id)
}

export async function declineToSign(
  tx: Tx,
  signer: Signer,
  id: string,
  reason: string,
  now: Date,
): Promise<SignatureRequest> {
  const { organization_id } = signer
  const { request } = await demandTurn(tx, signer, id, now)
  await saveSignature(tx, organization_id, id, {
    ...{ status: 'declined', declined_at: now, decline_reason: reason },
  })
  return endRequest(tx, organization_id, request, 'declined', reason, now)
}

async function demandTurn(tx: Tx, signer: Signer, id: string, now: Date) {
  const { organization_id } = signer
  const known = await getSignature(tx, organization_id, id)
  const theirs =
    'user_id' in signer
      ? known.user_id === signer.user_id
      : known.contact_id === signer.contact_id && known.exchange_id === signer.exchange_id && !known.user_id
  found(theirs || undefined, 'signature')
  // In the order in which all others lock them.
  await lockExchange(tx, organization_id, known.exchange_id, now)
  const request = await lockRequest(tx, organization_id, known.request_id)
  demandOpen(request)
  const signature = found(
    request.signatures.find((one) => one.id === id),
    'signature',
  )
  if (signature.status !== 'waiting') throw new AppError('refused', 'You have signed this already.')
  if (request.expires_at && Date.parse(request.expires_at) <= now.getTime())
    throw new AppError('refused', 'The time to sign this document has ended. Ask for a new request.')
  const before = request.signatures.find(
    ({ place, status }) => place < signature.place && status === 'waiting',
  )
  if (request.in_order && before) throw new AppError('refused', `${before.name} signs before you.`)
  return { request, signature }
}
