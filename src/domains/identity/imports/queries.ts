import { sql } from 'kysely'
import type { Columns } from '#domains/identity/rules/import-columns.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { AnySettings, ImportSubject, Said, StoredImport, Tally } from './kind.ts'
import { type ImportFormat, type ImportRow, type ImportState, MOST_LISTED } from './schema.ts'

function selectRows(tx: Tx) {
  return tx
    .selectFrom('imports as i')
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

export function listImportsOf(
  tx: Tx,
  organization_id: string,
  subject: ImportSubject,
  page: PageAfter<string>,
): Promise<ImportRow[]> {
  const rows = selectRows(tx)
    .where('i.organization_id', '=', organization_id)
    .where('i.subject', '=', subject)
  return readPage(rows, 'i.id', page)
}

/** Everything that people see of an import; its mapping, settings and duplicates are those of its kind. */
export function findImport(tx: Tx, organization_id: string, subject: ImportSubject, id: string) {
  return selectRows(tx)
    .select(['i.headers', 'i.samples', 'i.mapping', 'i.settings', 'i.errors', 'i.duplicates'])
    .where('i.organization_id', '=', organization_id)
    .where('i.subject', '=', subject)
    .where('i.id', '=', id)
    .executeTakeFirst()
}

/** Locked until the end of the transaction, so that one step follows the other. */
export async function lockImport<Settings = AnySettings>(
  tx: Tx,
  organization_id: string,
  subject: ImportSubject,
  id: string,
): Promise<StoredImport<Settings>> {
  const row = await tx
    .selectFrom('imports')
    .select(['id', 'filename', 'storage_path', 'state', 'headers', 'mapping', 'settings', 'row_count'])
    .select(['done_count', 'created_count', 'filled_count', 'skipped_count', 'error_count', 'removed_count'])
    .where('organization_id', '=', organization_id)
    .where('subject', '=', subject)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found(row, 'import') as StoredImport<Settings>
}

type NewImport = {
  id: string
  subject: ImportSubject
  filename: string
  storage_path: string
  file_size: number
  format: ImportFormat
  headers: string[]
  samples: string[][]
  row_count: number
  mapping: Columns
  created_by: string
}

export async function insertImport(tx: Tx, organization_id: string, row: NewImport): Promise<void> {
  const { samples, mapping, ...plain } = row
  await tx
    .insertInto('imports')
    .values({
      ...plain,
      organization_id,
      samples: JSON.stringify(samples),
      mapping: JSON.stringify(mapping),
    })
    .execute()
}

/** How a file with these headers was matched the last time. */
export async function findRememberedMapping(
  tx: Tx,
  subject: ImportSubject,
  headers: string[],
): Promise<Columns | null> {
  const { rows } = await sql<{ mapping: Columns | null }>`
    select remembered_mapping(${subject}, ${headers}::text[]) as mapping`.execute(tx)
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
  { mapping, settings }: Said<unknown>,
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
  return tx.updateTable('imports').where('organization_id', '=', organization_id).where('id', '=', id)
}

const FIRST = `$[0 to ${MOST_LISTED - 1}]`

/** What a batch came to, added to what the batches before it did. */
export async function addTally(tx: Tx, organization_id: string, id: string, tally: Tally): Promise<void> {
  const { rows, created, filled, skipped, errors, listed } = tally
  await sql`
    update imports set done_count = done_count + ${rows}, created_count = created_count + ${created},
           filled_count = filled_count + ${filled}, skipped_count = skipped_count + ${skipped},
           error_count = error_count + ${errors},
           errors = jsonb_path_query_array(errors || ${JSON.stringify(listed.errors)}::jsonb, ${FIRST}::jsonpath),
           duplicates = jsonb_path_query_array(duplicates || ${JSON.stringify(listed.duplicates)}::jsonb, ${FIRST}::jsonpath)
     where organization_id = ${organization_id} and id = ${id}`.execute(tx)
}

/** By the product itself: the person may have lost access meanwhile. Undefined: it isn't worked on. */
export async function saveFailure(
  tx: Tx,
  organization_id: string,
  id: string,
  failure: string,
): Promise<{ filename: string; created: number } | undefined> {
  return tx
    .updateTable('imports')
    .set({ state: 'failed', failure })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('state', 'in', ['checking', 'running', 'undoing'])
    .returning(['filename', 'created_count as created'])
    .executeTakeFirst()
}

/** Files that someone uploaded before this moment and never imported, of all organizations. */
export async function listForgotten(
  tx: Tx,
  subject: ImportSubject,
  before: Date,
): Promise<{ organization_id: string; id: string; storage_path: string }[]> {
  const { rows } = await sql<{ organization_id: string; id: string; storage_path: string }>`
    select organization_id, id, storage_path from imports
     where storage_path is not null and subject = ${subject} and created_at < ${before} and state in ('uploaded', 'checked', 'failed')`.execute(
    tx,
  )
  return rows
}

export async function forgetFile(tx: Tx, organization_id: string, id: string): Promise<void> {
  await update(tx, organization_id, id).set({ storage_path: null }).execute()
}

export async function addRemoved(
  tx: Tx,
  organization_id: string,
  id: string,
  removed: number,
  done: number,
): Promise<void> {
  await sql`
    update imports set removed_count = removed_count + ${removed}, done_count = done_count + ${done}
     where organization_id = ${organization_id} and id = ${id}`.execute(tx)
}

/** For notices: the person who began the import that the fact `f` is about. */
export const IMPORTER = sql`select i.created_by as user_id from imports i
  where i.organization_id = f.organization_id and i.id = f.subject_id`

/** For notices: the file of the import that the notification `n` is about, if the reader sees it. */
export const filenameOf = (subject: ImportSubject) => sql<string | null>`(select i.filename from imports i
  where i.organization_id = n.organization_id and i.id = n.subject_id and i.subject = ${subject})`
