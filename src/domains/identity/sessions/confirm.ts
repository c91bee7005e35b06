import { personConfirmed } from '#domains/identity/events.ts'
import { methodsOf } from '#domains/identity/factors/codes.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import { getPasswordHash, getUser, lockPerson } from '#domains/identity/people/queries.ts'
import type { Confirmation, ConfirmationMethods } from '#domains/identity/schema.ts'
import { hashEmail, lockOf, tryCode } from '#domains/identity/sign-in/attempts.ts'
import { type AttemptAt, insertAttempt } from '#domains/identity/sign-in/queries.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Person } from '#infra/http/server.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { becomePerson, type Tx, withIdentity } from '#infra/postgres/transactions.ts'
import { checkPassword } from '#infra/secrets.ts'
import { NOWHERE } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { findLiveFamily, saveConfirmed } from './queries.ts'

const CONFIRMED_MS = 10 * 60_000

/**
 * For changes that could weaken an account or an organization's security: requires that the caller has confirmed their
 * identity in the last ten minutes. The request's session data may be cached from before the confirmation, so it is
 * read again before a refusal.
 */
export async function demandConfirmed(
  { db, now }: { db: Db; now: () => Date },
  who: { user_id: string | null; session_id: string | null; confirmed_at: string | null },
): Promise<void> {
  const isFresh = (at: string | null | undefined) => !!at && now().getTime() - Date.parse(at) < CONFIRMED_MS
  if (isFresh(who.confirmed_at)) return
  const { user_id, session_id } = who
  const session =
    user_id && session_id
      ? await withIdentity(db, NOWHERE, (tx) => findLiveFamily(tx, user_id, session_id))
      : undefined
  if (!isFresh(session?.confirmed_at))
    throw new AppError('reauthentication_required', 'Confirm it’s you: enter your password or a code first.')
}

/** How a person can confirm their identity. Without a password and a second factor, they get a code by email. */
export async function confirmationMethodsOf(tx: Tx, user_id: string): Promise<ConfirmationMethods> {
  await becomePerson(tx, user_id)
  const has_password = (await getPasswordHash(tx, user_id)) !== null
  const methods = await methodsOf(tx, user_id)
  return { has_password, methods: !has_password && methods.length === 0 ? ['email'] : methods }
}

/** Sends the code with which the person confirms their identity. Throws if they confirm another way. */
export async function sendConfirmationCode(tx: Tx, user_id: string, method: 'email' | 'sms'): Promise<void> {
  const { methods } = await confirmationMethodsOf(tx, user_id)
  if (!methods.includes(method))
    throw new AppError('refused', 'This account doesn’t have this verification method. Use another one.')
  await enqueue(tx, 'identity.send_code', { user_id, method })
}

/**
 * Takes a password or a code again, before any change that could weaken the account if someone else found it open.
 * Wrong attempts count against the session and lock out no one else. A refusal is returned as a value, so that the
 * attempt is saved.
 */
export async function confirmPerson(
  db: Db,
  secret: string,
  { user_id, session_id, origin }: Person,
  given: Confirmation,
  now: Date,
): Promise<AppError | undefined> {
  const { at, hash, lock } = await withIdentity(db, origin, async (tx) => {
    const { email } = await getUser(tx, user_id)
    const at = { email_hash: hashEmail(secret, email), user_id, source: session_id }
    return { at, hash: await getPasswordHash(tx, user_id), lock: await lockOf(tx, at, now) }
  })
  if (lock) return lock
  const right = 'password' in given && (await checkPassword(hash, given.password))
  return withIdentity(db, origin, async (tx) => {
    await becomePerson(tx, user_id)
    await lockPerson(tx, user_id)
    const checkHash = async () => right && (await getPasswordHash(tx, user_id)) === hash
    const proof =
      'code' in given
        ? await proveByCode(tx, secret, at, given.code, origin, now)
        : await proveByPassword(tx, at, await checkHash(), origin)
    if ('refusal' in proof) return proof.refusal
    if (session_id) await saveConfirmed(tx, user_id, session_id, { confirmed_at: now })
    await publishOfPerson(tx, user_id, personConfirmed, { how: proof.how })
    return undefined
  })
}

type Proof = { how: string } | { refusal: AppError }
type At = AttemptAt & { user_id: string }

async function proveByCode(
  tx: Tx,
  secret: string,
  at: At,
  code: string,
  origin: Person['origin'],
  now: Date,
): Promise<Proof> {
  const tried = await tryCode(tx, secret, at, code, origin, now)
  if ('method' in tried) return { how: tried.method }
  const { refusal } = tried
  if (refusal.code !== 'second_factor_required') return { refusal }
  const issues = [{ field: 'code', reason: 'This code is incorrect or was already used.' }]
  return { refusal: new AppError('invalid', refusal.message, { issues }) } // The session itself is valid.
}

async function proveByPassword(tx: Tx, at: At, right: boolean, origin: Person['origin']): Promise<Proof> {
  if (right) return { how: 'password' }
  await insertAttempt(tx, at, 'wrong_password', origin)
  const issues = [{ field: 'password', reason: 'The password is incorrect.' }]
  return { refusal: new AppError('invalid', 'The password is incorrect.', { issues }) }
}
