import { signedOut, tokenReused } from '#domains/identity/events.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import { lockPerson } from '#domains/identity/people/queries.ts'
import { type NewSession, refreshEnd } from '#domains/identity/sign-in/sign-in.ts'
import type { Person } from '#infra/http/server.ts'
import { becomePerson, type Tx } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import type { Origin } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import { findSessionByToken, insertSession, revokeSessions, saveRotated } from './queries.ts'

/**
 * Exchanges a refresh token for a new one. If a token was exchanged before, two parties have it: the whole family ends.
 * Two tabs that refresh within ten seconds of each other count as one, and each gets a token: the first of these to be
 * exchanged ends the others, so a family has one line, and a second party shows itself.
 */
export async function refreshSession(
  tx: Tx,
  token: string,
  origin: Origin,
  now: Date,
): Promise<{ session: NewSession } | { refusal: AppError }> {
  const refusal = new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  const before = await findSessionByToken(tx, hashToken(token))
  if (!before) return { refusal }
  await lockPerson(tx, before.user_id)
  // Read again under the lock: it may have been ended or exchanged during the wait.
  const row = await findSessionByToken(tx, hashToken(token))
  if (!row || row.revoked_at || Date.parse(row.expires_at) <= now.getTime()) return { refusal }
  await becomePerson(tx, row.user_id)
  if (row.rotated_at && now.getTime() - Date.parse(row.rotated_at) > 10_000) {
    await revokeSessions(tx, row.user_id, now, row.family_id)
    await publishOfPerson(tx, row.user_id, tokenReused, { session_id: row.family_id })
    return { refusal }
  }
  const refresh_token = newToken()
  if (!row.rotated_at) await saveRotated(tx, row.user_id, row.family_id, now)
  await insertSession(
    tx,
    {
      user_id: row.user_id,
      family_id: row.family_id,
      token_hash: hashToken(refresh_token),
      mfa_at: row.mfa_at,
      confirmed_at: row.confirmed_at,
      expires_at: refreshEnd(now),
    },
    origin,
  )
  return { session: { user_id: row.user_id, session_id: row.family_id, refresh_token, mfa_at: row.mfa_at } }
}

/** Ends the session of a refresh token, whatever its state. */
export async function endSession(tx: Tx, token: string, now: Date): Promise<void> {
  const row = await findSessionByToken(tx, hashToken(token))
  if (!row) return
  await becomePerson(tx, row.user_id)
  const ended = await revokeSessions(tx, row.user_id, now, row.family_id)
  if (ended.length > 0) await publishOfPerson(tx, row.user_id, signedOut, { session_ids: ended })
}

/** Ends one session, or all of the person's by default. */
export async function signOut(tx: Tx, person: Person, now: Date, session_id?: string): Promise<void> {
  const ended = await revokeSessions(tx, person.user_id, now, session_id)
  if (session_id) found(ended[0], 'session')
  if (ended.length > 0) await publishOfPerson(tx, person.user_id, signedOut, { session_ids: ended })
}
