import { sql } from 'kysely'
import { listContactsById } from '#domains/contacts/duplicates/queries.ts'
import type { ContactColumns } from '#domains/contacts/queries.ts'
import type { MergedFields } from '#domains/contacts/rules/merging.ts'
import type { Contact } from '#domains/contacts/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/** The contacts that have one of these email addresses or phone numbers, as far as the person sees them. */
export async function listReached(
  tx: Tx,
  organization_id: string,
  emails: string[],
  phones: string[],
): Promise<Contact[]> {
  const { rows } = await sql<{ id: string }>`
    select f.id from find_contacts_reached(${emails}::text[], ${phones}::text[]) f`.execute(tx)
  return listContactsById(
    tx,
    organization_id,
    rows.map(({ id }) => id),
  )
}

export type NewRow = ContactColumns & { id: string; import_id: string }

export async function insertContacts(tx: Tx, organization_id: string, rows: NewRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into contacts (organization_id, id, kind, first_name, last_name, display_name, company, title, emails, phones,
                          addresses, coordinates, coordinates_precision, contact_type, tags, industry, referral_source,
                          birthday, website, preferred_contact_method, notes, owner_id, team_id, visibility, import_id, created_by, updated_by)
    select ${organization_id}, r.id, r.kind, r.first_name, r.last_name, r.display_name, r.company, r.title, r.emails, r.phones,
           r.addresses, r.coordinates, r.coordinates_precision, r.contact_type, r.tags, r.industry, r.referral_source,
           r.birthday, r.website, coalesce(r.preferred_contact_method, 'email'), r.notes, r.owner_id, r.team_id, r.visibility, r.import_id, r.created_by, r.updated_by
      from jsonb_populate_recordset(null::contacts, ${JSON.stringify(rows)}::jsonb) r`.execute(tx)
}

export type Fill = { id: string; contact_id: string; before: MergedFields; after: MergedFields }

export async function insertFill(
  tx: Tx,
  organization_id: string,
  import_id: string,
  fill: Fill,
): Promise<void> {
  const { before, after, ...plain } = fill
  await tx
    .insertInto('contact_import_fills')
    .values({
      ...{ ...plain, organization_id, import_id },
      ...{ before: JSON.stringify(before), after: JSON.stringify(after) },
    })
    .execute()
}
