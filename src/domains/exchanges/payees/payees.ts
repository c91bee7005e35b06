import { resolveContact } from '#domains/contacts/contacts.ts'
import { readPhone } from '#domains/contacts/phones.ts'
import { rebindDisbursements } from '#domains/exchanges/disbursements/follow.ts'
import {
  payeeAdded,
  payeeDetailsChanged,
  payeeFrozen,
  payeeNumberViewed,
  payeeVerified,
} from '#domains/exchanges/money-events.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import { asSystem, type Tx } from '#infra/postgres/transactions.ts'
import { decrypt, encrypt, keyedHash } from '#infra/secrets.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  getNumber,
  getPayee,
  insertPayee,
  insertVerification,
  listPhones,
  lockPayee,
  savePayee,
} from './queries.ts'
import type { AccountNumber, NewPayee, Payee, PayeeChange, PhoneOnFile, Verification } from './schema.ts'

/** The numbers that can be called are those on the contact's file now, before anyone knows of the details. */
export async function addPayee(
  tx: Tx,
  actor: Actor,
  said: NewPayee,
  secret: string,
  now: Date,
): Promise<Payee> {
  const { organization_id } = actor
  const contact_id = await resolveContact(tx, actor, said.contact_id)
  const { account_name, bank_name, routing_number, account_number } = said
  const id = newId()
  await insertPayee(tx, organization_id, {
    ...{ id, contact_id, account_name, bank_name },
    ...sealed(secret, routing_number, account_number),
    ...{ entered_by: memberOf(actor), entered_at: now },
    phones_on_file: await phonesOf(tx, organization_id, contact_id),
  })
  const added = await getPayee(tx, organization_id, id)
  await publish(tx, organization_id, payeeAdded, id, aboutOf(added))
  return added
}

/** Also of a contact whom the person who enters or verifies the details doesn't see. */
function phonesOf(tx: Tx, organization_id: string, contact_id: string): Promise<PhoneOnFile[]> {
  return asSystem(tx, () => listPhones(tx, organization_id, contact_id))
}

function sealed(secret: string, routing_number: string, account_number: string) {
  return {
    routing_number,
    account_number_encrypted: encrypt(secret, account_number),
    account_number_last4: account_number.slice(-4),
    account_digest: keyedHash(secret, `payee:${routing_number}:${account_number}`).toString('hex'),
  }
}

function memberOf({ user_id }: Actor): string {
  demand(user_id !== null, 'enter, verify or freeze bank details')
  return user_id
}

function aboutOf({ contact_id, details_version }: Payee) {
  return { contact_id, details_version }
}

