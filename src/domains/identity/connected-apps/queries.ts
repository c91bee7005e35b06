import { sql } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { AppAccess, ConnectedApp } from './schema.ts'

const APP = ['id', 'name', 'host', 'access', 'user_id', 'last_used_at', 'created_at'] as const

/** Apps that are connected and have fetched a token; of one member, or of all by default. */
export function listConnectedApps(
  tx: Tx,
  organization_id: string,
  user_id: string | null,
  page: PageAfter<string>,
): Promise<ConnectedApp[]> {
  let query = tx
    .selectFrom('connected_apps')
    .select(APP)
    .where('organization_id', '=', organization_id)
    .where('revoked_at', 'is', null)
    .where('last_used_at', 'is not', null)
  if (user_id) query = query.where('user_id', '=', user_id)
  return readPage(query, 'id', page) as Promise<ConnectedApp[]>
}

type NewApp = { user_id: string; client_hash: string; name: string; host: string; access: AppAccess }

export async function insertConnectedApp(tx: Tx, organization_id: string, app: NewApp): Promise<string> {
  const row = await tx
    .insertInto('connected_apps')
    .values({ organization_id, ...app })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Disconnects one app, of one member if given. Undefined if there is no such connected app. */
export function saveAppRevoked(
  tx: Tx,
  organization_id: string,
  id: string,
  user_id: string | null,
  now: Date,
): Promise<{ name: string; user_id: string } | undefined> {
  let query = tx
    .updateTable('connected_apps')
    .set({ revoked_at: now })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
  if (user_id) query = query.where('user_id', '=', user_id)
  return query.returning(['name', 'user_id']).executeTakeFirst()
}

/** The app is connected again: the same member's earlier connections end. */
export async function revokeEarlierConnections(
  tx: Tx,
  organization_id: string,
  { id, user_id, client_hash }: { id: string; user_id: string; client_hash: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('connected_apps')
    .set({ revoked_at: now })
    .where('organization_id', '=', organization_id)
    .where('user_id', '=', user_id)
    .where('client_hash', '=', client_hash)
    .where('id', '<>', id)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function touchConnectedApp(
  tx: Tx,
  organization_id: string,
  id: string,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('connected_apps')
    .set({ last_used_at: now })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

export function findLiveApp(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<{ user_id: string; access: AppAccess } | undefined> {
  return tx
    .selectFrom('connected_apps')
    .select(['user_id', 'access'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

type NewToken = {
  app_id: string
  kind: 'code' | 'refresh'
  token_hash: string
  expires_at: Date
  redirect_uri?: string
  code_challenge?: string
}

export async function insertAppToken(tx: Tx, organization_id: string, token: NewToken): Promise<void> {
  await tx
    .insertInto('connected_app_tokens')
    .values({ organization_id, ...token })
    .execute()
}

export type AppToken = {
  id: string
  app_id: string
  redirect_uri: string | null
  code_challenge: string | null
  expires_at: string
  used_at: string | null
  revoked_at: string | null
  user_id: string
  client_hash: string
  name: string
  access: AppAccess
  /** The member is active, and so are the person and the organization. */
  is_member: boolean
}

/**
 * A code or refresh token and its app, both locked: of two simultaneous requests with any tokens of one app, the second
 * sees what the first did.
 */
export async function findAppToken(
  tx: Tx,
  organization_id: string,
  kind: NewToken['kind'],
  token_hash: string,
): Promise<AppToken | undefined> {
  const { rows } = await sql<AppToken>`
    select t.id, t.app_id, t.redirect_uri, t.code_challenge, t.expires_at, t.used_at,
           a.revoked_at, a.user_id, a.client_hash, a.name, a.access,
           exists (select from organization_members m
                     join users u on u.id = m.user_id and u.status = 'active'
                     join organizations o on o.id = m.organization_id and o.subscription_status <> 'suspended'
                    where m.organization_id = a.organization_id and m.user_id = a.user_id and m.status = 'active')
             as is_member
      from connected_app_tokens t
      join connected_apps a on a.organization_id = t.organization_id and a.id = t.app_id
     where t.organization_id = ${organization_id} and t.kind = ${kind} and t.token_hash = ${token_hash}
       for update of a, t`.execute(tx)
  return rows[0]
}

/** Of the refresh tokens that the app got after this one: whether there are any, and whether one has been used. */
export async function findSuccessors(
  tx: Tx,
  organization_id: string,
  { app_id, id }: Pick<AppToken, 'app_id' | 'id'>,
): Promise<{ issued: boolean; used: boolean }> {
  const { rows } = await sql<{ issued: boolean; used: boolean }>`
    select count(*) > 0 as issued, count(used_at) > 0 as used
      from connected_app_tokens
     where organization_id = ${organization_id} and app_id = ${app_id} and kind = 'refresh' and id > ${id}`.execute(
    tx,
  )
  return rows[0] ?? { issued: false, used: false }
}

export async function saveTokenUsed(tx: Tx, organization_id: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('connected_app_tokens')
    .set({ used_at: now })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** Expired tokens, and apps that were never used or were disconnected a month ago. Across organizations. */
export async function deleteOldApps(tx: Tx): Promise<void> {
  await sql`delete from connected_app_tokens where expires_at < now() - interval '1 day'`.execute(tx)
  await sql`
    delete from connected_apps
     where revoked_at < now() - interval '30 days'
        or (last_used_at is null and created_at < now() - interval '1 day')`.execute(tx)
}
