import { resolveContact } from '#domains/contacts/contacts.ts'
import { openFile } from '#domains/documents/content/content.ts'
import { getAttachedDocument } from '#domains/exchanges/documents/queries.ts'
import { signatureRequestEnded, signaturesRequested } from '#domains/exchanges/events.ts'
import { admitSigner, type Secret } from '#domains/exchanges/guests/guests.ts'
import { reopenDraft } from '#domains/exchanges/identification/signed.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { lockExchange } from '#domains/exchanges/queries.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  getRequest,
  insertRequest,
  listSigners,
  lockRequest,
  type NewSignatureRow,
  saveRequest,
  saveSignature,
} from './queries.ts'
import type { NewSignatureRequest, SignatureRequest } from './schema.ts'

export const MAIL_SIGNER = 'exchanges.mail_signer'

/** Asks people to sign a PDF of the exchange, exactly as it is now. Those who are no members get a link by email. */
export async function requestSignatures(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  said: NewSignatureRequest,
  secret: Secret,
  now: Date,
): Promise<SignatureRequest> {
  const { organization_id } = actor
  const exchange = await lockExchange(tx, organization_id, exchange_id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
  const { document_id } = await getAttachedDocument(tx, organization_id, exchange_id, said.document_id)
  const file = await openFile(tx, actor, document_id, undefined, 'view')
  if (said.expires_at && Date.parse(said.expires_at) <= now.getTime())
    throw new AppError('invalid', 'Enter a time in the future.', {
      issues: [{ field: 'expires_at', reason: 'is in the past' }],
    })
  const signers = await signersOf(tx, actor, exchange, said, secret)
  const id = newId()
  const title = await titleOf(tx, actor, exchange_id, document_id, file.filename)
  const { version_number, file_hash } = file
  const row = { id, exchange_id, document_id, version_number, file_hash, title, created_by: actor.user_id }
  const how = {
    in_order: said.in_order ?? false,
    message: said.message || null,
    expires_at: said.expires_at ?? null,
  }
  await insertRequest(tx, organization_id, { ...row, ...how }, signers)
  await publish(tx, organization_id, signaturesRequested, exchange_id, {
    ...{
      signature_request_id: id,
      document_id,
      title,
      contact_ids: signers.map(({ contact_id }) => contact_id),
    },
  })
  await askNext(tx, organization_id, id)
  return getRequest(tx, organization_id, id)
}

async function titleOf(
  tx: Tx,
  { organization_id }: Actor,
  exchange_id: string,
  document_id: string,
  filename: string,
) {
  const { title } = await getAttachedDocument(tx, organization_id, exchange_id, document_id)
  return (title ?? filename).slice(0, 500)
}

async function signersOf(
  tx: Tx,
  actor: Actor,
  exchange: Exchange,
  { signers }: NewSignatureRequest,
  secret: Secret,
): Promise<NewSignatureRow[]> {
  const resolved = await Promise.all(
    signers.map(async (signer) => ({
      ...signer,
      contact_id: await resolveContact(tx, actor, signer.contact_id),
    })),
  )
  if (new Set(resolved.map(({ contact_id }) => contact_id)).size < resolved.length)
    throw new AppError('invalid', 'Each person signs once.', {
      issues: [{ field: 'signers', reason: 'names a person twice' }],
    })
  const known = new Map(
    (
      await listSigners(
        tx,
        actor.organization_id,
        resolved.map(({ contact_id }) => contact_id),
      )
    ).map((one) => [one.id, one]),
  )
  const rows: NewSignatureRow[] = []
  for (const { contact_id, user_id = null, place = 1 } of resolved) {
    const { display_name, email } = found(known.get(contact_id), 'contact')
    rows.push({ id: newId(), place, contact_id, user_id, name: display_name.slice(0, 255), email })
    if (!user_id) await admitSigner(tx, actor, exchange, { contact_id, display_name, email }, secret)
  }
  return rows
}

/** Emails those whose turn it is and who sign by a link; members see it on their own page. */
export async function askNext(tx: Tx, organization_id: string, id: string): Promise<void> {
  const { signatures, in_order } = await getRequest(tx, organization_id, id)
  const waiting = signatures.filter(({ status }) => status === 'waiting')
  const first = Math.min(...waiting.map(({ place }) => place))
  for (const { id: signature_id, place, user_id } of waiting)
    if (!user_id && (!in_order || place === first))
      await enqueue(
        tx,
        MAIL_SIGNER,
        { organization_id, signature_id },
        { key: `${MAIL_SIGNER}:${signature_id}` },
      )
}

/** Once a day at most: an email that comes too often isn't read. */
const REMINDED_MS = 20 * 3600_000

export async function remindSigners(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  now: Date,
): Promise<SignatureRequest> {
  const { organization_id } = actor
  demand(mayEdit(actor, await lockExchange(tx, organization_id, exchange_id, now)), 'change this exchange')
  const request = await lockRequestOf(tx, organization_id, exchange_id, id)
  demandOpen(request)
  const waiting = request.signatures.filter(({ status }) => status === 'waiting')
  const lately = waiting.filter(
    ({ reminded_at }) => reminded_at && now.getTime() - Date.parse(reminded_at) < REMINDED_MS,
  )
  if (lately.length === waiting.length)
    throw new AppError('refused', 'Everyone who hasn’t signed was reminded within the last day.')
  for (const { id: signature_id } of waiting)
    await saveSignature(tx, organization_id, signature_id, { reminded_at: now })
  await askNext(tx, organization_id, id)
  return getRequest(tx, organization_id, id)
}

export async function cancelRequestOf(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  reason: string,
  now: Date,
): Promise<SignatureRequest> {
  const { organization_id } = actor
  demand(mayEdit(actor, await lockExchange(tx, organization_id, exchange_id, now)), 'change this exchange')
  await lockRequestOf(tx, organization_id, exchange_id, id)
  return cancelRequest(tx, organization_id, id, reason, now)
}

/** What was signed already stays as evidence; nothing more is signed. */
export async function cancelRequest(
  tx: Tx,
  organization_id: string,
  id: string,
  reason: string,
  now: Date,
): Promise<SignatureRequest> {
  const request = await lockRequest(tx, organization_id, id)
  demandOpen(request)
  return endRequest(tx, organization_id, request, 'cancelled', reason, now)
}

export async function endRequest(
  tx: Tx,
  organization_id: string,
  { id, exchange_id, title }: SignatureRequest,
  status: 'cancelled' | 'declined',
  reason: string,
  now: Date,
): Promise<SignatureRequest> {
  await saveRequest(tx, organization_id, id, { status, ended_at: now, end_reason: reason })
  await reopenDraft(tx, organization_id, id)
  await publish(tx, organization_id, signatureRequestEnded, exchange_id, {
    ...{ signature_request_id: id, title, status, reason },
  })
  return getRequest(tx, organization_id, id)
}

async function lockRequestOf(tx: Tx, organization_id: string, exchange_id: string, id: string) {
  const request = await lockRequest(tx, organization_id, id)
  return found(request.exchange_id === exchange_id ? request : undefined, 'signature request')
}

const STATES = { completed: 'was signed by everyone', declined: 'was declined', cancelled: 'was canceled' }

export function demandOpen({ status, title }: SignatureRequest): void {
  if (status !== 'open') throw new AppError('refused', `“${title}” ${STATES[status]}.`)
}
