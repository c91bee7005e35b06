import type { Tx } from '#infra/postgres/transactions.ts'

export async function insertTicket(
  tx: Tx,
  organization_id: string,
  ticket: {
    user_id: string
    token_hash: string
    document_ids: string[]
    version_number: number | null
    expires_at: Date
  },
): Promise<void> {
  await tx
    .insertInto('download_tickets')
    .values({ organization_id, ...ticket })
    .execute()
}

export function findTicket(tx: Tx, organization_id: string, token_hash: string, now: Date) {
  return tx
    .selectFrom('download_tickets')
    .select(['user_id', 'document_ids', 'version_number'])
    .where('organization_id', '=', organization_id)
    .where('token_hash', '=', token_hash)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
}

/** Of all organizations (`tx` is a worker's). */
export async function deleteExpiredTickets(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom('download_tickets').where('expires_at', '<', now.toISOString()).execute()
}
