import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** The contacts and properties of each organization, for its invented exchanges. Worker only. */
export async function listMaterial(
  tx: Tx,
  organization_ids: string[],
): Promise<Map<string, { contacts: string[]; properties: string[] }>> {
  const { rows } = await sql<{ organization_id: string; contacts: string[]; properties: string[] }>`
    select o.id as organization_id,
           array(select c.id from contacts c where c.organization_id = o.id order by c.id limit 5000)::text[] as contacts,
           array(select p.id from properties p where p.organization_id = o.id order by p.id)::text[] as properties
      from organizations o where o.id = any(${organization_ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ organization_id, ...material }) => [organization_id, material]))
}
