import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'
import type { MfaMethod, ProofMethod } from '#domains/identity/schema.ts'
import { hashCode, newCode } from '#domains/identity/tokens.ts'
import { enqueue } from '#infra/facts/events.ts'
import { becomePerson, type Tx } from '#infra/postgres/transactions.ts'
import { decrypt, hashToken } from '#infra/secrets.ts'
import { AppError } from '#lib/errors.ts'
import {
  expireTokens,
  findFactor,
  hasPasskey,
  insertToken,
  listFactors,
  saveStep,
  spendToken,
} from './queries.ts'

const CODE_MINUTES = 10

export function newTotp(email: string): { secret: string; uri: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: 'Deedline', label: email, secret }) }
}

/** The time step of a correct code, one step early or late allowed; undefined if it is wrong. */
function checkTotp(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: 30 })
  return result.valid ? Math.floor(epoch / 30) + result.delta : undefined
}

/** Takes an authenticator app's code once: if two arrive at once, or one is used again, the later is refused. */
export async function spendStep(
  tx: Tx,
  user_id: string,
  secret: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const step = checkTotp(secret, code, now)
  return step !== undefined && saveStep(tx, user_id, step)
}

/** Ten codes of two groups of four letters or digits, without look-alikes: 40 bits each. */
export function newBackupCodes(): string[] {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: 10 }, () => `${part()}-${part()}`)
}

/** How a person can verify themselves in a second step; a passkey is the quickest. */
export async function methodsOf(tx: Tx, user_id: string): Promise<ProofMethod[]> {
  const factors = await listFactors(tx, user_id)
  const confirmed = factors.filter(({ confirmed_at, remaining }) => confirmed_at || remaining)
  return [
    ...((await hasPasskey(tx, user_id)) ? ['passkey' as const] : []),
    ...confirmed.map(({ type }) => type),
  ]
}

/** Takes a code of any method that the person has: authenticator, email, SMS or backup. Each works once. */
export async function spendSecondFactor(
  tx: Tx,
  secret: string,
  user_id: string,
  given: string,
  now: Date,
): Promise<MfaMethod | undefined> {
  await becomePerson(tx, user_id)
  const code = given.toLowerCase().replaceAll(' ', '')
  const totp = await findFactor(tx, user_id, 'totp')
  if (totp?.confirmed_at && totp.secret_encrypted) {
    if (await spendStep(tx, user_id, decrypt(secret, totp.secret_encrypted), code, now)) return 'totp'
  }
  if (await spendToken(tx, 'sign_in', hashCode(secret, user_id, code), now)) return 'email'
  if (await spendToken(tx, 'sign_in', hashToken(`${user_id}:${code}`), now)) return 'backup_code'
  return undefined
}

/** Sends a code by a method that the person has confirmed. Throws if it isn't one of theirs. */
export async function sendCode(tx: Tx, user_id: string, method: 'email' | 'sms'): Promise<void> {
  await becomePerson(tx, user_id)
  if (!(await methodsOf(tx, user_id)).includes(method))
    throw new AppError('refused', 'This account doesn’t have this verification method. Use another one.')
  await enqueue(tx, 'identity.send_code', { user_id, method })
}

/** Creates the code for a message, replacing the one before. Codes work once, for ten minutes. */
export async function makeCode(
  tx: Tx,
  secret: string,
  user_id: string,
  token_type: 'email' | 'sms',
  now: Date,
): Promise<string> {
  const code = newCode()
  await expireTokens(tx, user_id, 'sign_in', [token_type], now)
  await insertToken(tx, {
    user_id,
    purpose: 'sign_in',
    token_type,
    token_hash: hashCode(secret, user_id, code),
    expires_at: new Date(now.getTime() + CODE_MINUTES * 60_000),
  })
  return code
}
