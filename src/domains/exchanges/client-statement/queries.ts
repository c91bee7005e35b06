import { sql } from 'kysely'
import type { EntryType } from '#domains/exchanges/rules/ledger.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'
import type { Period } from './contract.ts'

export type StatementEntry = {
  value_date: string
  type: EntryType
  reversed_type: EntryType | null
  memo: string | null
  counterparty: string | null
  address: string | null
  amount: string
  balance: string
}

/** The entries of a period, the oldest first, each with what the exchange holds after it, its interest included. */
export async function listStatementEntries(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  { from, to }: Period,
): Promise<StatementEntry[]> {
  const { rows } = await sql<StatementEntry>`
    select l.* from (
      select e.value_date, e.id, e.type, o.type as reversed_type, e.memo, p.amount, pr.address,
             coalesce((select y.account_name from disbursements d
                join payees y on y.organization_id = d.organization_id and y.id = d.payee_id
               where d.organization_id = e.organization_id and d.id = e.disbursement_id),
               (select c.display_name from contacts c
                 where c.organization_id = e.organization_id and c.id = e.counterparty_id)) as counterparty,
             sum(p.amount) over (order by e.value_date, e.id) as balance
        from ledger_entries e
        left join ledger_entries o on o.organization_id = e.organization_id and o.id = e.reverses_id
        join ledger_postings p on p.organization_id = e.organization_id and p.entry_id = e.id and p.ledger_account = 'cash'
        left join exchange_properties x on x.organization_id = e.organization_id and x.id = e.exchange_property_id
        left join properties pr on pr.organization_id = x.organization_id and pr.id = x.property_id
       where e.organization_id = ${organization_id} and e.exchange_id = ${exchange_id}) l
     where l.value_date between ${from} and ${to} order by l.value_date, l.id`.execute(tx)
  return rows
}

export async function organizationName(tx: Tx, organization_id: string): Promise<string> {
  const row = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', organization_id)
    .executeTakeFirst()
  return found(row, 'organization').name
}
