import { type SqlBool, sql } from 'kysely'
import type { Fill } from '#domains/contacts/imports/queries.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/**
 * Moves the next contacts of an import to the trash that nobody changed, related, talked to or merged since. What the
 * import itself filled in is no change. Those in `used` stay.
 */
export async function trashUntouched(
  tx: Tx,
  organization_id: string,
  import_id: string,
  { user_id, now, limit, used = [] }: { user_id: string | null; now: Date; limit: number; used?: string[] },
): Promise<{ id: string; display_name: string }[]> {
  const { rows } = await sql<{ id: string; display_name: string }>`
    update contacts c set deleted_at = ${now}, deleted_by = ${user_id}
     where c.organization_id = ${organization_id} and c.id in (
       select u.id from contacts u
        where u.organization_id = ${organization_id} and u.import_id = ${import_id} and ${untouched}
          and u.id <> all (${used}::uuid[])
        order by u.id limit ${limit} for update)
    returning c.id, c.display_name`.execute(tx)
  return rows
}

const untouched = sql<SqlBool>`
  u.deleted_at is null and u.last_interaction_date is null
  and u.version = 1 + (select count(*) from contact_import_fills f
                        where f.organization_id = u.organization_id and f.contact_id = u.id and f.import_id = u.import_id)
  and not exists (select from contact_interactions t where t.organization_id = u.organization_id and t.contact_id = u.id)
  and not exists (select from contact_relationships r where r.organization_id = u.organization_id and u.id in (r.from_contact_id, r.to_contact_id))
  and not exists (select from contact_merges g where g.organization_id = u.organization_id and g.winner_id = u.id)`

/** The newest of what was filled in comes first: each is taken back to what was there before it. */
export async function takeFills(
  tx: Tx,
  organization_id: string,
  import_id: string,
  limit: number,
): Promise<Fill[]> {
  const { rows } = await sql<Fill>`
    delete from contact_import_fills d where d.organization_id = ${organization_id} and d.id in (
      select f.id from contact_import_fills f
       where f.organization_id = ${organization_id} and f.import_id = ${import_id} order by f.id desc limit ${limit})
    returning d.id, d.contact_id, d.before, d.after`.execute(tx)
  return rows.toSorted((a, b) => (a.id < b.id ? 1 : -1))
}

/** Deletes the next relationships of an import that no one changed since. */
export async function takeRelationships(
  tx: Tx,
  organization_id: string,
  import_id: string,
  limit: number,
): Promise<{ id: string; from_contact_id: string; to_contact_id: string }[]> {
  const { rows } = await sql<{ id: string; from_contact_id: string; to_contact_id: string }>`
    delete from contact_relationships d where d.organization_id = ${organization_id} and d.id in (
      select r.id from contact_relationships r
       where r.organization_id = ${organization_id} and r.import_id = ${import_id} and r.version = 1
       order by r.id limit ${limit})
    returning d.id, d.from_contact_id, d.to_contact_id`.execute(tx)
  return rows
}

/** Contacts of an import that are not in the trash. */
export async function countLiving(tx: Tx, organization_id: string, import_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts
     where organization_id = ${organization_id} and import_id = ${import_id} and deleted_at is null`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}
