import { sql } from 'kysely'
import type { NewProperty } from '#domains/transactions/properties/schema.ts'
import type { TransactionType } from '#domains/transactions/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Members of the organization, to whom a name or an email address in a file can belong; not those who left. */
export async function listMembers(tx: Tx, organization_id: string) {
  const { rows } = await sql<{ user_id: string; email: string; display_name: string | null }>`
    select m.user_id, u.email, u.display_name from organization_members m join users u on u.id = m.user_id
     where m.organization_id = ${organization_id} and m.status = 'active'`.execute(tx)
  return rows
}

type KnownPlace = {
  id: string
  address_key: string
  city: string | null
  state: string | null
  zip_code: string | null
}

export async function listKnownPlaces(
  tx: Tx,
  organization_id: string,
  address_keys: string[],
): Promise<KnownPlace[]> {
  const { rows } = await sql<KnownPlace>`
    select id, address_key, city, state, zip_code from properties
     where organization_id = ${organization_id} and address_key = any(${address_keys}::text[])
     order by id`.execute(tx)
  return rows
}

export type KnownDeal = {
  id: string
  property_id: string
  address: string
  transaction_number: string
  transaction_type: TransactionType
  contract_date: string | null
  closing_date: string | null
  closed_on: string | null
}

/** Deals with one of these numbers, or about one of these properties. */
export async function listKnownDeals(
  tx: Tx,
  organization_id: string,
  numbers: string[],
  property_ids: string[],
): Promise<KnownDeal[]> {
  const { rows } = await sql<KnownDeal>`
    select t.id, t.property_id, p.address, t.transaction_number, t.transaction_type, t.contract_date, t.closing_date,
           t.closed_on
      from transactions t join properties p on p.organization_id = t.organization_id and p.id = t.property_id
     where t.organization_id = ${organization_id}
       and (t.transaction_number = any(${numbers}::text[]) or t.property_id = any(${property_ids}::uuid[]))`.execute(
    tx,
  )
  return rows
}

/** Also those of deals that the person doesn’t see. */
export async function listTakenNumbers(tx: Tx, numbers: string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select n.number from unnest(${numbers}::text[]) n(number) where transaction_number_taken(n.number)`.execute(
    tx,
  )
  return rows.map(({ number }) => number)
}

type PropertyRow = NewProperty & {
  id: string
  import_id: string
  address_key: string
  coordinates: string | null
  created_by: string | null
}

export async function insertProperties(tx: Tx, organization_id: string, rows: PropertyRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into properties (organization_id, id, address_line1, address_line2, city, state, zip_code, county, address_key,
                            parcel_number, property_type, year_built, coordinates, import_id, created_by)
    select ${organization_id}, r.id, r.address_line1, r.address_line2, r.city, r.state, r.zip_code, r.county, r.address_key,
           r.parcel_number, r.property_type, r.year_built, r.coordinates, r.import_id, r.created_by
      from jsonb_populate_recordset(null::properties, ${JSON.stringify(rows)}::jsonb) r`.execute(tx)
}

/** What closed or was canceled did so before; when that was entered is the time of the transaction. */
export async function insertDeals(tx: Tx, organization_id: string, rows: object[]): Promise<void> {
  await sql`
    insert into transactions (organization_id, id, transaction_number, transaction_type, side, stage, property_id, list_price,
                              sale_price, commission_rate, listing_agent_id, selling_agent_id, team_id, visibility,
                              listing_date, contract_date, closing_date, closed_on, closed_at, cancelled_at, custom_fields,
                              notes, import_id, created_by)
    select ${organization_id}, r.id, r.transaction_number, r.transaction_type, r.side, r.stage, r.property_id, r.list_price,
           r.sale_price, r.commission_rate, r.listing_agent_id, r.selling_agent_id, r.team_id, r.visibility,
           r.listing_date, r.contract_date, r.closing_date, r.closed_on, case when r.stage = 'closed' then now() end,
           case when r.stage = 'cancelled' then now() end, r.custom_fields, r.notes, r.import_id, r.created_by
      from jsonb_populate_recordset(null::transactions, ${JSON.stringify(rows)}::jsonb) r`.execute(tx)
}

/** A person who is named twice for a deal is one party. */
export async function insertParties(tx: Tx, organization_id: string, rows: object[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into transaction_parties (organization_id, id, transaction_id, contact_id, role, side, created_by)
    select ${organization_id}, r.id, r.transaction_id, r.contact_id, r.role, r.side, r.created_by
      from jsonb_populate_recordset(null::transaction_parties, ${JSON.stringify(rows)}::jsonb) r
    on conflict do nothing`.execute(tx)
}

/** Commissions that are an amount and no rate, with the usual share of the side. */
export async function insertFlatCommissions(
  tx: Tx,
  organization_id: string,
  updated_by: string | null,
  rows: { transaction_id: string; flat_amount: string; listing_share: number }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into transaction_commissions (organization_id, transaction_id, gross_kind, flat_amount, paid_by, listing_share,
                                         updated_by)
    select ${organization_id}, r.transaction_id, 'flat', r.flat_amount, 'seller', r.listing_share, ${updated_by}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(transaction_id uuid, flat_amount numeric, listing_share numeric)`.execute(
    tx,
  )
}
