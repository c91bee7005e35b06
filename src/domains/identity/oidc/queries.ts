import type { ProviderConnection } from '#domains/identity/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

export async function findConnectedUser(
  tx: Tx,
  provider: string,
  provider_user_id: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('oauth_connections')
    .select('user_id')
    .where('provider', '=', provider)
    .where('provider_user_id', '=', provider_user_id)
    .executeTakeFirst()
  return row?.user_id
}

export async function insertConnection(
  tx: Tx,
  connection: {
    user_id: string
    provider: string
    provider_user_id: string
    email: string
    last_used_at: Date | null
  },
): Promise<void> {
  await tx.insertInto('oauth_connections').values(connection).execute()
}

/** The address is the provider's current one: people change theirs there. */
export async function saveConnectionUsed(
  tx: Tx,
  provider: string,
  { provider_user_id, email }: { provider_user_id: string; email: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('oauth_connections')
    .set({ email, last_used_at: now })
    .where('provider', '=', provider)
    .where('provider_user_id', '=', provider_user_id)
    .execute()
}

export function listConnections(tx: Tx, user_id: string): Promise<ProviderConnection[]> {
  return tx
    .selectFrom('oauth_connections')
    .select(['provider', 'email', 'created_at', 'last_used_at'])
    .where('user_id', '=', user_id)
    .orderBy('provider')
    .execute()
}

export async function deleteConnection(tx: Tx, user_id: string, provider: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('oauth_connections')
    .where('user_id', '=', user_id)
    .where('provider', '=', provider)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
