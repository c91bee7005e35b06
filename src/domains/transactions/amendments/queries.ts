import { sql } from 'kysely'
import { transactionAmended } from '#domains/transactions/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { AmendmentEntry } from './schema.ts'

/** From the facts, which nobody can change. */
export async function listAmendments(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  { after, limit }: PageAfter<string>,
): Promise<AmendmentEntry[]> {
  const { rows } = await sql<AmendmentEntry>`
    select f.id, f.payload ->> 'reason' as reason, f.payload -> 'changes' as changes,
           coalesce(f.payload -> 'amounts', '[]') as amounts, u.display_name as user_name, f.created_at as amended_at
      from events f left join users u on u.id = f.user_id
     where f.organization_id = ${organization_id} and f.subject_type = 'transaction'
       and f.subject_id = ${transaction_id} and f.name = ${transactionAmended.name}
       and ${after === undefined ? sql`true` : sql`f.id < ${after}`}
     order by f.id desc limit ${limit}`.execute(tx)
  return rows
}