/** Other bank details freeze the payee, and void what was authorized and approved for the old ones. */
export async function changePayee(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: PayeeChange,
  secret: string,
  now: Date,
): Promise<Payee> {
  const { organization_id } = actor
  const entered_by = memberOf(actor)
  const before = await lockPayee(tx, organization_id, id)
  unchanged(before.version === version || undefined, 'payee')
  const kept = await getNumber(tx, organization_id, id)
  const old = {
    ...{ account_name: before.account_name, bank_name: before.bank_name },
    ...{ routing_number: kept.routing_number },
    account_number: decrypt(secret, kept.account_number_encrypted),
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const next = { ...old, ...given }
  const names = Object.keys(old) as (keyof typeof old)[]
  const fields = names.filter((field) => old[field] !== next[field])
  if (fields.length === 0) return before
  const { account_name, bank_name, routing_number, account_number } = next
  const details_version = before.details_version + 1
  const frozen = before.status !== 'unverified'
  await savePayee(tx, organization_id, id, version, {
    ...{ account_name, bank_name, details_version, entered_by, entered_at: now },
    ...sealed(secret, routing_number, account_number),
    phones_on_file: await phonesOf(tx, organization_id, before.contact_id),
    ...{ status: frozen ? 'frozen' : 'unverified', verified_by: null, verified_at: null },
    ...(frozen && {
      ...{ frozen_by: entered_by, frozen_at: now, freeze_reason: 'The bank details were changed.' },
    }),
  })
  const after = await getPayee(tx, organization_id, id)
  await publish(tx, organization_id, payeeDetailsChanged, id, { ...aboutOf(after), fields })
  await rebindDisbursements(tx, organization_id, id, details_version)
  return after
}

/** By another member than the one who entered them, in a call to a number that was known before. */
export async function verifyPayee(
  tx: Tx,
  actor: Actor,
  id: string,
  { phone_number, called_at, spoken_with, note = '' }: Verification,
  now: Date,
): Promise<Payee> {
  const { organization_id } = actor
  const verified_by = memberOf(actor)
  const payee = await lockPayee(tx, organization_id, id)
  if (payee.entered_by === verified_by)
    throw new AppError('forbidden', 'You entered these bank details. Another member must verify them.')
  checkCall(payee, called_at, now)
  const phone = await knownPhone(tx, organization_id, payee, phone_number)
  const { details_version } = payee
  await insertVerification(tx, organization_id, {
    ...{ id: newId(), payee_id: id, details_version, called_at, spoken_with, verified_by },
    ...{ phone_number: phone.number, on_file_since: phone.on_file_since, note: note || null },
  })
  await savePayee(tx, organization_id, id, undefined, {
    ...{ status: 'verified', verified_by, verified_at: now },
    ...{ frozen_by: null, frozen_at: null, freeze_reason: null },
  })
  const verified = await getPayee(tx, organization_id, id)
  const fact = { ...aboutOf(verified), called_at, spoken_with }
  await publish(tx, organization_id, payeeVerified, id, fact)
  return verified
}

function checkCall({ entered_at, frozen_at, status }: Payee, called_at: string, now: Date): void {
  if (status === 'verified') throw new AppError('refused', 'These bank details are verified already.')
  const [call, since] = [new Date(called_at), new Date(frozen_at ?? entered_at)]
  if (call > now) throw wrong('called_at', 'The call can’t be in the future.')
  if (call < since)
    throw wrong('called_at', 'Call after the bank details were entered, and after the payee was frozen.')
}

async function knownPhone(
  tx: Tx,
  organization_id: string,
  { contact_id, phones_on_file }: Payee,
  phone_number: string,
): Promise<PhoneOnFile> {
  const number = readPhone(phone_number)?.number
  const then = phones_on_file.find((phone) => phone.number === number)
  const still = (await phonesOf(tx, organization_id, contact_id)).some((one) => one.number === number)
  if (!then || !still)
    throw new AppError(
      'refused',
      'Call a number that was on the contact’s file before the bank details were entered, and still is.',
    )
  return then
}

function wrong(field: string, reason: string): AppError {
  return new AppError('invalid', reason, { issues: [{ field, reason }] })
}

/** Nothing is paid to them until their bank details are verified again. */
export async function freezePayee(
  tx: Tx,
  actor: Actor,
  id: string,
  freeze_reason: string,
  now: Date,
): Promise<Payee> {
  const { organization_id } = actor
  const frozen_by = memberOf(actor)
  const payee = await lockPayee(tx, organization_id, id)
  if (payee.status === 'frozen') return payee
  await savePayee(tx, organization_id, id, undefined, {
    ...{ status: 'frozen', frozen_by, frozen_at: now, freeze_reason },
  })
  await publish(tx, organization_id, payeeFrozen, id, { ...aboutOf(payee), reason: freeze_reason })
  return getPayee(tx, organization_id, id)
}

export async function viewNumber(tx: Tx, actor: Actor, id: string, secret: string): Promise<AccountNumber> {
  const { organization_id } = actor
  const payee = found(await getPayee(tx, organization_id, id), 'payee')
  const { routing_number, account_number_encrypted } = await getNumber(tx, organization_id, id)
  await publish(tx, organization_id, payeeNumberViewed, id, aboutOf(payee))
  return { routing_number, account_number: decrypt(secret, account_number_encrypted) }
}
