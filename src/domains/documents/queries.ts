import { sql, type Updateable } from 'kysely'
import { shapeOf, statement } from '#infra/postgres/statements.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'
import { REACH } from './access/queries.ts'
import type { Reach } from './policy.ts'
import type { Document, DocumentChange, DocumentType } from './schema.ts'

/** The columns of a document `d`: all but its text. */
const COLUMNS = [
  ...(['d.id', 'd.title', 'd.description', 'd.filename', 'd.original_filename', 'd.file_extension'] as const),
  ...([
    'd.mime_type',
    'd.file_size',
    'd.file_hash',
    'd.document_type',
    'd.category',
    'd.type_source',
  ] as const),
  ...(['d.needs_review', 'd.status', 'd.processing_stage', 'd.processing_errors', 'd.readable'] as const),
  ...([
    'd.visibility',
    'd.team_id',
    'd.tags',
    'd.property_address',
    'd.custom_fields',
    'd.page_count',
    'd.version_number',
  ] as const),
  ...(['d.uploaded_by', 'd.parent_document_id', 'd.created_at', 'd.updated_at', 'd.processed_at'] as const),
  ...(['d.deleted_at', 'd.retain_until', 'd.version'] as const),
]
const CONFIDENCE = sql<number | null>`d.confidence_score::float8`.as('confidence_score')

/** A document without its text, with the name of its uploader. */
export function selectDocuments(tx: Tx) {
  return tx
    .selectFrom('documents as d')
    .leftJoin('users as u', 'u.id', 'd.uploaded_by')
    .select(COLUMNS)
    .select(['u.display_name as uploaded_by_name', CONFIDENCE])
}

/** Also finds one in the trash: whoever opens it must see that it is there. */
export async function getDocument(tx: Tx, organization_id: string, id: string): Promise<Document> {
  const [row] = await selectDocument(tx, { organization_id, id })
  return found(row, 'document')
}

type Key = { organization_id: string; id: string }
const selectDocument = statement((tx, { organization_id, id }: Key) =>
  selectDocuments(tx).where('d.organization_id', '=', organization_id).where('d.id', '=', id),
)

export type DocumentAndReach = { document: Document; reach: Reach }

/** Also returns how the transaction's person comes to see the document. */
export async function getDocumentAndReach(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<DocumentAndReach> {
  const [row] = await selectDocumentAndReach(tx, { organization_id, id })
  const { reach, ...document } = found(row, 'document')
  return { document, reach }
}

const selectDocumentAndReach = statement((tx, { organization_id, id }: Key) =>
  selectDocuments(tx)
    .select(REACH.as('reach'))
    .where('d.organization_id', '=', organization_id)
    .where('d.id', '=', id),
)

export function listDocumentsById(tx: Tx, organization_id: string, ids: string[]): Promise<Document[]> {
  return selectDocuments(tx)
    .where('d.organization_id', '=', organization_id)
    .where('d.id', 'in', ids)
    .execute()
}

export type NewDocument = {
  id: string
  uploaded_by: string
  team_id: string | null
  parent_document_id: string | null
  document_request_id: string | null
  document_request_item_id: string | null
  filename: string
  original_filename: string
  file_extension: string
  mime_type: string
  file_size: number
  file_hash: string
  storage_path: string
  title: string
  visibility: Document['visibility']
  tags: string[]
}

export async function insertDocument(tx: Tx, organization_id: string, document: NewDocument): Promise<void> {
  await tx
    .insertInto('documents')
    .values({ organization_id, ...document, processing_stage: 'queued' })
    .execute()
}

/** In addition to the person's changes, what was read, if they undo their correction. */
export type SavedChange = Omit<DocumentChange, 'custom_fields' | 'document_type'> & {
  custom_fields?: object | undefined
  document_type?: DocumentType
  confidence_score?: string | null
  type_source?: 'classifier'
  needs_review?: boolean
}

/** The updated row; undefined when the document has changed since `version`. */
export async function saveDocument(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  { custom_fields, ...plain }: SavedChange & { updated_by: string | null },
): Promise<Omit<Document, 'uploaded_by_name'> | undefined> {
  const columns = {
    ...plain,
    ...(custom_fields ? { custom_fields: JSON.stringify(custom_fields) } : {}),
    ...(plain.document_type && !plain.type_source
      ? { type_source: 'person' as const, needs_review: false }
      : {}),
  }
  const key = { organization_id, id, version }
  const [row] = await updateDocument(tx, { ...columns, ...key }, shapeOf(columns))
  return row
}

type Changed = Key & { version: number } & Updateable<DB['documents']>
const updateDocument = statement((tx, { organization_id, id, version, ...columns }: Changed) =>
  tx
    .updateTable('documents as d')
    .set(columns)
    .where('d.organization_id', '=', organization_id)
    .where('d.id', '=', id)
    .where('d.version', '=', version)
    .returning(COLUMNS)
    .returning(CONFIDENCE),
)

export async function saveColumns(
  tx: Tx,
  organization_id: string,
  id: string,
  columns: Updateable<DB['documents']>,
): Promise<void> {
  await tx
    .updateTable('documents')
    .set(columns)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

export type FileFacts = {
  filename: string
  mime_type: string
  file_size: number
  file_hash: string
  storage_path: string
}

/** Points the document at another file, as its newest version, to be read again. */
export async function saveNewFile(
  tx: Tx,
  organization_id: string,
  id: string,
  file: FileFacts & { file_extension: string; version_number: number },
): Promise<void> {
  await saveColumns(tx, organization_id, id, {
    ...file,
    status: 'processing',
    processing_stage: 'queued',
    processing_errors: null,
    readable: null,
  })
}

export async function saveVisibility(
  tx: Tx,
  organization_id: string,
  ids: string[],
  visibility: Document['visibility'],
  team_id: string | null,
): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ visibility, team_id })
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .execute()
}

export async function saveTags(
  tx: Tx,
  organization_id: string,
  ids: string[],
  add: string[],
  remove: string[],
): Promise<void> {
  await sql`
    update documents
       set tags = (select coalesce(array_agg(tag order by place), '{}') from (
             select tag, min(place) as place from unnest(tags || ${add}::text[]) with ordinality as t(tag, place)
              where tag <> all (${remove}::text[]) group by tag) kept)
     where organization_id = ${organization_id} and id = any(${ids}::uuid[])`.execute(tx)
}
