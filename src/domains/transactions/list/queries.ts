import { type RawBuilder, sql } from 'kysely'
import { openDiscrepancies } from '#domains/transactions/discrepancies/queries.ts'
import { selectRows } from '#domains/transactions/queries.ts'
import { partsOf, patternsOf } from '#domains/transactions/rules/search-parts.ts'
import type { TransactionRow } from '#domains/transactions/schema.ts'
import { beyond, type OrderedBy, orderOf } from '#infra/postgres/keyset.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { SortedAfter } from '#lib/contract.ts'
import type { TRANSACTION_SORTS, TransactionNarrowing } from './schema.ts'

const id = { column: sql`t.id` }
const ORDER: Record<keyof typeof TRANSACTION_SORTS, OrderedBy[]> = {
  newest: [{ ...id, descending: true }],
  oldest: [id],
  closing: [{ column: sql`t.closing_date`, nullable: true }, id],
  closed: [
    { column: sql`t.closed_on`, descending: true, nullable: true },
    { ...id, descending: true },
  ],
  address: [{ column: sql`p.address` }, id],
  number: [
    { column: sql`t.transaction_number`, descending: true },
    { ...id, descending: true },
  ],
}

export async function listTransactions(
  tx: Tx,
  organization_id: string,
  filter: TransactionNarrowing,
  { after, limit, sort }: SortedAfter<keyof typeof TRANSACTION_SORTS>,
): Promise<TransactionRow[]> {
  return selectRows(tx)
    .where('t.organization_id', '=', organization_id)
    .where(sql<boolean>`${sql.join(conditionsOf(organization_id, filter), sql` and `)}`)
    .where(beyond(ORDER[sort], after))
    .orderBy(orderOf(ORDER[sort]))
    .limit(sql.lit(limit))
    .execute()
}

/** How many there are, and in which stages: the heads of a board. */
export async function countTransactions(tx: Tx, organization_id: string, filter: TransactionNarrowing) {
  const { rows } = await sql<{ stage: string; count: number }>`
    select t.stage, count(*)::int as count
      from transactions t join properties p on p.organization_id = t.organization_id and p.id = t.property_id
     where t.organization_id = ${organization_id} and ${sql.join(conditionsOf(organization_id, filter), sql` and `)}
     group by t.stage`.execute(tx)
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    stages: Object.fromEntries(rows.map(({ stage, count }) => [stage, count])),
  }
}

/** What narrows deals `t` with their property `p`. */
export function conditionsOf(organization_id: string, filter: TransactionNarrowing): RawBuilder<unknown>[] {
  const { q, status, stage, transaction_type, agent_id, closing_from, closing_to, property_id } = filter
  const all: RawBuilder<unknown>[] = [
    filter.archived ? sql`t.archived_at is not null` : sql`t.archived_at is null`,
  ]
  const parts = partsOf(q ?? '')
  if (parts.length > 0) all.push(haveParts(parts))
  if (status?.length) all.push(sql`t.status = any(${status}::text[])`)
  if (stage?.length) all.push(sql`t.stage = any(${stage}::text[])`)
  if (transaction_type?.length) all.push(sql`t.transaction_type = any(${transaction_type}::text[])`)
  if (agent_id?.length)
    all.push(
      sql`(t.listing_agent_id = any(${agent_id}::uuid[]) or t.selling_agent_id = any(${agent_id}::uuid[]))`,
    )
  if (closing_from) all.push(sql`t.closing_date >= ${closing_from}::date`)
  if (closing_to) all.push(sql`t.closing_date <= ${closing_to}::date`)
  if (property_id) all.push(sql`t.property_id = ${property_id}`)
  if (filter.document_id)
    all.push(sql`t.id in (select a.transaction_id from transaction_documents a
      where a.organization_id = ${organization_id} and a.document_id = ${filter.document_id})`)
  if (filter.contact_id)
    all.push(sql`t.id in (select a.transaction_id from transaction_parties a
      where a.organization_id = ${organization_id} and a.contact_id = ${filter.contact_id})`)
  if (filter.discrepancies !== undefined) {
    const within = sql`t.id in (select o.transaction_id from (${openDiscrepancies(organization_id)}) o)`
    all.push(filter.discrepancies ? within : sql`not ${within}`)
  }
  return all
}

/** Parts of the number, of the address, or of the names of parties. */
function haveParts(parts: string[]): RawBuilder<unknown> {
  const { typed, written, names } = patternsOf(parts)
  return sql`t.id in (select f.id from find_deals(${typed}::text[], ${written}::text[], ${names}::text[]) f)`
}
