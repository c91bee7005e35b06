import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Origin } from '#lib/actor.ts'

export type Outcome =
  | 'succeeded'
  | 'wrong_password'
  | 'unknown_user'
  | 'locked'
  | 'wrong_code'
  | 'disabled'
  | 'unverified'
  | 'reset'

/**
 * The account that an attempt was made on, and the known device or session that it came from; null for everyone else.
 */
export type AttemptAt = { email_hash: string; user_id: string | null; source: string | null }

export async function insertAttempt(tx: Tx, at: AttemptAt, outcome: Outcome, origin: Origin): Promise<void> {
  await tx
    .insertInto('login_attempts')
    .values({ ...at, outcome, ip_address: origin.ip_address, user_agent: origin.user_agent })
    .execute()
}

export type Failures = { count: number; last_at: string | null; wrong_codes: number }

/**
 * Wrong passwords and codes for this account from the same source since its last success, within a day; and of these,
 * the wrong codes of the last hour. A reset by email restarts the count for strangers.
 */
export async function countFailures(tx: Tx, { email_hash, source }: AttemptAt): Promise<Failures> {
  const { rows } = await sql<Failures>`
    with mine as (
      select outcome, created_at from login_attempts
       where email_hash = ${email_hash} and source is not distinct from ${source}::uuid
         and created_at > now() - interval '1 day')
    select count(*)::int as count, max(created_at) as last_at,
           count(*) filter (where outcome = 'wrong_code' and created_at > now() - interval '1 hour')::int as wrong_codes
      from mine
     where outcome in ('wrong_password', 'unknown_user', 'wrong_code')
       and created_at > coalesce((select max(created_at) from mine where outcome in ('succeeded', 'reset')), '-infinity')
  `.execute(tx)
  return rows[0] as Failures
}

export async function countFailuresFrom(tx: Tx, ip_address: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from login_attempts
     where ip_address = ${ip_address} and outcome in ('wrong_password', 'unknown_user', 'wrong_code')
       and created_at > now() - interval '15 minutes'`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function deleteOldAttempts(tx: Tx): Promise<void> {
  await sql`delete from login_attempts where created_at < now() - interval '90 days'`.execute(tx)
}
