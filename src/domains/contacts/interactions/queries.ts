import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Interaction } from './schema.ts'

function interactions(tx: Tx, organization_id: string, contact_id: string) {
  return tx
    .selectFrom('contact_interactions as i')
    .leftJoin('users as u', 'u.id', 'i.created_by')
    .select(['i.id', 'i.kind', 'i.direction', 'i.happened_at', 'i.minutes', 'i.summary', 'i.created_by'])
    .select('u.display_name as created_by_name')
    .where('i.organization_id', '=', organization_id)
    .where('i.contact_id', '=', contact_id)
}

export function listInteractions(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  { after, limit }: PageAfter<[happened_at: string, id: string]>,
): Promise<Interaction[]> {
  let query = interactions(tx, organization_id, contact_id)
  if (after)
    query = query.where(sql<boolean>`(i.happened_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  return query.orderBy('i.happened_at', 'desc').orderBy('i.id', 'desc').limit(limit).execute()
}

export async function getInteraction(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  id: string,
): Promise<Interaction> {
  const row = await interactions(tx, organization_id, contact_id).where('i.id', '=', id).executeTakeFirst()
  return found(row, 'interaction')
}

type Logged = Omit<Interaction, 'created_by_name' | 'happened_at'> & { contact_id: string; happened_at: Date }

export async function insertInteraction(tx: Tx, organization_id: string, row: Logged): Promise<void> {
  await tx
    .insertInto('contact_interactions')
    .values({ organization_id, ...row })
    .execute()
}

export async function deleteInteraction(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('contact_interactions')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** The day of the last interaction follows from what is logged; a note is none. */
export async function saveLastInteraction(
  tx: Tx,
  organization_id: string,
  contact_id: string,
): Promise<void> {
  await sql`
    update contacts c set last_interaction_date = i.last
      from (select max(happened_at) as last from contact_interactions
             where organization_id = ${organization_id} and contact_id = ${contact_id} and kind <> 'note') i
     where c.organization_id = ${organization_id} and c.id = ${contact_id}
       and c.last_interaction_date is distinct from i.last`.execute(tx)
}
