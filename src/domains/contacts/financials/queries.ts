import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

export type KeptFinancials = {
  tax_id_encrypted: string | null
  tax_id_last4: string | null
  credit_score: number | null
  net_worth_estimate: string | null
  investment_capacity: string | null
}

export async function findFinancials(
  tx: Tx,
  organization_id: string,
  contact_id: string,
): Promise<KeptFinancials | undefined> {
  return tx
    .selectFrom('contact_financials')
    .select(['tax_id_encrypted', 'tax_id_last4', 'credit_score'])
    .select(sql<string | null>`net_worth_estimate::text`.as('net_worth_estimate'))
    .select(sql<string | null>`investment_capacity::text`.as('investment_capacity'))
    .where('organization_id', '=', organization_id)
    .where('contact_id', '=', contact_id)
    .executeTakeFirst()
}

export async function saveFinancials(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  columns: { [Name in keyof KeptFinancials]?: KeptFinancials[Name] | undefined } & {
    updated_by: string | null
  },
): Promise<void> {
  await tx
    .insertInto('contact_financials')
    .values({ organization_id, contact_id, ...columns })
    .onConflict((conflict) => conflict.columns(['organization_id', 'contact_id']).doUpdateSet(columns))
    .execute()
}
