import { type InsertObject, sql } from 'kysely'
import type { Service } from '#domains/exchanges/rules/conflicts.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type {
  NewConflictException,
  NewTaxpayerRelationship,
  TaxpayerRelationship,
  TaxpayerRelationshipChange,
} from './schema.ts'

function selectRelationships(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('taxpayer_relationships as r')
    .select(['r.id', 'r.contact_id', 'r.provider_id', 'r.role', 'r.started_on', 'r.ended_on'])
    .select(['r.only_1031_or_routine', 'r.note', 'r.created_at', 'r.version'])
    .select(
      sql<string | null>`(select c.display_name from contacts c
        where c.organization_id = r.organization_id and c.id = r.provider_id)`.as('provider_name'),
    )
    .where('r.organization_id', '=', organization_id)
}

export function pageOfRelationships(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  page: PageAfter<string>,
): Promise<TaxpayerRelationship[]> {
  const query = selectRelationships(tx, organization_id).where('r.contact_id', '=', contact_id)
  return readPage(query, 'r.id', page, 'newest') as Promise<TaxpayerRelationship[]>
}

export async function getRelationship(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  id: string,
): Promise<TaxpayerRelationship> {
  const row = await selectRelationships(tx, organization_id)
    .where('r.contact_id', '=', contact_id)
    .where('r.id', '=', id)
    .executeTakeFirst()
  return found(row, 'record') as TaxpayerRelationship
}

/** Services of one provider, a contact or this organization, to any of these contacts. */
export function listServices(
  tx: Tx,
  organization_id: string,
  provider_id: string | null,
  contacts: string[],
): Promise<TaxpayerRelationship[]> {
  return selectRelationships(tx, organization_id)
    .where('r.contact_id', 'in', contacts)
    .where('r.provider_id', provider_id ? '=' : 'is', provider_id)
    .orderBy('r.id')
    .execute() as Promise<TaxpayerRelationship[]>
}

export type ServedDeal = {
  transaction_id: string
  transaction_number: string
  contact_id: string
  role: Service['role']
  ended_on: string | null
}

/** Deals in which this organization represented any of these contacts, also those that the person doesn't see. */
export async function listDealsServed(
  tx: Tx,
  organization_id: string,
  contacts: string[],
): Promise<ServedDeal[]> {
  const { rows } = await sql<ServedDeal>`
    select * from deals_served(${organization_id}::uuid, ${contacts}::uuid[])`.execute(tx)
  return rows
}

export async function insertRelationship(
  tx: Tx,
  organization_id: string,
  row: NewTaxpayerRelationship & { id: string; contact_id: string; created_by: string | null },
): Promise<void> {
  const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
  await tx
    .insertInto('taxpayer_relationships')
    .values({ organization_id, ...given } as InsertObject<DB, 'taxpayer_relationships'>)
    .execute()
}

/** False when the record has changed since `version`. */
export async function saveRelationship(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  change: TaxpayerRelationshipChange,
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const { numUpdatedRows } = await tx
    .updateTable('taxpayer_relationships')
    .set({ ...given, updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteRelationship(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('taxpayer_relationships')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** Whether a finding of any exchange is about the record. */
export async function hasException(tx: Tx, organization_id: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('conflict_exceptions')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('taxpayer_relationship_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export function listExceptions(tx: Tx, organization_id: string, exchange_id: string) {
  return tx
    .selectFrom('conflict_exceptions as x')
    .select(['x.taxpayer_relationship_id', 'x.transaction_id', 'x.reason', 'x.document_id', 'x.created_at'])
    .select(
      sql<string | null>`(select u.display_name from users u where u.id = x.created_by)`.as(
        'created_by_name',
      ),
    )
    .where('x.organization_id', '=', organization_id)
    .where('x.exchange_id', '=', exchange_id)
    .execute()
}

export async function insertException(
  tx: Tx,
  organization_id: string,
  row: NewConflictException & { exchange_id: string; created_by: string },
): Promise<void> {
  const { taxpayer_relationship_id = null, transaction_id = null, ...said } = row
  await tx
    .insertInto('conflict_exceptions')
    .values({ organization_id, taxpayer_relationship_id, transaction_id, ...said })
    .execute()
}

/** Of each property with people: who holds title, and who is on the other side. */
export function listPeopleOfProperties(tx: Tx, organization_id: string, exchange_id: string) {
  const name = (column: string) =>
    sql<string | null>`(select c.display_name from contacts c
      where c.organization_id = x.organization_id and c.id = x.${sql.ref(column)})`
  return tx
    .selectFrom('exchange_properties as x')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 'x.organization_id').onRef('p.id', '=', 'x.property_id'),
    )
    .select(['x.id', 'x.side', 'p.address', 'x.title_holder_id', 'x.counterparty_id'])
    .select(name('title_holder_id').as('title_holder_name'))
    .select(name('counterparty_id').as('counterparty_name'))
    .where('x.organization_id', '=', organization_id)
    .where('x.exchange_id', '=', exchange_id)
    .orderBy('x.id')
    .execute()
}

/** When the first relinquished property is expected to be transferred, by the deals in which they are sold. */
export async function expectedTransfer(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select min(t.closing_date)::text as day from exchange_properties x
      join transactions t on t.organization_id = x.organization_id and t.id = x.transaction_id
     where x.organization_id = ${organization_id} and x.exchange_id = ${exchange_id} and x.side = 'relinquished'`.execute(
    tx,
  )
  return rows[0]?.day ?? null
}
