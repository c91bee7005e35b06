import { findDeviceId, saveDevice } from '#domains/identity/devices/queries.ts'
import { signedIn, signInFailed } from '#domains/identity/events.ts'
import { methodsOf } from '#domains/identity/factors/codes.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import {
  findLogin,
  getLogin,
  getUser,
  type Login,
  listMemberships,
  lockPerson,
  saveFailedLogin,
  saveLogin,
} from '#domains/identity/people/queries.ts'
import type { Credentials, SignedIn } from '#domains/identity/schema.ts'
import { insertSession } from '#domains/identity/sessions/queries.ts'
import { ACCESS_SECONDS, REFRESH_DAYS, signAccess, signChallenge } from '#domains/identity/tokens.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { becomePerson, type Tx, withIdentity } from '#infra/postgres/transactions.ts'
import { checkPassword, hashToken, newToken } from '#infra/secrets.ts'
import type { Origin } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { hashEmail, lockOf, networkLockOf, tryCode } from './attempts.ts'
import { type AttemptAt, insertAttempt, type Outcome } from './queries.ts'

/** The outcome of a sign-in: a session, or the reason for the refusal. The attempt is recorded either way. */
export type Attempted = { session: NewSession; device_token: string } | { refusal: AppError }
export type NewSession = { user_id: string; session_id: string; refresh_token: string; mfa_at: string | null }

/** The place of a sign-in: the request, and the cookie of a device on which someone signed in before. */
export type Place = { origin: Origin; device_token: string | null }

/**
 * Checks a password and, if the person has one, a second factor. Refusals are returned as values, so that the attempt
 * is saved; the response and its time are the same for a wrong password and an unknown person.
 *
 * Wrong attempts slow down whoever makes them: each known device separately, and everyone else together. A person with
 * a second factor who enters password and code at once gets in while strangers wait. The password is hashed between two
 * transactions, and the second checks whether it is still the one that was verified.
 */
export async function signIn(
  db: Db,
  secret: string,
  { email, password, totp_code }: Credentials,
  place: Place,
  now: Date,
): Promise<Attempted> {
  const { origin } = place
  const before = await withIdentity(db, origin, async (tx) => {
    const login = await findLogin(tx, email)
    const source =
      login && place.device_token ? await findDeviceId(tx, login.id, hashToken(place.device_token)) : null
    const at: AttemptAt = {
      email_hash: hashEmail(secret, email),
      user_id: login?.id ?? null,
      source: source ?? null,
    }
    const lock = await lockOf(tx, at, now)
    const passes = !at.source && !!totp_code && !!login?.mfa_enabled
    const refusal = (await networkLockOf(tx, at, origin)) ?? (passes ? undefined : lock)
    if (refusal) await insertAttempt(tx, at, 'locked', origin)
    return { login, at, lock, refusal }
  })
  if (before.refusal) return { refusal: before.refusal }
  const right = await checkPassword(before.login?.password_hash, password)
  const attempted = await withIdentity(db, origin, (tx) =>
    admit(tx, secret, before, right, totp_code, place, now),
  )
  return 'refusal' in attempted && before.lock ? { refusal: before.lock } : attempted
}

type Knock = { login: Login | undefined; at: AttemptAt }

async function admit(
  tx: Tx,
  secret: string,
  { login: checked, at }: Knock,
  right: boolean,
  totp_code: string | undefined,
  place: Place,
  now: Date,
): Promise<Attempted> {
  const { origin } = place
  const refuse = async (outcome: Outcome, refusal: AppError): Promise<Attempted> => {
    await insertAttempt(tx, at, outcome, origin)
    if (checked) await publishOfPerson(tx, checked.id, signInFailed, { reason: outcome })
    return { refusal }
  }
  const wrong = new AppError('unauthenticated', 'Email or password is incorrect.')
  if (!checked) return refuse('unknown_user', wrong)
  await lockPerson(tx, checked.id)
  const login = await getLogin(tx, checked.id)
  if (!right || login.password_hash !== checked.password_hash) {
    await saveFailedLogin(tx, login.id)
    return refuse('wrong_password', wrong)
  }
  if (!login.email_verified) {
    await enqueue(tx, 'identity.mail_verification', { user_id: login.id })
    return refuse(
      'unverified',
      new AppError('unverified', 'Confirm your email address first. We sent you the link again.'),
    )
  }
  if (login.status !== 'active')
    return refuse(
      'disabled',
      new AppError('forbidden', 'This account is disabled. Contact your administrator.'),
    )
  if (!login.mfa_enabled) return enter(tx, login.id, at, 'password', false, place, now)
  if (!totp_code) return { refusal: await askSecondFactor(tx, secret, login.id, now) }
  const tried = await tryCode(tx, secret, { ...at, user_id: login.id }, totp_code, origin, now)
  if ('method' in tried) return enter(tx, login.id, at, `password+${tried.method}`, true, place, now)
  await publishOfPerson(tx, login.id, signInFailed, { reason: 'wrong_code' })
  return tried
}

