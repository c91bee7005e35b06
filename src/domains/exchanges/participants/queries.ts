import { type InsertObject, sql } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { NewParticipant, Participant, ParticipantChange } from './schema.ts'

function selectParticipants(tx: Tx, organization_id: string, exchange_id: string) {
  return tx
    .selectFrom('exchange_participants as a')
    .select(['a.id', 'a.participant_id', 'a.role', 'a.sub_roles', 'a.is_primary', 'a.authority_level'])
    .select(['a.document_access_level', 'a.user_id', 'a.joined_at', 'a.left_at', 'a.is_active', 'a.version'])
    .select(
      sql<string | null>`(select c.display_name from contacts c
        where c.organization_id = a.organization_id and c.id = a.participant_id)`.as('display_name'),
    )
    .where('a.organization_id', '=', organization_id)
    .where('a.exchange_id', '=', exchange_id)
}

/** Also those who have left. */
export function listParticipants(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  page: PageAfter<string>,
): Promise<Participant[]> {
  const query = selectParticipants(tx, organization_id, exchange_id)
  return readPage(query, 'a.id', page, 'oldest') as Promise<Participant[]>
}

export async function getParticipant(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  id: string,
): Promise<Participant> {
  const row = await selectParticipants(tx, organization_id, exchange_id)
    .where('a.id', '=', id)
    .executeTakeFirst()
  return found(row, 'participant') as Participant
}

/** A member of the organization, and the contact that they are, where there is one that the person sees. */
export async function getMember(
  tx: Tx,
  organization_id: string,
  user_id: string,
): Promise<{ display_name: string; email: string; contact_id: string | null }> {
  const row = await tx
    .selectFrom('organization_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.email', sql<string>`coalesce(u.display_name, u.email)`.as('display_name')])
    .select(
      sql<string | null>`(select c.id from contacts c where c.organization_id = m.organization_id
        and c.deleted_at is null and c.merged_into is null and lower(u.email) = any(c.email_keys)
        order by c.id limit 1)`.as('contact_id'),
    )
    .where('m.organization_id', '=', organization_id)
    .where('m.user_id', '=', user_id)
    .executeTakeFirst()
  return found(row, 'member')
}

type NewRow = NewParticipant & {
  id: string
  participant_id: string
  exchange_id: string
  created_by: string | null
}

export async function insertParticipant(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
  await tx
    .insertInto('exchange_participants')
    .values({ organization_id, ...given } as InsertObject<DB, 'exchange_participants'>)
    .execute()
}

/** False when the participant has changed since `version`; without one, whatever it is. */
export async function saveParticipant(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number | undefined,
  change: ParticipantChange & { left_at?: Date },
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  let query = tx
    .updateTable('exchange_participants')
    .set({ ...given, updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether a contact is the taxpayer's agent, attorney or accountant in an exchange. */
export async function hasAdviserRole(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  contact_id: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('exchange_participants')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('participant_id', '=', contact_id)
    .where('role', 'in', ['agent', 'attorney', 'cpa'])
    .where('left_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
