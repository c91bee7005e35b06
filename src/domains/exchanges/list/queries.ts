import { type RawBuilder, sql } from 'kysely'
import { selectRows } from '#domains/exchanges/queries.ts'
import type { ExchangeRow } from '#domains/exchanges/schema.ts'
import { partsOf, patternsOf } from '#domains/transactions/rules/search-parts.ts'
import { beyond, type OrderedBy, orderOf } from '#infra/postgres/keyset.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { SortedAfter } from '#lib/contract.ts'
import type { EXCHANGE_SORTS, ExchangeNarrowing } from './schema.ts'

const id = { column: sql`e.id` }
const ORDER: Record<keyof typeof EXCHANGE_SORTS, OrderedBy[]> = {
  newest: [{ ...id, descending: true }],
  oldest: [id],
  identification: [{ column: sql`e.identification_deadline`, nullable: true }, id],
  deadline: [{ column: sql`e.exchange_deadline`, nullable: true }, id],
  name: [{ column: sql`e.name` }, id],
  number: [
    { column: sql`e.exchange_number`, descending: true },
    { ...id, descending: true },
  ],
  value: [
    { column: sql`e.exchange_value`, descending: true, nullable: true },
    { ...id, descending: true },
  ],
}

export async function listExchanges(
  tx: Tx,
  organization_id: string,
  filter: ExchangeNarrowing,
  { after, limit, sort }: SortedAfter<keyof typeof EXCHANGE_SORTS>,
  now: Date,
): Promise<ExchangeRow[]> {
  const rows = await selectRows(tx, now)
    .where('e.organization_id', '=', organization_id)
    .where(sql<boolean>`${sql.join(conditionsOf(organization_id, filter), sql` and `)}`)
    .where(beyond(ORDER[sort], after))
    .orderBy(orderOf(ORDER[sort]))
    .limit(sql.lit(limit))
    .execute()
  return rows as ExchangeRow[]
}

/** How many there are, and in which status: the heads of a board. */
export async function countExchanges(tx: Tx, organization_id: string, filter: ExchangeNarrowing) {
  const { rows } = await sql<{ status: string; count: number }>`
    select e.status, count(*)::int as count from exchanges e
     where e.organization_id = ${organization_id} and ${sql.join(conditionsOf(organization_id, filter), sql` and `)}
     group by e.status`.execute(tx)
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    statuses: Object.fromEntries(rows.map(({ status, count }) => [status, count])),
  }
}

/** What narrows exchanges `e`. */
export function conditionsOf(organization_id: string, filter: ExchangeNarrowing): RawBuilder<unknown>[] {
  const { q, status, exchange_type, coordinator_id, mine, contact_id, deadline_from, deadline_to } = filter
  const all: RawBuilder<unknown>[] = [sql`true`]
  const parts = partsOf(q ?? '')
  if (parts.length > 0) all.push(haveParts(organization_id, parts))
  if (status?.length) all.push(sql`e.status = any(${status}::text[])`)
  if (exchange_type?.length) all.push(sql`e.exchange_type = any(${exchange_type}::text[])`)
  if (coordinator_id?.length) all.push(sql`e.coordinator_id = any(${coordinator_id}::uuid[])`)
  if (mine) all.push(isMine(sql`app_user_id()`))
  if (contact_id)
    all.push(sql`(e.client_id = ${contact_id} or e.id in (select a.exchange_id from exchange_participants a
      where a.organization_id = ${organization_id} and a.participant_id = ${contact_id} and a.left_at is null))`)
  for (const column of ['property_id', 'transaction_id'] as const)
    if (filter[column])
      all.push(sql`e.id in (select x.exchange_id from exchange_properties x
        where x.organization_id = ${organization_id} and x.${sql.ref(column)} = ${filter[column]})`)
  if (deadline_from || deadline_to)
    all.push(sql`e.id in (select d.exchange_id from exchange_deadlines d
      where d.organization_id = ${organization_id} and d.superseded_at is null
        and d.date between coalesce(${deadline_from ?? null}::date, '-infinity') and coalesce(${deadline_to ?? null}::date, 'infinity'))`)
  return all
}

/** Exchanges `e` that a member coordinates, is the attorney of, or takes part in. */
export function isMine(user_id: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${user_id} in (e.coordinator_id, e.primary_attorney_id)
    or e.id in (select a.exchange_id from exchange_participants a
         where a.organization_id = e.organization_id and a.user_id = ${user_id} and a.left_at is null))`
}

/** Parts of the number or the name, of the address of a property, or of the name of who takes part. */
function haveParts(organization_id: string, parts: string[]): RawBuilder<unknown> {
  const { typed, written, names } = patternsOf(parts)
  return sql`e.id in (select f.id from find_exchanges(${organization_id}::uuid, ${typed}::text[], ${written}::text[], ${names}::text[]) f)`
}
