import { type Insertable, sql, type Updateable } from 'kysely'
import { statement } from '#infra/postgres/statements.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'
import type { Contact, ContactChange, StrengthReason } from './schema.ts'

/** The columns of a row in a list of contacts `c`, with the name of their owner. */
export function selectRows(tx: Tx) {
  return tx
    .selectFrom('contacts as c')
    .leftJoin('users as u', 'u.id', 'c.owner_id')
    .select(['c.id', 'c.kind', 'c.display_name', 'c.sort_name', 'c.first_name', 'c.last_name', 'c.company'])
    .select(['c.title', 'c.email', 'c.phone_primary', 'c.city', 'c.state', 'c.contact_type', 'c.tags'])
    .select(['c.relationship_strength', 'c.importance_score', 'c.last_interaction_date'])
    .select([
      'c.next_followup_date',
      'c.owner_id',
      'u.display_name as owner_name',
      'c.team_id',
      'c.visibility',
    ])
    .select(['c.created_at', 'c.updated_at', 'c.deleted_at', 'c.version'])
}

export function selectContacts(tx: Tx) {
  return selectRows(tx)
    .select(['c.legal_name', 'c.tax_status', 'c.emails', 'c.phones', 'c.addresses'])
    .select(
      sql<Contact['coordinates']>`case when c.coordinates is not null
        then jsonb_build_object('latitude', c.coordinates[1], 'longitude', c.coordinates[0]) end`.as(
        'coordinates',
      ),
    )
    .select(['c.coordinates_precision', 'c.industry', 'c.referral_source', 'c.preferred_contact_method'])
    .select(['c.communication_preferences', 'c.timezone', 'c.language', 'c.birthday', 'c.risk_tolerance'])
    .select(['c.strength_set', 'c.strength_computed', 'c.strength_reasons', 'c.custom_field_values'])
    .select(['c.importance_set', 'c.importance_computed', 'c.importance_reasons'])
    .select(['c.notes', 'c.website', 'c.merged_into', 'c.created_by'])
}

type Key = { organization_id: string; id: string }
const selectContact = statement((tx, { organization_id, id }: Key) =>
  selectContacts(tx).where('c.organization_id', '=', organization_id).where('c.id', '=', id),
)

/** Also finds one in the trash, and one that was merged into another. */
export async function getContact(tx: Tx, organization_id: string, id: string): Promise<Contact> {
  const [row] = await selectContact(tx, { organization_id, id })
  return found(row, 'contact')
}

/** In the order of their ids, locked until the end of the transaction. */
export async function lockContacts(tx: Tx, organization_id: string, ids: string[]): Promise<Contact[]> {
  return selectContacts(tx)
    .where('c.organization_id', '=', organization_id)
    .where('c.id', 'in', ids)
    .orderBy('c.id')
    .forUpdate('c')
    .execute()
}

/**
 * Keeps contacts from being merged or deleted permanently before the transaction ends, so that what is about to point to
 * them isn't left behind; `saving`: the transaction also changes them. In the order of their ids.
 */
export async function holdContacts(
  tx: Tx,
  organization_id: string,
  ids: string[],
  { saving }: { saving: boolean },
): Promise<void> {
  const held = tx
    .selectFrom('contacts')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .orderBy('id')
  await (saving ? held.forNoKeyUpdate() : held.forKeyShare()).execute()
}

/**
 * The contact that an id stands for, so that something may point to it: the one that it was merged into, if it was. It
 * can't be merged or deleted permanently before the transaction ends.
 */
export async function findLiveContactId(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('contacts')
    .select(['id', 'merged_into', 'deleted_at'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (row?.merged_into) return findLiveContactId(tx, organization_id, row.merged_into)
  return row && !row.deleted_at ? row.id : undefined
}

/** What people say of a contact, and what follows from it. */
export type ContactColumns = ContactChange & {
  /** As PostgreSQL writes a point: "(longitude,latitude)". */
  coordinates?: string | null
  coordinates_precision?: Contact['coordinates_precision']
  created_by?: string | null
  updated_by?: string | null
  deleted_at?: Date | null
  deleted_by?: string | null
  merged_into?: string | null
  importance_computed?: number
  importance_reasons?: StrengthReason[]
}

/** Columns of JSON are written as text. */
function asColumns(columns: ContactColumns): Updateable<DB['contacts']> {
  const {
    emails,
    phones,
    addresses,
    communication_preferences,
    custom_field_values,
    importance_reasons,
    ...plain
  } = columns
  const json = {
    emails,
    phones,
    addresses,
    communication_preferences,
    custom_field_values,
    importance_reasons,
  }
  const given = Object.entries(json).filter(([, value]) => value !== undefined)
  return { ...plain, ...Object.fromEntries(given.map(([name, value]) => [name, JSON.stringify(value)])) }
}

export async function insertContact(
  tx: Tx,
  organization_id: string,
  contact: ContactColumns & { id: string; display_name: string },
): Promise<void> {
  await tx
    .insertInto('contacts')
    .values({ organization_id, ...asColumns(contact) } as Insertable<DB['contacts']>)
    .execute()
}

/** False when the contact has changed since `version`; without one, whatever it is. */
export async function saveContact(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number | undefined,
  columns: ContactColumns,
): Promise<boolean> {
  let query = tx
    .updateTable('contacts')
    .set(asColumns(columns))
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function isInTeam(tx: Tx, organization_id: string, team_id: string, user_id: string) {
  const row = await tx
    .selectFrom('team_members')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('team_id', '=', team_id)
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return row !== undefined
}

export async function isMember(tx: Tx, organization_id: string, user_id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('organization_members')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('user_id', '=', user_id)
    .where('status', '=', 'active')
    .executeTakeFirst()
  return row !== undefined
}
