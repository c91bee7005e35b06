import QRCode from 'qrcode'
import { backupCodesMade, factorAdded, factorRemoved } from '#domains/identity/events.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import { getUser, saveMfaEnabled } from '#domains/identity/people/queries.ts'
import type { Enrolment, MfaMethod } from '#domains/identity/schema.ts'
import { saveConfirmed } from '#domains/identity/sessions/queries.ts'
import { hashCode } from '#domains/identity/tokens.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Person } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { decrypt, encrypt, hashToken } from '#infra/secrets.ts'
import { AppError, found } from '#lib/errors.ts'
import { newBackupCodes, newTotp, spendStep } from './codes.ts'
import {
  countWrongCode,
  deleteFactor,
  expireTokens,
  findFactor,
  hasConfirmedFactor,
  insertToken,
  saveFactorConfirmed,
  savePendingFactor,
  spendToken,
} from './queries.ts'

/** Starts a second factor: a secret with its QR code for an authenticator, or a code sent by email or SMS. */
export async function startFactor(
  tx: Tx,
  secret: string,
  user_id: string,
  type: MfaMethod,
  phone: string | null,
): Promise<Enrolment> {
  if (type === 'backup_code')
    throw new AppError('invalid', 'Use POST /me/backup-codes to generate backup codes.')
  if (type === 'sms' && !phone)
    throw new AppError('invalid', 'Enter the phone number that gets the codes.', {
      issues: [{ field: 'phone', reason: 'is missing' }],
    })
  const user = await getUser(tx, user_id)
  const totp = type === 'totp' ? newTotp(user.email) : undefined
  await savePendingFactor(tx, {
    user_id,
    type,
    phone,
    secret_encrypted: totp ? encrypt(secret, totp.secret) : null,
  })
  if (totp) {
    const qr_svg = await QRCode.toString(totp.uri, { type: 'svg', margin: 1 })
    return { ...totp, qr_svg, sent_to: null }
  }
  await enqueue(tx, 'identity.send_code', { user_id, method: type })
  return { secret: null, uri: null, qr_svg: null, sent_to: type === 'sms' ? phone : user.email }
}

/**
 * Confirms a factor by its first correct code; from then on sign-in asks for it. The first factor comes with ten backup
 * codes. A wrong code is counted, so its refusal is returned as a value.
 */
export async function confirmFactor(
  tx: Tx,
  secret: string,
  person: Person,
  type: MfaMethod,
  code: string,
  now: Date,
): Promise<{ backup_codes: string[] | null } | { refusal: AppError }> {
  const factor = found(
    await findFactor(tx, person.user_id, type),
    'verification method awaiting its first code',
  )
  const right =
    type === 'totp'
      ? await spendStep(tx, person.user_id, decrypt(secret, factor.secret_encrypted ?? ''), code, now)
      : await spendToken(tx, 'sign_in', hashCode(secret, person.user_id, code), now)
  if (!right) {
    await countWrongCode(tx, person.user_id, now)
    const issues = [{ field: 'code', reason: 'This code is incorrect.' }]
    return { refusal: new AppError('invalid', 'This code is incorrect.', { issues }) }
  }
  const first = !(await hasConfirmedFactor(tx, person.user_id))
  await saveFactorConfirmed(tx, person.user_id, type, now)
  await publishOfPerson(tx, person.user_id, factorAdded, { type })
  return { backup_codes: first ? await makeBackupCodes(tx, person.user_id, now) : null }
}

/** The changes to the person when a factor is confirmed: made as identity, because people can't write their own row. */
export async function turnOnMfa(tx: Tx, person: Person, now: Date): Promise<void> {
  await saveMfaEnabled(tx, person.user_id, true)
  if (person.session_id)
    await saveConfirmed(tx, person.user_id, person.session_id, { mfa_at: now, confirmed_at: now })
}

/** Ten new backup codes; the old ones stop working. */
export async function makeBackupCodes(tx: Tx, user_id: string, now: Date): Promise<string[]> {
  if (!(await hasConfirmedFactor(tx, user_id)))
    throw new AppError(
      'refused',
      'Set up an authenticator app, email or text codes first; backup codes stand in for them.',
    )
  await expireTokens(tx, user_id, 'sign_in', ['backup_code'], now)
  const codes = newBackupCodes()
  const expires_at = new Date(now.getTime() + 3650 * 86_400_000)
  for (const code of codes)
    await insertToken(tx, {
      user_id,
      purpose: 'sign_in',
      token_type: 'backup_code',
      token_hash: hashToken(`${user_id}:${code}`),
      expires_at,
    })
  await publishOfPerson(tx, user_id, backupCodesMade, { count: codes.length })
  return codes
}

/** Removes a factor. Removing the last one also removes the backup codes. */
export async function removeFactor(tx: Tx, user_id: string, type: MfaMethod, now: Date): Promise<void> {
  found((await deleteFactor(tx, user_id, type)) || undefined, 'verification method')
  await publishOfPerson(tx, user_id, factorRemoved, { type })
  await endSecondFactors(tx, user_id, now)
}

/** After the last method is removed: backup codes stand in for one, and sign-in no longer asks for a second step. */
export async function endSecondFactors(tx: Tx, user_id: string, now: Date): Promise<void> {
  if (await hasConfirmedFactor(tx, user_id)) return
  await expireTokens(tx, user_id, 'sign_in', ['backup_code'], now)
  await saveMfaEnabled(tx, user_id, false)
}
