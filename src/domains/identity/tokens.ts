import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
} from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import { AppError } from '#lib/errors.ts'

export const ACCESS_SECONDS = 15 * 60
export const REFRESH_DAYS = 30

/** 256 random bits for a link or a cookie; only its SHA-256 is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** A six-digit code for a person to type. It is short, so its hash is keyed. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

export function hashCode(secret: string, user_id: string, code: string): string {
  return createHmac('sha256', secret).update(`code:${user_id}:${code}`).digest('hex')
}

function keyFor(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `deedline:${use}`, 32))
}

export async function signAccess(
  secret: string,
  user_id: string,
  session_id: string,
  now: Date,
): Promise<string> {
  return sign(secret, 'access', { sub: user_id, sid: session_id }, ACCESS_SECONDS, now)
}

export async function readAccess(secret: string, token: string, now: Date): Promise<Access> {
  const { sub, sid, exp } = await read(secret, 'access', token, now)
  return { user_id: String(sub), session_id: String(sid), expires_at: Number(exp) * 1000 }
}

/** Who an access token is of, and until when, in milliseconds. */
export type Access = { user_id: string; session_id: string; expires_at: number }
export type ReadAccess = (token: string, now: Date) => Promise<Access>

/**
 * Reads access tokens and checks the signature of each once: it costs 0.12 ms, as much as all else of a small request
 * (2026-11-24). That a session is over is not in its token and is found out elsewhere, at every request.
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

/** Of a connected app: whose it is, for which organization, and which app. */
export type AppAccessToken = { user_id: string; organization_id: string; app_id: string }

export const APP_PREFIX = 'dla_'

export async function signAppAccess(
  secret: string,
  { user_id, organization_id, app_id }: AppAccessToken,
  now: Date,
): Promise<string> {
  const claims = { sub: user_id, org: organization_id, app: app_id }
  return `${APP_PREFIX}${await sign(secret, 'app', claims, ACCESS_SECONDS, now)}`
}

export async function readAppAccess(secret: string, token: string, now: Date): Promise<AppAccessToken> {
  const { sub, org, app } = await read(secret, 'app', token.slice(APP_PREFIX.length), now)
  return { user_id: String(sub), organization_id: String(org), app_id: String(app) }
}

/** Proof of a right password, while the second factor is awaited. */
export async function signChallenge(secret: string, user_id: string, now: Date): Promise<string> {
  return sign(secret, 'challenge', { sub: user_id }, 10 * 60, now)
}

export async function readChallenge(secret: string, token: string, now: Date): Promise<string> {
  return String((await read(secret, 'challenge', token, now)).sub)
}

/** What a sign-in at a provider must bring back, kept in the browser meanwhile. */
export function signPending(
  secret: string,
  pending: Record<string, string | null>,
  now: Date,
): Promise<string> {
  return sign(secret, 'oidc', pending, 10 * 60, now)
}

export function readPending(secret: string, token: string, now: Date): Promise<Record<string, unknown>> {
  return read(secret, 'oidc', token, now)
}

async function sign(
  secret: string,
  use: string,
  claims: Record<string, string | null>,
  seconds: number,
  now: Date,
): Promise<string> {
  const at = Math.floor(now.getTime() / 1000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(use)
    .setIssuedAt(at)
    .setExpirationTime(at + seconds)
    .sign(keyFor(secret, `jwt:${use}`))
}

async function read(secret: string, use: string, token: string, now: Date) {
  try {
    const key = keyFor(secret, `jwt:${use}`)
    const { payload } = await jwtVerify(token, key, {
      audience: use,
      algorithms: ['HS256'],
      currentDate: now,
    })
    return payload
  } catch {
    throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  }
}

/** AES-256-GCM with the id of its key in front, so that keys can rotate: `k1.iv.tag.text`. */
export function encrypt(secret: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, 'column:k1'), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [
    'k1',
    iv.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
    body.toString('base64url'),
  ].join('.')
}

export function decrypt(secret: string, sealed: string): string {
  const [key = '', iv = '', tag = '', body = ''] = sealed.split('.')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyFor(secret, `column:${key}`),
    Buffer.from(iv, 'base64url'),
  )
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
}