/** Starts the session of a person who has given every proof, on a device that is known from now on. */
async function enter(
  tx: Tx,
  user_id: string,
  at: AttemptAt,
  method: string,
  with_second_factor: boolean,
  { origin, device_token: known }: Place,
  now: Date,
): Promise<Attempted> {
  await insertAttempt(tx, at, 'succeeded', origin)
  const device_token = known ?? newToken()
  const session = await startSession(tx, user_id, origin, now, method, with_second_factor)
  await saveDevice(tx, user_id, hashToken(device_token), now)
  return { session, device_token }
}

/** Takes the second factor after a provider has verified the person. */
export async function finishSignIn(
  tx: Tx,
  secret: string,
  user_id: string,
  code: string,
  place: Place,
  now: Date,
): Promise<Attempted> {
  const { email } = await getUser(tx, user_id)
  const device = place.device_token && (await findDeviceId(tx, user_id, hashToken(place.device_token)))
  const at = { email_hash: hashEmail(secret, email), user_id, source: device || null }
  const tried = await tryCode(tx, secret, at, code, place.origin, now)
  if ('method' in tried) return enter(tx, user_id, at, `provider+${tried.method}`, true, place, now)
  await publishOfPerson(tx, user_id, signInFailed, { reason: 'wrong_code' })
  return tried
}

/** A passkey proves the device and, by its PIN or biometrics, the person: it is both factors at once. */
export async function enterWithPasskey(
  tx: Tx,
  secret: string,
  user_id: string,
  place: Place,
  now: Date,
): Promise<Attempted> {
  await lockPerson(tx, user_id)
  const { email } = await getUser(tx, user_id)
  const { status } = await getLogin(tx, user_id)
  const at = { email_hash: hashEmail(secret, email), user_id, source: null }
  if (status === 'active') return enter(tx, user_id, at, 'passkey', true, place, now)
  await insertAttempt(tx, at, 'disabled', place.origin)
  return { refusal: new AppError('forbidden', 'This account is disabled. Contact your administrator.') }
}

async function askSecondFactor(tx: Tx, secret: string, user_id: string, now: Date): Promise<AppError> {
  await becomePerson(tx, user_id)
  return new AppError('second_factor_required', 'Enter your two-step verification code.', {
    methods: await methodsOf(tx, user_id),
    challenge: await signChallenge(secret, user_id, now),
  })
}

export async function startSession(
  tx: Tx,
  user_id: string,
  origin: Origin,
  now: Date,
  method: string,
  with_second_factor: boolean,
): Promise<NewSession> {
  await lockPerson(tx, user_id)
  await becomePerson(tx, user_id)
  const refresh_token = newToken()
  const mfa_at = with_second_factor ? now.toISOString() : null
  const session_id = await insertSession(
    tx,
    {
      user_id,
      token_hash: hashToken(refresh_token),
      mfa_at,
      confirmed_at: now.toISOString(),
      expires_at: refreshEnd(now),
    },
    origin,
  )
  await saveLogin(tx, user_id, now)
  await publishOfPerson(tx, user_id, signedIn, { session_id, method })
  return { user_id, session_id, refresh_token, mfa_at }
}

export function refreshEnd(now: Date): Date {
  return new Date(now.getTime() + REFRESH_DAYS * 86_400_000)
}

/** What the client gets about a new session. */
export async function describeSession(
  tx: Tx,
  { config, permissions }: Pick<Infra, 'config' | 'permissions'>,
  session: NewSession,
  now: Date,
): Promise<SignedIn> {
  return {
    access_token: await signAccess(config.DEEDLINE_SECRET, session.user_id, session.session_id, now),
    token_type: 'Bearer',
    expires_in: ACCESS_SECONDS,
    user: await getUser(tx, session.user_id),
    organizations: await listMemberships(tx, session.user_id, permissions),
  }
}
