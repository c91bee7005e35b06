import { type Insertable, sql, type Updateable } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Property, PropertyChange, PropertyFilter } from './schema.ts'

function selectProperties(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('properties as p')
    .select(['p.id', 'p.address_line1', 'p.address_line2', 'p.city', 'p.state', 'p.zip_code', 'p.county'])
    .select(['p.address', 'p.parcel_number', 'p.property_type', 'p.year_built', 'p.bedrooms'])
    .select(['p.square_feet', 'p.hoa', 'p.new_construction', 'p.version'])
    .select(sql<number | null>`p.bathrooms::float8`.as('bathrooms'))
    .select(
      sql<Property['coordinates']>`case when p.coordinates is not null
        then jsonb_build_object('latitude', p.coordinates[1], 'longitude', p.coordinates[0]) end`.as(
        'coordinates',
      ),
    )
    .select(
      sql<number>`(select count(*)::int from transactions t
        where t.organization_id = p.organization_id and t.property_id = p.id)`.as('transaction_count'),
    )
    .where('p.organization_id', '=', organization_id)
}

export function listProperties(
  tx: Tx,
  organization_id: string,
  { q }: PropertyFilter,
  page: PageAfter<string>,
): Promise<Property[]> {
  let query = selectProperties(tx, organization_id)
  for (const word of (q ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, 8))
    query = query.where(
      sql<boolean>`position(${word} in lower(p.address || ' ' || p.address_key || ' ' || coalesce(p.parcel_number, ''))) > 0`,
    )
  return readPage(query, 'p.id', page)
}

export async function getProperty(tx: Tx, organization_id: string, id: string): Promise<Property> {
  const row = await selectProperties(tx, organization_id).where('p.id', '=', id).executeTakeFirst()
  return found(row, 'property')
}

/** Whether the person added it, or works on a deal about it. */
export async function worksOnProperty(tx: Tx, organization_id: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ works: boolean }>`
    select coalesce(p.created_by = app_user_id(), false) or exists (
             select from transactions t where t.organization_id = p.organization_id and t.property_id = p.id
                and works_on_deal(t.created_by, t.listing_agent_id, t.selling_agent_id, t.team_id)) as works
      from properties p where p.organization_id = ${organization_id} and p.id = ${id}`.execute(tx)
  return rows[0]?.works ?? false
}

const MOST_ALIKE = 5

/** Properties with the same street and unit, in a place that is the same as far as both say where they are. */
export function listAlike(
  tx: Tx,
  organization_id: string,
  {
    address_key,
    city,
    state,
    zip_code,
  }: { address_key: string } & { [Part in 'city' | 'state' | 'zip_code']?: string | null | undefined },
): Promise<Property[]> {
  const same = (column: string, value: string | null | undefined) =>
    sql<boolean>`(${value || null}::text is null or ${sql.ref(column)} is null or lower(${sql.ref(column)}) = lower(${value || null}))`
  const zip = zip_code?.slice(0, 5) || null
  return selectProperties(tx, organization_id)
    .where('p.address_key', '=', address_key)
    .where(same('p.city', city))
    .where(same('p.state', state))
    .where(sql<boolean>`(${zip}::text is null or p.zip_code is null or left(p.zip_code, 5) = ${zip})`)
    .orderBy('p.id')
    .limit(MOST_ALIKE)
    .execute()
}

/** What people say of a property, and what follows from it. */
export type PropertyColumns = PropertyChange & {
  address_key?: string
  /** As PostgreSQL writes a point: "(longitude,latitude)". */
  coordinates?: string | null
  created_by?: string | null
}

function asColumns({ bathrooms, ...plain }: PropertyColumns): Updateable<DB['properties']> {
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(bathrooms !== undefined && { bathrooms: bathrooms === null ? null : String(bathrooms) }),
  }
}

export async function insertProperty(
  tx: Tx,
  organization_id: string,
  columns: PropertyColumns & { id: string },
): Promise<void> {
  const { id, ...rest } = columns
  await tx
    .insertInto('properties')
    .values({ organization_id, id, ...asColumns(rest) } as Insertable<DB['properties']>)
    .execute()
}

export async function saveProperty(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  columns: PropertyColumns,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('properties')
    .set({ ...asColumns(columns), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
