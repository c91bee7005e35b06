import { randomInt } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { CODE_DIGITS } from '#domains/identity/rules/codes.ts'
import { keyedHash, openTicket, sealTicket } from '#infra/secrets.ts'
import { AppError } from '#lib/errors.ts'

export const ACCESS_SECONDS = 15 * 60
export const REFRESH_DAYS = 30
const CHALLENGE_SECONDS = 10 * 60

/** A six-digit code to type in. It is short, so its hash is keyed. */
export function newCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
}

export function hashCode(secret: string, user_id: string, code: string): string {
  return keyedHash(secret, `code:${user_id}:${code}`).toString('hex')
}

export function signAccess(secret: string, user_id: string, session_id: string, now: Date): Promise<string> {
  return sealTicket(secret, 'access', { sub: user_id, sid: session_id }, ACCESS_SECONDS, now)
}

async function readAccess(secret: string, token: string, now: Date): Promise<Access> {
  const { sub, sid, exp } = await read(secret, 'access', token, now)
  return { user_id: String(sub), session_id: String(sid), expires_at: Number(exp) * 1000 }
}

/** The person and session of an access token, and its expiry in milliseconds. */
type Access = { user_id: string; session_id: string; expires_at: number }
export type ReadAccess = (token: string, now: Date) => Promise<Access>

/**
 * Reads access tokens and checks the signature of each once: that takes 0.12 ms, as long as all the rest of a small
 * request (2026-11-24). A token doesn't show that its session has ended; every request checks that elsewhere.
 */
export function openAccessReader(secret: string): ReadAccess {
  const known = new LRUCache<string, Access>({ max: 10_000 })
  return async (token, now) => {
    const before = known.get(token)
    if (before && before.expires_at > now.getTime()) return before
    const access = await readAccess(secret, token, now)
    known.set(token, access)
    return access
  }
}

/** For a connected app: whose it is, for which organization, and which app. */
export type AppAccessToken = { user_id: string; organization_id: string; app_id: string }

export const APP_PREFIX = 'dla_'

export async function signAppAccess(
  secret: string,
  { user_id, organization_id, app_id }: AppAccessToken,
  now: Date,
): Promise<string> {
  const claims = { sub: user_id, org: organization_id, app: app_id }
  return `${APP_PREFIX}${await sealTicket(secret, 'app', claims, ACCESS_SECONDS, now)}`
}

export async function readAppAccess(secret: string, token: string, now: Date): Promise<AppAccessToken> {
  const { sub, org, app } = await read(secret, 'app', token.slice(APP_PREFIX.length), now)
  return { user_id: String(sub), organization_id: String(org), app_id: String(app) }
}

/** Proof of a correct password, until two-step verification is completed. */
export function signChallenge(secret: string, user_id: string, now: Date): Promise<string> {
  return sealTicket(secret, 'challenge', { sub: user_id }, CHALLENGE_SECONDS, now)
}

export async function readChallenge(secret: string, token: string, now: Date): Promise<string> {
  return String((await read(secret, 'challenge', token, now)).sub)
}

/** The state that a sign-in with a provider must bring back, stored in the browser until then. */
export function signPending(
  secret: string,
  pending: Record<string, string | null>,
  now: Date,
): Promise<string> {
  return sealTicket(secret, 'oidc', pending, CHALLENGE_SECONDS, now)
}

export function readPending(secret: string, token: string, now: Date): Promise<Record<string, unknown>> {
  return read(secret, 'oidc', token, now)
}

async function read(secret: string, use: string, token: string, now: Date) {
  const claims = await openTicket(secret, use, token, now)
  if (!claims) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  return claims
}
