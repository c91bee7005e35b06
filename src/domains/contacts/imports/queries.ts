import { sql } from 'kysely'
import { listContactsById } from '#domains/contacts/duplicates/queries.ts'
import type { ContactColumns } from '#domains/contacts/queries.ts'
import type { Mapping } from '#domains/contacts/rules/import-fields.ts'
import type { MergedFields } from '#domains/contacts/rules/merging.ts'
import type { Contact } from '#domains/contacts/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type {
  ContactImport,
  ContactImportRow,
  ImportSettings,
  ImportState,
  RowDuplicate,
  RowError,
} from './schema.ts'
import { MOST_LISTED } from './schema.ts'

function selectRows(tx: Tx) {
  return tx
    .selectFrom('contact_imports as i')
    .leftJoin('users as u', 'u.id', 'i.created_by')
    .select(['i.id', 'i.filename', 'i.file_size', 'i.format', 'i.state', 'i.row_count', 'i.done_count'])
    .select(['i.created_count', 'i.filled_count', 'i.skipped_count', 'i.error_count', 'i.removed_count'])
    .select([
      'i.kept_count',
      'i.failure',
      'i.created_by',
      'u.display_name as created_by_name',
      'i.created_at',
    ])
}

export function listImports(
  tx: Tx,
  organization_id: string,
  page: PageAfter<string>,
): Promise<ContactImportRow[]> {
  return readPage(selectRows(tx).where('i.organization_id', '=', organization_id), 'i.id', page)
}

export async function getImport(tx: Tx, organization_id: string, id: string): Promise<ContactImport> {
  const row = await selectRows(tx)
    .select(['i.headers', 'i.samples', 'i.mapping', 'i.settings', 'i.errors', 'i.duplicates'])
    .where('i.organization_id', '=', organization_id)
    .where('i.id', '=', id)
    .executeTakeFirst()
  return found(row, 'import')
}

export type StoredImport = {
  id: string
  filename: string
  storage_path: string | null
  state: ImportState
  headers: string[]
  mapping: Mapping
  settings: ImportSettings
  row_count: number
  done_count: number
  created_count: number
  filled_count: number
  skipped_count: number
  error_count: number
  removed_count: number
}

/** Locked until the end of the transaction, so that one step follows the other. */
export async function lockImport(tx: Tx, organization_id: string, id: string): Promise<StoredImport> {
  const row = await tx
    .selectFrom('contact_imports')
    .select(['id', 'filename', 'storage_path', 'state', 'headers', 'mapping', 'settings', 'row_count'])
    .select(['done_count', 'created_count', 'filled_count', 'skipped_count', 'error_count', 'removed_count'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found(row, 'import') as StoredImport
}

type NewImport = {
  id: string
  filename: string
  storage_path: string
  file_size: number
  format: ContactImport['format']
  headers: string[]
  samples: string[][]
  row_count: number
  mapping: Mapping
  created_by: string | null
}

export async function insertImport(tx: Tx, organization_id: string, row: NewImport): Promise<void> {
  const { samples, mapping, created_by, ...plain } = row
  await tx
    .insertInto('contact_imports')
    .values({
      ...plain,
      organization_id,
      created_by: found(created_by, 'member'),
      samples: JSON.stringify(samples),
      mapping: JSON.stringify(mapping),
    })
    .execute()
}

/** How a file with these headers was matched the last time. */
export async function findRememberedMapping(tx: Tx, headers: string[]): Promise<Mapping | null> {
  const { rows } = await sql<{ mapping: Mapping | null }>`
    select remembered_mapping(${headers}::text[]) as mapping`.execute(tx)
  return rows[0]?.mapping ?? null
}

const FROM_THE_START = {
  ...{ done_count: 0, created_count: 0, filled_count: 0, skipped_count: 0, error_count: 0, failure: null },
  ...{ removed_count: 0, kept_count: 0, errors: '[]', duplicates: '[]' },
}

export async function saveChecking(
  tx: Tx,
  organization_id: string,
  id: string,
  { mapping, settings }: { mapping: Mapping; settings: ImportSettings },
): Promise<void> {
  await update(tx, organization_id, id)
    .set({
      ...FROM_THE_START,
      state: 'checking',
      mapping: JSON.stringify(mapping),
      settings: JSON.stringify(settings),
    })
    .execute()
}

/** A step that begins with the first row. */
export async function saveBegun(
  tx: Tx,
  organization_id: string,
  id: string,
  state: ImportState,
): Promise<void> {
  await update(tx, organization_id, id)
    .set({ ...FROM_THE_START, state })
    .execute()
}

export async function saveState(
  tx: Tx,
  organization_id: string,
  id: string,
  changed: {
    state: ImportState
    kept_count?: number
    done_count?: number
    failure?: string | null
    storage_path?: null
  },
): Promise<void> {
  await update(tx, organization_id, id).set(changed).execute()
}

function update(tx: Tx, organization_id: string, id: string) {
  return tx.updateTable('contact_imports').where('organization_id', '=', organization_id).where('id', '=', id)
}

export type Tally = {
  rows: number
  created: number
  filled: number
  skipped: number
  errors: number
  listed: { errors: RowError[]; duplicates: RowDuplicate[] }
}

const FIRST = `$[0 to ${MOST_LISTED - 1}]`

/** What a batch came to, added to what the batches before it did. */
export async function addTally(tx: Tx, organization_id: string, id: string, tally: Tally): Promise<void> {
  const { rows, created, filled, skipped, errors, listed } = tally
  await sql`
    update contact_imports set done_count = done_count + ${rows}, created_count = created_count + ${created},
           filled_count = filled_count + ${filled}, skipped_count = skipped_count + ${skipped},
           error_count = error_count + ${errors},
           errors = jsonb_path_query_array(errors || ${JSON.stringify(listed.errors)}::jsonb, ${FIRST}::jsonpath),
           duplicates = jsonb_path_query_array(duplicates || ${JSON.stringify(listed.duplicates)}::jsonb, ${FIRST}::jsonpath)
     where organization_id = ${organization_id} and id = ${id}`.execute(tx)
}

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
                          birthday, notes, owner_id, team_id, visibility, import_id, created_by, updated_by)
    select ${organization_id}, r.id, r.kind, r.first_name, r.last_name, r.display_name, r.company, r.title, r.emails, r.phones,
           r.addresses, r.coordinates, r.coordinates_precision, r.contact_type, r.tags, r.industry, r.referral_source,
           r.birthday, r.notes, r.owner_id, r.team_id, r.visibility, r.import_id, r.created_by, r.updated_by
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

/** By the product itself: the person may have lost access meanwhile. */
export async function saveFailure(
  tx: Tx,
  organization_id: string,
  id: string,
  failure: string,
): Promise<void> {
  await tx
    .updateTable('contact_imports')
    .set({ state: 'failed', failure })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('state', 'in', ['checking', 'running', 'undoing'])
    .execute()
}

/** Files that someone uploaded before this moment and never imported, of all organizations. */
export async function listForgotten(
  tx: Tx,
  before: Date,
): Promise<{ organization_id: string; id: string; storage_path: string }[]> {
  const { rows } = await sql<{ organization_id: string; id: string; storage_path: string }>`
    select organization_id, id, storage_path from contact_imports
     where storage_path is not null and created_at < ${before} and state in ('uploaded', 'checked', 'failed')`.execute(
    tx,
  )
  return rows
}

export async function forgetFile(tx: Tx, organization_id: string, id: string): Promise<void> {
  await update(tx, organization_id, id).set({ storage_path: null }).execute()
}
