import { sql } from 'kysely'
import { deadlinesChanged, exchangeChanged } from '#domains/exchanges/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { ExchangeEntry } from './schema.ts'

/** The fields that a fact says have changed. */
const fields = sql`(case when f.name = ${exchangeChanged.name} then f.payload
  when jsonb_typeof(f.payload -> 'changes') = 'object' then f.payload -> 'changes' end)`

/** What an id in a fact stands for, as far as this person sees it. Texts of any length are named without what they say. */
const said = (side: 'from' | 'to') => sql`case
  when c.key in ('notes', 'description', 'custom_fields') then null
  when c.key in ('client_id', 'intermediary_id') then
    (select to_jsonb(p.display_name) from contacts p
      where p.organization_id = f.organization_id and p.id = (c.value ->> ${sql.lit(side)})::uuid)
  when c.key in ('coordinator_id', 'primary_attorney_id', 'user_id') then
    (select to_jsonb(p.display_name) from users p where p.id = (c.value ->> ${sql.lit(side)})::uuid)
  when jsonb_typeof(c.value -> ${sql.lit(side)}) = 'array' then
    (select to_jsonb(string_agg(a, ', ')) from jsonb_array_elements_text(c.value -> ${sql.lit(side)}) a)
  when jsonb_typeof(c.value -> ${sql.lit(side)}) <> 'object' then c.value -> ${sql.lit(side)} end`

const changes = sql`(select jsonb_object_agg(c.key, jsonb_build_object('from', ${said('from')}, 'to', ${said('to')}))
  from jsonb_each(${fields}) c)`

/** The names of contacts and properties are read as this person sees them, and not from the facts. */
export async function listTimeline(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  { after, limit }: PageAfter<string>,
): Promise<ExchangeEntry[]> {
  const { rows } = await sql<ExchangeEntry>`
    select f.id, f.name, f.payload ->> 'from' as from, f.payload ->> 'to' as to,
           f.payload ->> 'transferred_on' as day,
           coalesce(f.payload ->> 'reason',
             (select p.address from properties p
               where p.organization_id = f.organization_id and p.id = (f.payload ->> 'property_id')::uuid),
             (select c.display_name from contacts c
               where c.organization_id = f.organization_id and c.id = (f.payload ->> 'contact_id')::uuid)) as summary,
           ${changes} as changes,
           case when f.name = ${deadlinesChanged.name} then f.payload -> 'moved' end as moved,
           u.display_name as user_name, f.created_at as happened_at
      from events f left join users u on u.id = f.user_id
     where f.organization_id = ${organization_id} and f.subject_type = 'exchange' and f.subject_id = ${exchange_id}
       and ${after === undefined ? sql`true` : sql`f.id < ${after}`}
     order by f.id desc limit ${limit}`.execute(tx)
  return rows
}
