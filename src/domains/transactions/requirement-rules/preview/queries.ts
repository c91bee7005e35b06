import type { Tx } from '#infra/postgres/transactions.ts'

/** What deals are called, by their id. */
export async function listDealNames(tx: Tx, organization_id: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, { address: string; transaction_number: string }>()
  const rows = await tx
    .selectFrom('transactions as t')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['t.id', 'p.address', 't.transaction_number'])
    .where('t.organization_id', '=', organization_id)
    .where('t.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
