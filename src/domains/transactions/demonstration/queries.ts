import type { Tx } from '#infra/postgres/transactions.ts'

export async function listContactIdsByName(
  tx: Tx,
  organization_id: string,
  names: string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('contacts')
    .select(['id', 'display_name'])
    .where('organization_id', '=', organization_id)
    .where('display_name', 'in', names)
    .execute()
  return new Map(rows.map(({ id, display_name }) => [display_name, id]))
}

/** Documents of which it is known what property they are about, the newest first. */
export function listDocumentAddresses(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('documents')
    .select(['id', 'property_address'])
    .where('organization_id', '=', organization_id)
    .where('property_address', 'is not', null)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

/** Deals without a document, so that a second run attaches nothing twice. */
export function listDealAddresses(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('transactions as t')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['t.id', 'p.address'])
    .where('t.organization_id', '=', organization_id)
    .where('t.id', 'not in', (deals) => deals.selectFrom('transaction_documents').select('transaction_id'))
    .execute()
}

/** Another agent of the organization; the same where there is none. */
export async function secondAgent(tx: Tx, organization_id: string, user_id: string): Promise<string> {
  const row = await tx
    .selectFrom('organization_members')
    .select('user_id')
    .where('organization_id', '=', organization_id)
    .where('role', '=', 'agent')
    .where('user_id', '<>', user_id)
    .orderBy('id')
    .executeTakeFirst()
  return row?.user_id ?? user_id
}
