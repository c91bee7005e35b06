import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { DealDate, OpenDate, OpenDateFilter } from './schema.ts'

const RULE = [
  ...(['id', 'name', 'counted_from', 'days', 'unit', 'direction', 'roll'] as const),
  ...(['first_day', 'fixed', 'contingency', 'date', 'done_at'] as const),
] as const

export async function listDates(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<DealDate[]> {
  const rows = await tx
    .selectFrom('transaction_dates')
    .select([...RULE])
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as DealDate[]
}

/** All dates of a deal as they are to be, in their order. False when one of them belongs to another deal. */
export async function saveDates(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  dates: (Omit<DealDate, 'done_at'> & { done_at: string | Date | null })[],
): Promise<boolean> {
  let removed = tx
    .deleteFrom('transaction_dates')
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
  if (dates.length === 0) {
    await removed.execute()
    return true
  }
  const ids = dates.map(({ id }) => id)
  removed = removed.where('id', 'not in', ids)
  await removed.execute()
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('transaction_dates')
    .values(dates.map((one, position) => ({ organization_id, transaction_id, position, ...one })))
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'id'])
        .doUpdateSet((e) => ({
          position: e.ref('excluded.position'),
          name: e.ref('excluded.name'),
          counted_from: e.ref('excluded.counted_from'),
          days: e.ref('excluded.days'),
          unit: e.ref('excluded.unit'),
          direction: e.ref('excluded.direction'),
          roll: e.ref('excluded.roll'),
          first_day: e.ref('excluded.first_day'),
          fixed: e.ref('excluded.fixed'),
          contingency: e.ref('excluded.contingency'),
          date: e.ref('excluded.date'),
          done_at: e.ref('excluded.done_at'),
        }))
        .where('transaction_dates.transaction_id', '=', transaction_id),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === BigInt(dates.length)
}

export async function listOpenDates(
  tx: Tx,
  organization_id: string,
  { until, agent_id }: OpenDateFilter,
  { after, limit }: PageAfter<[date: string, id: string]>,
): Promise<OpenDate[]> {
  let query = tx
    .selectFrom('transaction_dates as d')
    .innerJoin('transactions as t', (join) =>
      join.onRef('t.organization_id', '=', 'd.organization_id').onRef('t.id', '=', 'd.transaction_id'),
    )
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['d.id', 'd.transaction_id', 'd.name', 'p.address', 't.transaction_number'])
    .select(sql<string>`d.date`.as('date'))
    .where('d.organization_id', '=', organization_id)
    .where('d.done_at', 'is', null)
    .where('d.date', 'is not', null)
    .where('t.archived_at', 'is', null)
    .where(sql<boolean>`t.status in ('active', 'pending')`)
  if (until) query = query.where('d.date', '<=', until)
  if (agent_id?.length)
    query = query.where(
      sql<boolean>`(t.listing_agent_id = any(${agent_id}::uuid[]) or t.selling_agent_id = any(${agent_id}::uuid[]))`,
    )
  if (after) query = query.where(sql<boolean>`(d.date, d.id) > (${after[0]}::date, ${after[1]}::uuid)`)
  return query.orderBy('d.date').orderBy('d.id').limit(limit).execute()
}
