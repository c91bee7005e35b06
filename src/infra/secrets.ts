import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'

/** Tokens, keyed hashes, sealed tickets, encrypted columns and passwords: everything the domains do with secrets. */

/** 256 random bits for a link, a cookie or a key; only the hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 in hex, for tokens, which are random. Guessable values need `keyedHash`. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** HMAC-SHA-256: a hash that can't be computed without the secret. The text starts with its purpose. */
export function keyedHash(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}

export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function keyFor(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `deedline:${use}`, 32))
}

/**
 * A ticket that its holder can show but not create or change: a JWT with a separate key per purpose, valid for the
 * given number of seconds.
 */
export async function sealTicket(
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

/** The claims; undefined if the ticket is forged, expired or for another purpose. */
export async function openTicket(
  secret: string,
  use: string,
  ticket: string,
  now: Date,
): Promise<JWTPayload | undefined> {
  const options = { audience: use, algorithms: ['HS256'], currentDate: now }
  return jwtVerify(ticket, keyFor(secret, `jwt:${use}`), options).then(
    ({ payload }) => payload,
    () => undefined,
  )
}

/** AES-256-GCM with the key id in front, so that keys can rotate: `k1.iv.tag.text`. */
export function encrypt(secret: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, 'column:k1'), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return ['k1', ...[iv, cipher.getAuthTag(), body].map((bytes) => bytes.toString('base64url'))].join('.')
}

export function decrypt(secret: string, sealed: string): string {
  const [key = '', ...encoded] = sealed.split('.')
  const [iv, tag, body] = encoded.map((each) => Buffer.from(each, 'base64url'))
  if (!iv || !tag || !body) throw new Error('Not an encrypted text.')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, `column:${key}`), iv)
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

/** OWASP's first choice for argon2id (2024): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** Takes the same time with or without a hash, so the response doesn't reveal who has an account. */
export async function checkPassword(
  password_hash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const right = await verify(password_hash ?? (await decoy), password)
  return right && password_hash !== null && password_hash !== undefined
}

const decoy = hashPassword('nobody has this password')
