import type { NetSheets } from '#domains/transactions/net-sheet/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

export type StoredClosing = {
  closed_on: string
  sale_price: string
  net_sheet: NetSheets
  created_at: string
}

/** The last closing of a deal that is closed, as it was confirmed; null where no net sheet was. */
export async function findClosing(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<StoredClosing | null> {
  const row = await tx
    .selectFrom('transaction_closings as c')
    .innerJoin('transactions as t', (join) =>
      join.onRef('t.organization_id', '=', 'c.organization_id').onRef('t.id', '=', 'c.transaction_id'),
    )
    .select(['c.closed_on', 'c.sale_price', 'c.net_sheet', 'c.created_at'])
    .where('c.organization_id', '=', organization_id)
    .where('c.transaction_id', '=', transaction_id)
    .whereRef('c.created_at', '>=', 't.closed_at')
    .orderBy('c.id', 'desc')
    .executeTakeFirst()
  return (row ?? null) as StoredClosing | null
}

type NewClosing = {
  transaction_id: string
  closed_on: string
  sale_price: string
  net_sheet: NetSheets
  created_by: string | null
}

export async function insertClosing(
  tx: Tx,
  organization_id: string,
  { net_sheet, ...closing }: NewClosing,
): Promise<void> {
  await tx
    .insertInto('transaction_closings')
    .values({ organization_id, ...closing, net_sheet: JSON.stringify(net_sheet) })
    .execute()
}
