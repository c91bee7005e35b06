import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Nobody changed the deal, or worked in it, since it was imported. */
const untouched = sql<SqlBool>`t.version = 1 and t.archived_at is null
  and not exists (select from transaction_documents d where d.organization_id = t.organization_id and d.transaction_id = t.id)
  and not exists (select from transaction_dates d where d.organization_id = t.organization_id and d.transaction_id = t.id)
  and not exists (select from transaction_amounts a where a.organization_id = t.organization_id and a.transaction_id = t.id)
  and not exists (select from transaction_guests g where g.organization_id = t.organization_id and g.transaction_id = t.id)
  and not exists (select from transaction_closings c where c.organization_id = t.organization_id and c.transaction_id = t.id)
  and not exists (select from commission_disbursements c where c.organization_id = t.organization_id and c.transaction_id = t.id)
  and not exists (select from transaction_commissions c where c.organization_id = t.organization_id and c.transaction_id = t.id
                   and (c.version > 1 or c.updated_at > t.created_at))
  and not exists (select from transaction_parties a where a.organization_id = t.organization_id and a.transaction_id = t.id
                   and a.created_at > t.created_at)
  and not exists (select from transaction_requirements r where r.organization_id = t.organization_id and r.transaction_id = t.id
                   and (r.state <> 'open' or r.rule_id is null))`

/** Deletes the next deals of an import that nobody touched or uses since, with all that belongs to them. */
export async function deleteUntouched(
  tx: Tx,
  organization_id: string,
  import_id: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    delete from transactions t using properties p
     where t.organization_id = ${organization_id} and p.organization_id = t.organization_id and p.id = t.property_id
       and t.id in (select t.id from transactions t
                     where t.organization_id = ${organization_id} and t.import_id = ${import_id} and ${untouched}
                       and t.id not in (select u.id from used_deals(${import_id}) u)
                     order by t.id limit ${limit})
    returning t.id, p.address as name`.execute(tx)
  return rows
}

/** Deletes the next properties of an import that no deal is about, and nobody changed. */
export async function deleteUnused(
  tx: Tx,
  organization_id: string,
  import_id: string,
  limit: number,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from properties where organization_id = ${organization_id} and id in (
      select p.id from properties p
       where p.organization_id = ${organization_id} and p.import_id = ${import_id} and p.version = 1
         and p.id not in (select u.id from used_properties(${import_id}) u)
       order by p.id limit ${limit})`.execute(tx)
  return Number(numAffectedRows)
}

/** Contacts of the import that are parties of a deal, also of one that the person doesn't see. */
export async function listUsedPeople(tx: Tx, import_id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from used_contacts(${import_id})`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Deals of an import that are there. */
export async function countImported(tx: Tx, organization_id: string, import_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from transactions
     where organization_id = ${organization_id} and import_id = ${import_id}`.execute(tx)
  return rows[0]?.count ?? 0
}
