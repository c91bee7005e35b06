import { sql } from 'kysely'
import type { Factor, MfaMethod } from '#domains/identity/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

export type Purpose = 'sign_in' | 'verify_email' | 'reset_password'

export type NewMfaToken = {
  user_id: string
  purpose: Purpose
  token_type: MfaMethod
  token_hash: string
  expires_at: Date
}

export async function insertToken(tx: Tx, token: NewMfaToken): Promise<void> {
  await tx.insertInto('mfa_tokens').values(token).execute()
}

/** Uses up a token: if two requests use it at once, one wins. Returns whose it was. */
export async function spendToken(
  tx: Tx,
  purpose: Purpose,
  token_hash: string,
  now: Date,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('mfa_tokens')
    .set({ used_at: now })
    .where('purpose', '=', purpose)
    .where('token_hash', '=', token_hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .returning('user_id')
    .executeTakeFirst()
  return row?.user_id
}

/** Whose an emailed link is or was, used or not. */
export async function findTokenOwner(
  tx: Tx,
  purpose: Purpose,
  token_hash: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('mfa_tokens')
    .select('user_id')
    .where('purpose', '=', purpose)
    .where('token_hash', '=', token_hash)
    .executeTakeFirst()
  return row?.user_id
}

/** Invalidates the open tokens of a purpose: a new one replaces them, or they are no longer needed. */
export async function expireTokens(
  tx: Tx,
  user_id: string,
  purpose: Purpose,
  types: MfaMethod[],
  now: Date,
): Promise<void> {
  await tx
    .updateTable('mfa_tokens')
    .set({ used_at: now })
    .where('user_id', '=', user_id)
    .where('purpose', '=', purpose)
    .where('token_type', 'in', types)
    .where('used_at', 'is', null)
    .execute()
}

const TRIES = 5

/** A code sent by email or SMS is void after five wrong attempts: a new one must be requested. */
export async function countWrongCode(tx: Tx, user_id: string, now: Date): Promise<void> {
  await sql`
    update mfa_tokens set attempts = attempts + 1, used_at = case when attempts + 1 >= ${TRIES} then ${now.toISOString()}::timestamptz end
     where user_id = ${user_id} and purpose = 'sign_in' and token_type in ('email', 'sms') and used_at is null
  `.execute(tx)
}

export async function listFactors(tx: Tx, user_id: string): Promise<Factor[]> {
  const rows = await tx
    .selectFrom('mfa_factors')
    .select(['type', 'phone', 'confirmed_at'])
    .where('user_id', '=', user_id)
    .orderBy('type')
    .execute()
  const { rows: backup } = await sql<{ remaining: number }>`
    select count(*)::int as remaining from mfa_tokens
     where user_id = ${user_id} and token_type = 'backup_code' and used_at is null`.execute(tx)
  const remaining = backup[0]?.remaining ?? 0
  return [
    ...rows.map((row) => ({ ...row, remaining: null })),
    ...(remaining > 0 ? [{ type: 'backup_code' as const, phone: null, confirmed_at: null, remaining }] : []),
  ]
}

export function findFactor(tx: Tx, user_id: string, type: MfaMethod) {
  return tx
    .selectFrom('mfa_factors')
    .select(['secret_encrypted', 'phone', 'confirmed_at', 'last_used_step'])
    .where('user_id', '=', user_id)
    .where('type', '=', type)
    .executeTakeFirst()
}

export type PendingFactor = {
  user_id: string
  type: MfaMethod
  secret_encrypted: string | null
  phone: string | null
}

/** Starts a factor again; it counts once confirmed. */
export async function savePendingFactor(tx: Tx, factor: PendingFactor): Promise<void> {
  await tx
    .insertInto('mfa_factors')
    .values(factor)
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'type']).doUpdateSet({
        secret_encrypted: factor.secret_encrypted,
        phone: factor.phone,
        confirmed_at: null,
        last_used_step: null,
      }),
    )
    .execute()
}

export async function saveFactorConfirmed(
  tx: Tx,
  user_id: string,
  type: MfaMethod,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('mfa_factors')
    .set({ confirmed_at: now })
    .where('user_id', '=', user_id)
    .where('type', '=', type)
    .execute()
}

/** Stores the time step of a code, so that it isn't accepted twice. False when the same or a later one was used. */
export async function saveStep(tx: Tx, user_id: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mfa_factors')
    .set({ last_used_step: step })
    .where('user_id', '=', user_id)
    .where('type', '=', 'totp')
    .where((eb) => eb.or([eb('last_used_step', 'is', null), eb('last_used_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteFactor(tx: Tx, user_id: string, type: MfaMethod): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('mfa_factors')
    .where('user_id', '=', user_id)
    .where('type', '=', type)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function hasPasskey(tx: Tx, user_id: string): Promise<boolean> {
  const row = await tx.selectFrom('passkeys').select('id').where('user_id', '=', user_id).executeTakeFirst()
  return row !== undefined
}

/** Whether there is a method that sign-in can ask for, including passkeys. */
export async function hasConfirmedFactor(tx: Tx, user_id: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from mfa_factors where user_id = ${user_id} and confirmed_at is not null)
        or exists (select from passkeys where user_id = ${user_id}) as has`.execute(tx)
  return rows[0]?.has ?? false
}
