import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

export type Marriage = { id: string; from_contact_id: string; to_contact_id: string }

/** Those of the contacts who are there and not in the trash. */
export async function listLiving(tx: Tx, organization_id: string, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from contacts
     where organization_id = ${organization_id} and id = any(${ids}::uuid[]) and deleted_at is null`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Those of the contacts who have a spouse. */
export async function listMarried(tx: Tx, organization_id: string, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from unnest(${ids}::uuid[]) c(id)
     where exists (select from contact_relationships r
                    where r.organization_id = ${organization_id} and r.relation = 'spouse' and r.ends_on is null
                      and c.id in (r.from_contact_id, r.to_contact_id))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export async function insertMarriages(
  tx: Tx,
  organization_id: string,
  import_id: string,
  created_by: string | null,
  marriages: Marriage[],
): Promise<void> {
  if (marriages.length === 0) return
  await sql`
    insert into contact_relationships (organization_id, id, from_contact_id, to_contact_id, relation, import_id, created_by)
    select ${organization_id}, r.id, r.from_contact_id, r.to_contact_id, 'spouse', ${import_id}, ${created_by}
      from jsonb_to_recordset(${JSON.stringify(marriages)}::jsonb) r(id uuid, from_contact_id uuid, to_contact_id uuid)`.execute(
    tx,
  )
}
