import { sql } from 'kysely'
import { commissionsComputed } from '#domains/transactions/commissions/events.ts'
import { transactionAmended, transactionChanged } from '#domains/transactions/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { DealEntry } from './schema.ts'

/** The fields of the deal that a fact carries. Texts of any length are named without what they say. */
const fields = sql`(case f.name when ${transactionChanged.name} then f.payload
  when ${transactionAmended.name} then f.payload -> 'changes' end)`

/** What an id in a fact stands for, as far as this person sees it. */
const told = (side: 'from' | 'to') => sql`case
  when c.key in ('notes', 'custom_fields') then null
  when c.key in ('listing_agent_id', 'selling_agent_id') then
    (select to_jsonb(p.display_name) from users p where p.id = (c.value ->> ${sql.lit(side)})::uuid)
  when c.key = 'team_id' then
    (select to_jsonb(m.name) from teams m
      where m.organization_id = f.organization_id and m.id = (c.value ->> ${sql.lit(side)})::uuid)
  when c.key = 'property_id' then
    (select to_jsonb(p.address) from properties p
      where p.organization_id = f.organization_id and p.id = (c.value ->> ${sql.lit(side)})::uuid)
  when c.key = 'exchange_intermediary_contact_id' then
    (select to_jsonb(p.display_name) from contacts p
      where p.organization_id = f.organization_id and p.id = (c.value ->> ${sql.lit(side)})::uuid)
  else c.value -> ${sql.lit(side)} end`

const changes = sql`(select jsonb_object_agg(c.key, jsonb_build_object('from', ${told('from')}, 'to', ${told('to')}))
  from jsonb_each(${fields}) c)`

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
             case when f.payload ? 'amount_id' then f.payload ->> 'name' end) as summary,
           ${changes} as changes
      from events f left join users u on u.id = f.user_id
     where f.organization_id = ${organization_id} and f.subject_type = 'transaction'
       and f.subject_id = ${transaction_id}
       and f.name <> ${commissionsComputed.name} and ${after === undefined ? sql`true` : sql`f.id < ${after}`}
     order by f.id desc limit ${limit}`.execute(tx)
  return rows
}
