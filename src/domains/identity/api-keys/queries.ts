import { sql } from 'kysely'
import type { ApiKey } from '#domains/identity/api-keys/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'

const KEY = ['id', 'name', 'prefix', 'scopes', 'user_id', 'expires_at', 'last_used_at', 'created_at'] as const

export function insertApiKey(
  tx: Tx,
  organization_id: string,
  key: {
    user_id: string
    name: string
    prefix: string
    token_hash: string
    scopes: string[]
    expires_at: Date
  },
): Promise<ApiKey> {
  return tx
    .insertInto('api_keys')
    .values({ organization_id, ...key })
    .returning(KEY)
    .executeTakeFirstOrThrow()
}

/** The keys that still work; of one member, or of all by default. */
export function listApiKeys(
  tx: Tx,
  organization_id: string,
  user_id: string | null,
  page: PageAfter<string>,
): Promise<ApiKey[]> {
  let query = tx
    .selectFrom('api_keys')
    .select(KEY)
    .where('organization_id', '=', organization_id)
    .where('revoked_at', 'is', null)
  if (user_id) query = query.where('user_id', '=', user_id)
  return readPage(query, 'id', page)
}

export function saveApiKeyRevoked(
  tx: Tx,
  organization_id: string,
  id: string,
  user_id: string | null,
  now: Date,
) {
  let query = tx
    .updateTable('api_keys')
    .set({ revoked_at: now })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
  if (user_id) query = query.where('user_id', '=', user_id)
  return query.returning(KEY).executeTakeFirst()
}

/** The active key with this hash. The time of last use is stored to the minute, so that not every read writes. */
export async function touchApiKey(tx: Tx, token_hash: string, now: Date) {
  const key = await tx
    .selectFrom('api_keys')
    .select(['id', 'user_id', 'organization_id', 'scopes', 'last_used_at'])
    .where('token_hash', '=', token_hash)
    .where('revoked_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('expires_at', 'is', null),
        eb('expires_at', '>', sql<string>`${now.toISOString()}::timestamptz`),
      ]),
    )
    .executeTakeFirst()
  if (key && (!key.last_used_at || now.getTime() - Date.parse(key.last_used_at) > 60_000))
    await tx
      .updateTable('api_keys')
      .set({ last_used_at: now })
      .where('organization_id', '=', key.organization_id)
      .where('id', '=', key.id)
      .execute()
  return key
}
