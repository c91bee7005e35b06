import { sql } from 'kysely'
import { lockPerson } from '#domains/identity/people/queries.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Origin } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import { newId } from '#lib/ids.ts'

/** A family is one sign-in on one device: what people call a session. Its id goes into the access token. */
export async function insertSession(
  tx: Tx,
  session: {
    user_id: string
    family_id?: string
    token_hash: string
    mfa_at: string | null
    confirmed_at: string | null
    expires_at: Date
  },
  origin: Origin,
): Promise<string> {
  const family_id = session.family_id ?? newId()
  await tx
    .insertInto('user_sessions')
    .values({
      user_id: session.user_id,
      family_id,
      refresh_token_hash: session.token_hash,
      mfa_at: session.mfa_at,
      confirmed_at: session.confirmed_at,
      expires_at: session.expires_at,
      ip_address: origin.ip_address,
      user_agent: origin.user_agent,
    })
    .execute()
  return family_id
}

export function findSessionByToken(tx: Tx, token_hash: string) {
  return tx
    .selectFrom('user_sessions')
    .select([
      'id',
      'user_id',
      'family_id',
      'rotated_at',
      'revoked_at',
      'expires_at',
      'mfa_at',
      'confirmed_at',
    ])
    .where('refresh_token_hash', '=', token_hash)
    .executeTakeFirst()
}

/** Marks what was issued to the family so far as exchanged. */
export async function saveRotated(tx: Tx, user_id: string, family_id: string, now: Date): Promise<void> {
  await tx
    .updateTable('user_sessions')
    .set({ rotated_at: now })
    .where('user_id', '=', user_id)
    .where('family_id', '=', family_id)
    .where('rotated_at', 'is', null)
    .execute()
}

/**
 * Ends sessions; all of the person's by default. Returns those that were active. Waits for a refresh or sign-in in
 * progress and ends what it starts.
 */
export async function revokeSessions(
  tx: Tx,
  user_id: string,
  now: Date,
  family_id?: string,
  but?: string | null,
): Promise<string[]> {
  await lockPerson(tx, user_id)
  let query = tx
    .updateTable('user_sessions')
    .set({ revoked_at: now })
    .where('user_id', '=', user_id)
    .where('revoked_at', 'is', null)
  if (family_id) query = query.where('family_id', '=', family_id)
  if (but) query = query.where('family_id', '<>', but)
  const rows = await query.returning('family_id').execute()
  return [...new Set(rows.map((row) => row.family_id))]
}

/** The session's person has confirmed their identity again; `mfa_at` is set too if it was by a second factor. */
export async function saveConfirmed(
  tx: Tx,
  user_id: string,
  family_id: string,
  proof: { confirmed_at: Date; mfa_at?: Date },
): Promise<void> {
  await tx
    .updateTable('user_sessions')
    .set(proof)
    .where('user_id', '=', user_id)
    .where('family_id', '=', family_id)
    .execute()
}

export type LiveSession = {
  id: string
  ip_address: string | null
  user_agent: string | null
  created_at: string
  last_used_at: string
}

/**
 * Most recently used first; `after` is the time of last use and the id of the last one shown. A page that was reloaded
 * during a refresh has left two active tokens: they are one session.
 */
export async function listLiveSessions(
  tx: Tx,
  user_id: string,
  { after, limit }: PageAfter<[last_used_at: string, id: string]>,
): Promise<LiveSession[]> {
  const beyond = after
    ? sql`(date_trunc('milliseconds', s.last_used_at), s.family_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql`true`
  const { rows } = await sql<LiveSession>`
    select s.family_id as id, host(s.ip_address) as ip_address, s.user_agent, s.last_used_at,
           (select min(f.created_at) from user_sessions f where f.user_id = s.user_id and f.family_id = s.family_id)
             as created_at
      from user_sessions s
     where s.user_id = ${user_id} and s.rotated_at is null and s.revoked_at is null and s.expires_at > now()
       and not exists (select from user_sessions n
                        where n.user_id = s.user_id and n.family_id = s.family_id and n.rotated_at is null
                          and n.revoked_at is null and (n.last_used_at, n.id) > (s.last_used_at, s.id))
       and ${beyond}
     order by date_trunc('milliseconds', s.last_used_at) desc, s.family_id desc limit ${limit}`.execute(tx)
  return rows
}

/** Whether a session is active, when it passed its second factor, and when it was last confirmed. */
export function findLiveFamily(tx: Tx, user_id: string, family_id: string) {
  return tx
    .selectFrom('user_sessions')
    .select(['mfa_at', 'confirmed_at'])
    .where('user_id', '=', user_id)
    .where('family_id', '=', family_id)
    .where('rotated_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst()
}

export async function deleteEndedSessions(tx: Tx): Promise<void> {
  await sql`delete from user_sessions where expires_at < now() - interval '30 days'`.execute(tx)
}
