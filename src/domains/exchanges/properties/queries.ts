import { type InsertObject, sql, type UpdateObject } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { ExchangeProperty, ExchangePropertyChange, ExchangeSide } from './schema.ts'

function selectProperties(tx: Tx, organization_id: string, exchange_id: string) {
  return tx
    .selectFrom('exchange_properties as x')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 'x.organization_id').onRef('p.id', '=', 'x.property_id'),
    )
    .select(['x.id', 'x.side', 'x.property_id', 'p.address', 'x.transaction_id', 'x.price'])
    .select(['x.fair_market_value', 'x.debt', 'x.adjusted_basis', 'x.acquired_on', 'x.assigned_on'])
    .select(['x.parties_notified_on', 'x.transferred_on', 'x.to_be_produced', 'x.description', 'x.version'])
    .select(['x.incidental_to', 'x.expected_receipt_value', 'x.substantially_same', 'x.direct_deeded'])
    .select(['x.title_holder_id', 'x.counterparty_id'])
    .select(contactName('title_holder_id').as('title_holder_name'))
    .select(contactName('counterparty_id').as('counterparty_name'))
    .select(sql<number>`x.ownership_percent::float8`.as('ownership_percent'))
    .select(
      sql<string | null>`(select t.transaction_number from transactions t
        where t.organization_id = x.organization_id and t.id = x.transaction_id)`.as('transaction_number'),
    )
    .where('x.organization_id', '=', organization_id)
    .where('x.exchange_id', '=', exchange_id)
}

function contactName(column: 'title_holder_id' | 'counterparty_id') {
  return sql<string | null>`(select c.display_name from contacts c
    where c.organization_id = x.organization_id and c.id = x.${sql.ref(column)})`
}

/** Those that are sold first, each side in the order in which they were added. */
export function listProperties(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
): Promise<ExchangeProperty[]> {
  return selectProperties(tx, organization_id, exchange_id)
    .orderBy('x.side')
    .orderBy('x.id')
    .execute() as Promise<ExchangeProperty[]>
}

export function pageOfProperties(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  page: PageAfter<string>,
): Promise<ExchangeProperty[]> {
  const query = selectProperties(tx, organization_id, exchange_id)
  return readPage(query, 'x.id', page, 'oldest') as Promise<ExchangeProperty[]>
}

export async function getExchangeProperty(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  id: string,
): Promise<ExchangeProperty> {
  const row = await selectProperties(tx, organization_id, exchange_id)
    .where('x.id', '=', id)
    .executeTakeFirst()
  return found(row, 'property') as ExchangeProperty
}

export type Columns = ExchangePropertyChange & { transaction_id?: string | null }

function asColumns({ ownership_percent, ...plain }: Columns): UpdateObject<DB, 'exchange_properties'> {
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return { ...given, ...(ownership_percent && { ownership_percent: ownership_percent.toFixed(4) }) }
}

type NewRow = Columns & {
  id: string
  exchange_id: string
  side: ExchangeSide
  property_id: string
  created_by: string | null
}

export async function insertExchangeProperty(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  await tx
    .insertInto('exchange_properties')
    .values({ organization_id, ...asColumns(row) } as InsertObject<DB, 'exchange_properties'>)
    .execute()
}

/** False when the property has changed since `version`; without one, whatever it is. */
export async function saveExchangeProperty(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number | undefined,
  columns: Columns,
): Promise<boolean> {
  let query = tx
    .updateTable('exchange_properties')
    .set({ ...asColumns(columns), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteExchangeProperty(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('exchange_properties')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

export type SoldDeal = {
  property_id: string
  address: string
  price: string | null
  closed_on: string | null
  /** The first of each. */
  seller_id: string | null
  buyer_id: string | null
}

const party = (role: 'seller' | 'buyer') =>
  sql<string | null>`(select a.contact_id from transaction_parties a
    where a.organization_id = t.organization_id and a.transaction_id = t.id and a.role = ${role}
    order by a.signing_order nulls last, a.id limit 1)`

/** What an exchange takes over from a deal that the person sees. */
export async function getDeal(tx: Tx, organization_id: string, id: string): Promise<SoldDeal> {
  const row = await tx
    .selectFrom('transactions as t')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['t.property_id', 'p.address', 't.closed_on'])
    .select(sql<string | null>`coalesce(t.sale_price, t.list_price)`.as('price'))
    .select([party('seller').as('seller_id'), party('buyer').as('buyer_id')])
    .where('t.organization_id', '=', organization_id)
    .where('t.id', '=', id)
    .executeTakeFirst()
  return found(row, 'deal')
}

/** The exchange in which a deal is a sale or a purchase. */
export function findByDeal(tx: Tx, organization_id: string, transaction_id: string) {
  return tx
    .selectFrom('exchange_properties')
    .select(['id', 'exchange_id'])
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .executeTakeFirst()
}
