import { spendSecondFactor } from '#domains/identity/factors/codes.ts'
import { countWrongCode } from '#domains/identity/factors/queries.ts'
import { lockPerson } from '#domains/identity/people/queries.ts'
import type { MfaMethod } from '#domains/identity/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { keyedHash } from '#infra/secrets.ts'
import type { Origin } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { type AttemptAt, countFailures, countFailuresFrom, insertAttempt } from './queries.ts'

const FREE_TRIES = 5
const TRIES_FROM_ADDRESS = 100
/** Per hour and source, whatever else is correct: 30 of a million codes at most. */
const CODE_TRIES = 10

/** Accounts are counted under a keyed hash, so that the list of attempts doesn't reveal addresses. */
export function hashEmail(secret: string, email: string): string {
  return keyedHash(secret, `login:${email}`).toString('hex')
}

/** After five wrong attempts, a source has to wait: 30 s, doubled each time, up to an hour. */
export async function lockOf(tx: Tx, at: AttemptAt, now: Date): Promise<AppError | undefined> {
  const { count, last_at } = await countFailures(tx, at)
  const wait = count < FREE_TRIES ? 0 : Math.min(30 * 2 ** (count - FREE_TRIES), 3600)
  const left = last_at ? Math.ceil((Date.parse(last_at) + wait * 1000 - now.getTime()) / 1000) : 0
  if (wait === 0 || left <= 0) return undefined
  return new AppError(
    'locked',
    `Too many failed attempts. Try again in ${left} seconds, use a device you’ve signed in on before, or reset your password.`,
    { retry_after: left },
  )
}

/** A network that tries many passwords has to wait as a whole, except for devices known there. */
export async function networkLockOf(tx: Tx, at: AttemptAt, origin: Origin): Promise<AppError | undefined> {
  if (at.source || !origin.ip_address) return undefined
  if ((await countFailuresFrom(tx, origin.ip_address)) < TRIES_FROM_ADDRESS) return undefined
  return new AppError('too_many', 'Too many failed attempts from your network. Try again in 15 minutes.', {
    retry_after: 900,
  })
}

/**
 * Takes a code of any method that the person has; every way of signing in that asks for one uses this. Wrong codes are
 * counted in the same transaction, so a refusal is returned as a value.
 */
export async function tryCode(
  tx: Tx,
  secret: string,
  at: AttemptAt & { user_id: string },
  code: string,
  origin: Origin,
  now: Date,
): Promise<{ method: MfaMethod } | { refusal: AppError }> {
  await lockPerson(tx, at.user_id)
  const { wrong_codes } = await countFailures(tx, at)
  if (wrong_codes >= CODE_TRIES)
    return {
      refusal: new AppError('locked', 'Too many wrong codes. Try again in an hour.', { retry_after: 3600 }),
    }
  const method = await spendSecondFactor(tx, secret, at.user_id, code, now)
  if (method) return { method }
  await countWrongCode(tx, at.user_id, now)
  await insertAttempt(tx, at, 'wrong_code', origin)
  return {
    refusal: new AppError('second_factor_required', 'This code is incorrect or was already used.'),
  }
}
