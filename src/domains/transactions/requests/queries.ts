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

/** The deal for which a client sent this document, where it is, and what the document says of that. */
export function findDealOfArrived(tx: Tx, organization_id: string, document_id: string) {
  return tx
    .selectFrom('documents as d')
    .innerJoin('transaction_requests as r', (join) =>
      join
        .onRef('r.organization_id', '=', 'd.organization_id')
        .onRef('r.request_id', '=', 'd.document_request_id'),
    )
    .innerJoin('transactions as t', (join) =>
      join.onRef('t.organization_id', '=', 'r.organization_id').onRef('t.id', '=', 'r.transaction_id'),
    )
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['t.id', 'd.property_address', 'p.address_line1', 'p.address_line2', 'p.city', 'p.state'])
    .select('p.zip_code')
    .where('d.organization_id', '=', organization_id)
    .where('d.id', '=', document_id)
    .executeTakeFirst()
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
