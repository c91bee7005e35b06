import { sql } from 'kysely'
import type { Tx } from '#infra/postgres.ts'
import type { Origin } from '#lib/actor.ts'

export type Outcome =
  | 'succeeded'
  | 'wrong_password'
  | 'unknown_user'
  | 'locked'
  | 'wrong_code'
  | 'disabled'
  | 'unverified'

export async function insertAttempt(
  tx: Tx,
  attempt: { email_hash: string; user_id: string | null; outcome: Outcome },
  origin: Origin,
): Promise<void> {
  await tx
    .insertInto('login_attempts')
    .values({ ...attempt, ip_address: origin.ip_address, user_agent: origin.user_agent })
    .execute()
}

export type Failures = { count: number; last_at: string | null }

/** Wrong passwords and codes for this address since the last success, within a day. */
export async function countFailures(tx: Tx, email_hash: string): Promise<Failures> {
  const { rows } = await sql<Failures>`
    select count(*)::int as count, max(created_at) as last_at
      from login_attempts
     where email_hash = ${email_hash} and outcome in ('wrong_password', 'unknown_user', 'wrong_code')
       and created_at > now() - interval '1 day'
       and created_at > coalesce((select max(created_at) from login_attempts
                                   where email_hash = ${email_hash} and outcome = 'succeeded'), '-infinity')
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
