import { passkeyAdded, passkeyRemoved, personConfirmed } from '#domains/identity/events.ts'
import { endSecondFactors, makeBackupCodes } from '#domains/identity/factors/factors.ts'
import { hasConfirmedFactor } from '#domains/identity/factors/queries.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import { getUser, lockPerson } from '#domains/identity/people/queries.ts'
import { saveConfirmed } from '#domains/identity/sessions/queries.ts'
import { type Attempted, enterWithPasskey, type Place } from '#domains/identity/sign-in/sign-in.ts'
import type { Person } from '#infra/http/server.ts'
import { becomePerson, type Tx } from '#infra/postgres/transactions.ts'
import { AppError, found } from '#lib/errors.ts'
import { deletePasskey, findCredential, insertPasskey, listCredentials, saveUse } from './queries.ts'
import { type Assertion, MOST_PASSKEYS, type NewCredential, type Passkey } from './schema.ts'
import {
  type Ask,
  finishAuthentication,
  finishRegistration,
  siteOf,
  startAuthentication,
  startRegistration,
  unknownPasskey,
} from './webauthn.ts'

type Config = { BASE_URL: string }

export async function startPasskey(tx: Tx, config: Config, user_id: string, now: Date) {
  const known = await listCredentials(tx, user_id)
  demandRoom(known.length)
  return startRegistration(tx, siteOf(config), await getUser(tx, user_id), known, now)
}

function demandRoom(count: number): void {
  if (count >= MOST_PASSKEYS)
    throw new AppError('refused', `You have ${MOST_PASSKEYS} passkeys. Remove one before you add another.`)
}

/** Adds a passkey, which counts as two-step verification. The first method brings ten backup codes. */
export async function addPasskey(
  tx: Tx,
  config: Config,
  { user_id }: Person,
  { name, credential }: { name: string; credential: NewCredential },
  now: Date,
): Promise<{ passkey: Passkey; backup_codes: string[] | null } | { refusal: AppError }> {
  await lockPerson(tx, user_id)
  demandRoom((await listCredentials(tx, user_id)).length)
  const made = await finishRegistration(tx, siteOf(config), user_id, credential, now)
  if (!made) return { refusal: new AppError('refused', 'The passkey couldn’t be verified. Add it again.') }
  const first = !(await hasConfirmedFactor(tx, user_id))
  const passkey = await insertPasskey(tx, { ...made, user_id, name })
  await publishOfPerson(tx, user_id, passkeyAdded, { name })
  return { passkey, backup_codes: first ? await makeBackupCodes(tx, user_id, now) : null }
}

/** Removes a passkey. With the last method the backup codes go too. */
export async function removePasskey(tx: Tx, user_id: string, id: string, now: Date): Promise<void> {
  await lockPerson(tx, user_id)
  const { name } = found(await deletePasskey(tx, user_id, id), 'passkey')
  await publishOfPerson(tx, user_id, passkeyRemoved, { name })
  await endSecondFactors(tx, user_id, now)
}

/** Asks for a passkey of this person, or, before anyone is known, for any. */
export async function askForPasskey(tx: Tx, config: Config, ask: Ask, now: Date) {
  const allowed = ask.user_id ? await listCredentials(tx, ask.user_id) : []
  return startAuthentication(tx, siteOf(config), ask, allowed, now)
}

/**
 * Whose passkey has signed. A refusal comes back as a value, so that the challenge stays used up. A passkey of
 * someone else is as unknown as one that nobody has.
 */
async function provePasskey(
  tx: Tx,
  config: Config,
  ask: Ask,
  assertion: Assertion,
  now: Date,
): Promise<string | undefined> {
  const credential = await findCredential(tx, assertion.id)
  const known = ask.user_id && credential?.user_id !== ask.user_id ? undefined : credential
  const counter = await finishAuthentication(tx, siteOf(config), ask, known, assertion, now)
  if (!known || counter === undefined || !(await saveUse(tx, known.id, counter, now))) return undefined
  return known.user_id
}

/** Signs in by a passkey alone, or, after a password or provider, by one of the same person. */
export async function signInWithPasskey(
  tx: Tx,
  { BASE_URL, DEEDLINE_SECRET }: Config & { DEEDLINE_SECRET: string },
  after: string | null,
  assertion: Assertion,
  place: Place,
  now: Date,
): Promise<Attempted> {
  const ask: Ask = { purpose: after ? 'second_factor' : 'sign_in', user_id: after }
  const user_id = await provePasskey(tx, { BASE_URL }, ask, assertion, now)
  if (!user_id) return { refusal: unknownPasskey() }
  return enterWithPasskey(tx, DEEDLINE_SECRET, user_id, place, now)
}

/** The person of the session confirms who they are. */
export async function confirmWithPasskey(
  tx: Tx,
  config: Config,
  { user_id, session_id }: Person,
  assertion: Assertion,
  now: Date,
): Promise<AppError | undefined> {
  const proved = await provePasskey(tx, config, { purpose: 'confirm', user_id }, assertion, now)
  if (!proved)
    return new AppError('invalid', 'This passkey couldn’t be verified. Try again, or confirm another way.')
  await becomePerson(tx, user_id)
  if (session_id) await saveConfirmed(tx, user_id, session_id, { confirmed_at: now })
  await publishOfPerson(tx, user_id, personConfirmed, { how: 'passkey' })
  return undefined
}
