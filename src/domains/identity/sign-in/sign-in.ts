import { createHmac } from 'node:crypto'
import { signedIn, signInFailed } from '#domains/identity/events.ts'
import { methodsOf, spendSecondFactor } from '#domains/identity/factors/codes.ts'
import { checkPassword } from '#domains/identity/passwords.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import {
  findLogin,
  getUser,
  type Login,
  listMemberships,
  saveFailedLogin,
  saveLogin,
} from '#domains/identity/people/queries.ts'
import type { Credentials, SignedIn } from '#domains/identity/schema.ts'
import { insertSession } from '#domains/identity/sessions/queries.ts'
import {
  ACCESS_SECONDS,
  hashToken,
  newToken,
  REFRESH_DAYS,
  signAccess,
  signChallenge,
} from '#domains/identity/tokens.ts'
import { enqueue } from '#infra/events.ts'
import { becomePerson, type Tx } from '#infra/postgres.ts'
import type { Origin } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { countFailures, countFailuresFrom, insertAttempt, type Outcome } from './queries.ts'

/** What a sign-in ends in: a session, or the reason why not. The attempt is on record either way. */
export type Attempted = { session: NewSession } | { refusal: AppError }
export type NewSession = { user_id: string; session_id: string; refresh_token: string; mfa_at: string | null }

const FREE_TRIES = 5
const TRIES_FROM_ADDRESS = 100

/**
 * Checks a password and, where the person has one, a second factor. Refusals come back as values, so that the attempt
 * is kept; the answer and its time are the same for a wrong password and an unknown person.
 */
export async function signIn(
  tx: Tx,
  secret: string,
  origin: Origin,
  { email, password, totp_code }: Credentials,
  now: Date,
): Promise<Attempted> {
  const email_hash = createHmac('sha256', secret).update(`login:${email}`).digest('hex')
  const login = await findLogin(tx, email)
  const refuse = async (outcome: Outcome, refusal: AppError): Promise<Attempted> => {
    await insertAttempt(tx, { email_hash, user_id: login?.id ?? null, outcome }, origin)
    if (login && outcome !== 'locked') await publishOfPerson(tx, login.id, signInFailed, { reason: outcome })
    return { refusal }
  }
  const locked = await lockOf(tx, email_hash, origin, now)
  if (locked) return refuse('locked', locked)
  if (!(await checkPassword(login?.password_hash, password)) || !login) {
    if (login) await saveFailedLogin(tx, login.id, null)
    return refuse(
      login ? 'wrong_password' : 'unknown_user',
      new AppError('unauthenticated', 'E-mail or password is wrong.'),
    )
  }
  const barred = barrierOf(login)
  if (barred) {
    if (!login.email_verified) await enqueue(tx, 'identity.mail_verification', { user_id: login.id })
    return refuse(login.email_verified ? 'disabled' : 'unverified', barred)
  }
  let method = 'password'
  if (login.mfa_enabled) {
    if (!totp_code) return { refusal: await askSecondFactor(tx, secret, login.id, now) }
    const used = await spendSecondFactor(tx, secret, login.id, totp_code, now)
    if (!used)
      return refuse(
        'wrong_code',
        new AppError('second_factor_required', 'This code is not right, or was used before.'),
      )
    method = `password+${used}`
  }
  await insertAttempt(tx, { email_hash, user_id: login.id, outcome: 'succeeded' }, origin)
  return { session: await startSession(tx, login.id, origin, now, method, login.mfa_enabled) }
}

/** After five wrong tries the address waits: 30 s, doubled each time, an hour at most. */
async function lockOf(tx: Tx, email_hash: string, origin: Origin, now: Date): Promise<AppError | undefined> {
  const { count, last_at } = await countFailures(tx, email_hash)
  const wait = count < FREE_TRIES ? 0 : Math.min(30 * 2 ** (count - FREE_TRIES), 3600)
  const left = last_at ? Math.ceil((Date.parse(last_at) + wait * 1000 - now.getTime()) / 1000) : 0
  if (wait > 0 && left > 0)
    return new AppError('locked', `Too many wrong tries. Try again in ${left} s, or reset the password.`, {
      retry_after: left,
    })
  if (origin.ip_address && (await countFailuresFrom(tx, origin.ip_address)) >= TRIES_FROM_ADDRESS)
    return new AppError('too_many', 'Too many wrong tries from your network. Try again in 15 minutes.', {
      retry_after: 900,
    })
  return undefined
}

function barrierOf(login: Login): AppError | undefined {
  if (!login.email_verified)
    return new AppError('unverified', 'Confirm your e-mail address first: we have sent you the link again.')
  if (login.status !== 'active')
    return new AppError('forbidden', 'This account is disabled. Ask your administrator.')
  return undefined
}

async function askSecondFactor(tx: Tx, secret: string, user_id: string, now: Date): Promise<AppError> {
  await becomePerson(tx, user_id)
  return new AppError('second_factor_required', 'Enter the code of your second factor.', {
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
  await becomePerson(tx, user_id)
  const refresh_token = newToken()
  const mfa_at = with_second_factor ? now.toISOString() : null
  const session_id = await insertSession(
    tx,
    { user_id, token_hash: hashToken(refresh_token), mfa_at, expires_at: refreshEnd(now) },
    origin,
  )
  await saveLogin(tx, user_id, now)
  await publishOfPerson(tx, user_id, signedIn, { session_id, method })
  return { user_id, session_id, refresh_token, mfa_at }
}

export function refreshEnd(now: Date): Date {
  return new Date(now.getTime() + REFRESH_DAYS * 86_400_000)
}

/** What the client gets of a new session. */
export async function describeSession(
  tx: Tx,
  secret: string,
  session: NewSession,
  now: Date,
): Promise<SignedIn> {
  return {
    access_token: await signAccess(secret, session.user_id, session.session_id, now),
    token_type: 'Bearer',
    expires_in: ACCESS_SECONDS,
    user: await getUser(tx, session.user_id),
    organizations: await listMemberships(tx, session.user_id),
  }
}
