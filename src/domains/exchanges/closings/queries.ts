import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'

type Closed = { closed_on: string | null; price: string | null; user_id: string | null }

/** The day on which a deal closed and for how much, as it is now, and who is acting. */
export async function getClosing(tx: Tx, organization_id: string, transaction_id: string): Promise<Closed> {
  const row = await tx
    .selectFrom('transactions')
    .select(['closed_on', 'sale_price as price'])
    .select(sql<string | null>`app_user_id()`.as('user_id'))
    .where('organization_id', '=', organization_id)
    .where('id', '=', transaction_id)
    .executeTakeFirst()
  return found(row, 'deal')
}

/** When the transaction began. */
export async function timeOf(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: string }>`select now()`.execute(tx)
  return new Date(found(rows[0], 'time').now)
}
