import { guestInvited, guestRevoked } from '#domains/exchanges/events.ts'
import { insertParticipant } from '#domains/exchanges/participants/queries.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { lockExchange } from '#domains/exchanges/queries.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import type { Config } from '#infra/config.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { encrypt, hashToken, newToken } from '#infra/secrets.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { findGuestOf, findPartOf, getGuest, getInvitee, insertGuest, saveRevoked } from './queries.ts'
import type { ExchangeGuest, NewExchangeGuest } from './schema.ts'

export const MAIL_GUEST = 'exchanges.mail_guest'

export type Secret = Pick<Config, 'DEEDLINE_SECRET'>

/** Emails a participant the link to their page of the exchange. A link that they had before stops working. */
export async function inviteGuest(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  { exchange_participant_id, email: given }: NewExchangeGuest,
  secret: Secret,
  now: Date,
): Promise<ExchangeGuest> {
  const { organization_id } = actor
  const exchange = await lockExchange(tx, organization_id, exchange_id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
  const invitee = await getInvitee(tx, organization_id, exchange_id, exchange_participant_id)
  if (invitee.user_id)
    throw new AppError(
      'refused',
      `${invitee.display_name} is a member, and sees the exchange when signed in.`,
    )
  const email = given ?? invitee.email
  await saveRevoked(tx, organization_id, exchange_participant_id, now)
  const id = await admit(tx, actor, exchange, { ...invitee, email, exchange_participant_id }, secret)
  await enqueue(tx, MAIL_GUEST, { organization_id, guest_id: id })
  return getGuest(tx, organization_id, exchange_id, id)
}

/** Access ends at once: the link, and every session that was opened with it. */
export async function revokeGuest(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  now: Date,
): Promise<void> {
  const { organization_id } = actor
  demand(mayEdit(actor, await lockExchange(tx, organization_id, exchange_id, now)), 'change this exchange')
  const { exchange_participant_id, contact_id, email } = await getGuest(tx, organization_id, exchange_id, id)
  if (await saveRevoked(tx, organization_id, exchange_participant_id, now))
    await publish(tx, organization_id, guestRevoked, exchange_id, {
      ...{ guest_id: id, exchange_participant_id, contact_id, email },
    })
}

type Signer = { contact_id: string; display_name: string; email: string | null }

/** Who is asked to sign takes part in the exchange, and has a link. The email that asks for the signature has it. */
export async function admitSigner(
  tx: Tx,
  actor: Actor,
  exchange: Exchange,
  { contact_id, display_name, email }: Signer,
  secret: Secret,
): Promise<void> {
  const { organization_id, user_id: created_by } = actor
  if (await findGuestOf(tx, organization_id, exchange.id, contact_id)) return
  const part = await findPartOf(tx, organization_id, exchange.id, contact_id)
  const exchange_participant_id = part?.id ?? newId()
  if (!part)
    await insertParticipant(tx, organization_id, {
      ...{ id: exchange_participant_id, exchange_id: exchange.id, participant_id: contact_id, created_by },
      ...(contact_id === exchange.client_id
        ? { role: 'client', authority_level: 'signatory', is_primary: true }
        : { role: 'third_party' }),
    })
  await admit(tx, actor, exchange, { contact_id, display_name, email, exchange_participant_id }, secret)
}

async function admit(
  tx: Tx,
  { organization_id, user_id }: Actor,
  { id: exchange_id, coordinator_id, created_by }: Exchange,
  { contact_id, display_name, email, exchange_participant_id }: Signer & { exchange_participant_id: string },
  { DEEDLINE_SECRET }: Secret,
): Promise<string> {
  if (!email)
    throw new AppError('invalid', `Enter an email address for ${display_name}.`, {
      issues: [{ field: 'email', reason: 'is missing' }],
    })
  const [id, token] = [newId(), newToken()]
  await insertGuest(tx, organization_id, {
    ...{ id, exchange_id, exchange_participant_id, email, token_hash: hashToken(token) },
    sealed_token: encrypt(DEEDLINE_SECRET, token),
    invited_by: found(user_id ?? coordinator_id ?? created_by, 'coordinator'),
  })
  await publish(tx, organization_id, guestInvited, exchange_id, {
    ...{ guest_id: id, exchange_participant_id, contact_id, email },
  })
  return id
}
