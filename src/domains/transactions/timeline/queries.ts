import { sql } from 'kysely'
import { commissionsComputed } from '#domains/transactions/commissions/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { DealEntry } from './schema.ts'

/** What only follows from other entries isn’t one of them. The names of contacts and documents are read as this person sees them, and not from the facts. */
export async function listTimeline(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  { after, limit }: PageAfter<string>,
): Promise<DealEntry[]> {
  const { rows } = await sql<DealEntry>`
    select f.id, f.name, f.payload ->> 'from' as from, f.payload ->> 'to' as to, u.display_name as user_name,
           f.created_at as happened_at,
           coalesce(nullif(concat_ws(': ', f.payload ->> 'requirement', f.payload ->> 'reason'), ''),
             (select c.display_name from contacts c
               where c.organization_id = f.organization_id and c.id = (f.payload ->> 'contact_id')::uuid),
             (select coalesce(d.title, d.filename) from documents d
               where d.organization_id = f.organization_id and d.id = (f.payload ->> 'document_id')::uuid),
             case when f.payload ? 'amount_id' then f.payload ->> 'name' end) as summary
      from events f left join users u on u.id = f.user_id
     where f.organization_id = ${organization_id} and f.subject_type = 'transaction'
       and f.subject_id = ${transaction_id}
       and f.name <> ${commissionsComputed.name} and ${after === undefined ? sql`true` : sql`f.id < ${after}`}
     order by f.id desc limit ${limit}`.execute(tx)
  return rows
}
