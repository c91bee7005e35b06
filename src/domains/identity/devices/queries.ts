import type { Tx } from '#infra/postgres/transactions.ts'

export async function findDeviceId(tx: Tx, user_id: string, token_hash: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('known_devices')
    .select('id')
    .where('user_id', '=', user_id)
    .where('token_hash', '=', token_hash)
    .executeTakeFirst()
  return row?.id
}

export async function saveDevice(tx: Tx, user_id: string, token_hash: string, now: Date): Promise<void> {
  await tx
    .insertInto('known_devices')
    .values({ user_id, token_hash, last_used_at: now })
    .onConflict((conflict) => conflict.columns(['user_id', 'token_hash']).doUpdateSet({ last_used_at: now }))
    .execute()
}

export async function deleteDevices(tx: Tx, user_id: string): Promise<void> {
  await tx.deleteFrom('known_devices').where('user_id', '=', user_id).execute()
}

/** Deletes devices that have been unused for so long that their cookie has expired too. */
export async function deleteUnusedDevices(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('known_devices').where('last_used_at', '<', before.toISOString()).execute()
}
