import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** The contacts of each organization, for its invented deals. Worker only. */
export async function listContactIds(tx: Tx, organization_ids: string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ organization_id: string; ids: string[] }>`
    select organization_id, array_agg(id order by id) as ids from contacts
     where organization_id = any(${organization_ids}::uuid[]) group by organization_id`.execute(tx)
  return new Map(rows.map(({ organization_id, ids }) => [organization_id, ids]))
}
