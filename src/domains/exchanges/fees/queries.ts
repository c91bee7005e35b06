import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { FeeAgreement } from './schema.ts'

/** The agreement that counts now, with what was paid of it. */
export async function getFees(tx: Tx, organization_id: string, exchange_id: string): Promise<FeeAgreement> {
  const { rows } = await sql<FeeAgreement>`
    select f.id, f.amount, f.agreed_on, f.document_id, f.document_hash, paid.amount as paid
      from (select coalesce(sum(p.amount), 0.00) as amount from ledger_entries e
              join ledger_postings p on p.organization_id = e.organization_id and p.entry_id = e.id
               and p.ledger_account = 'exchange_funds'
              left join ledger_entries o on o.organization_id = e.organization_id and o.id = e.reverses_id
             where e.organization_id = ${organization_id} and e.exchange_id = ${exchange_id}
               and 'fee_qi' in (e.type, o.type)) paid
      left join fee_agreements f on f.organization_id = ${organization_id} and f.exchange_id = ${exchange_id}
       and f.superseded_at is null`.execute(tx)
  return rows[0] as FeeAgreement
}

/** Takes the place of what was agreed before. */
export async function replaceFees(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  agreed: { amount: string; agreed_on: string; document_id: string; document_hash: string },
  created_by: string | null,
): Promise<void> {
  await tx
    .updateTable('fee_agreements')
    .set({ superseded_at: sql<string>`now()` })
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('superseded_at', 'is', null)
    .execute()
  await tx
    .insertInto('fee_agreements')
    .values({ organization_id, exchange_id, ...agreed, created_by })
    .execute()
}
