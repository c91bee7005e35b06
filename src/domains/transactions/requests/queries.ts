import type { Tx } from '#infra/postgres/transactions.ts'

type Link = { request_id: string; party_id: string | null }

/** Newest first. */
export function listDealRequests(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  limit: number,
): Promise<Link[]> {
  return tx
    .selectFrom('transaction_requests')
    .select(['request_id', 'party_id'])
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function insertDealRequest(
  tx: Tx,
  organization_id: string,
  row: Link & { transaction_id: string; created_by: string | null },
): Promise<void> {
  await tx
    .insertInto('transaction_requests')
    .values({ organization_id, ...row })
    .execute()
}

export async function findDealOfRequest(
  tx: Tx,
  organization_id: string,
  request_id: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('transaction_requests')
    .select('transaction_id')
    .where('organization_id', '=', organization_id)
    .where('request_id', '=', request_id)
    .executeTakeFirst()
  return row?.transaction_id
}
