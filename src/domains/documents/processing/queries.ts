import { sql } from 'kysely'
import { carryDecisions } from '#domains/documents/extractions/queries.ts'
import { saveColumns } from '#domains/documents/queries.ts'
import type { Extraction as FoundExtraction } from '#domains/documents/understanding/extract.ts'
import type { Taught } from '#domains/documents/understanding/taught.ts'
import type { Understanding } from '#domains/documents/understanding/understand.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

export type ReadPage = {
  page_number: number
  width: number
  height: number
  text: string
  words: [string, number, number, number, number][]
  source: 'text_layer' | 'ocr' | 'none'
  image_path: string | null
  thumbnail_path: string | null
}

/** What the reading of one version needs; undefined when it was purged or is no longer the newest. */
export function findUnread(tx: Tx, organization_id: string, document_id: string, version_number: number) {
  return tx
    .selectFrom('documents as d')
    .innerJoin('document_versions as v', (join) =>
      join.onRef('v.organization_id', '=', 'd.organization_id').onRef('v.document_id', '=', 'd.id'),
    )
    .select(['v.id as version_id', 'v.storage_path', 'v.filename', 'v.mime_type', 'v.file_size'])
    .select([
      'd.uploaded_by',
      'd.title',
      'd.visibility',
      'd.team_id',
      'd.type_source',
      'd.parent_document_id',
    ])
    .where('d.organization_id', '=', organization_id)
    .where('d.id', '=', document_id)
    .where('v.version_number', '=', version_number)
    .whereRef('v.version_number', '=', 'd.version_number')
    .executeTakeFirst()
}

export async function saveStage(
  tx: Tx,
  organization_id: string,
  id: string,
  stage: 'queued' | 'reading' | 'understanding',
): Promise<void> {
  await saveColumns(tx, organization_id, id, { processing_stage: stage, status: 'processing' })
}

/** Replaces all pages of a version: reading twice leaves the same as reading once. */
export async function savePages(
  tx: Tx,
  organization_id: string,
  version_id: string,
  pages: ReadPage[],
): Promise<void> {
  await tx
    .deleteFrom('document_pages')
    .where('organization_id', '=', organization_id)
    .where('version_id', '=', version_id)
    .execute()
  for (const page of pages)
    await tx
      .insertInto('document_pages')
      .values({ organization_id, version_id, ...page, words: JSON.stringify(page.words) })
      .execute()
}

export async function saveText(
  tx: Tx,
  organization_id: string,
  ids: { document_id: string; version_id: string },
  text: string,
  page_count: number,
  mime_type: string,
): Promise<void> {
  await tx
    .updateTable('document_versions')
    .set({ extracted_text: text, page_count, mime_type })
    .where('organization_id', '=', organization_id)
    .where('id', '=', ids.version_id)
    .execute()
  await saveColumns(tx, organization_id, ids.document_id, {
    extracted_text: text,
    page_count,
    mime_type,
    readable: true,
  })
  await sql`select add_document_terms(${text})`.execute(tx)
}

export type Conclusion = {
  title: string | null
  /** Null: a person has set the type, and that stays. */
  type: {
    document_type: Understanding['document_type']
    category: string | null
    confidence_score: number
    type_source: 'classifier' | 'second_opinion'
    needs_review: boolean
  } | null
  extracted_data: object
}

export async function saveConclusion(
  tx: Tx,
  organization_id: string,
  id: string,
  conclusion: Conclusion,
  now: Date,
): Promise<void> {
  const { title, type, extracted_data } = conclusion
  await saveColumns(tx, organization_id, id, {
    ...(title ? { title } : {}),
    ...(type ? { ...type, confidence_score: type.confidence_score.toFixed(4) } : {}),
    extracted_data: JSON.stringify(extracted_data),
    status: 'ready',
    processing_stage: null,
    processed_at: now,
  })
}

/**
 * The email that may take the type of its attachments: its own words don't determine the type, and no person has. It is
 * locked until the end of the transaction, so that when an email and its attachment are understood at once, the second
 * sees the first.
 */
export function holdUndecidedMail(tx: Tx, organization_id: string, id: string) {
  return tx
    .selectFrom('documents')
    .select(['id', 'version_number'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('mime_type', 'in', ['message/rfc822', 'application/vnd.ms-outlook'])
    .where('status', '=', 'ready')
    .where(sql<boolean>`(document_type = 'other' or needs_review)`)
    .where(sql<boolean>`type_source is distinct from 'person'`)
    .forUpdate()
    .executeTakeFirst()
}

/** The common type of all attachments of an email that are anything but `other`; undefined if they differ. */
export async function findAttachedType(tx: Tx, organization_id: string, mail_id: string) {
  const { rows } = await sql<{
    document_type: Understanding['document_type']
    category: string | null
    confidence_score: number
  }>`
    select min(document_type) as document_type, min(category) as category,
           min(confidence_score)::float8 as confidence_score
      from documents
     where organization_id = ${organization_id} and parent_document_id = ${mail_id} and status = 'ready'
       and readable and document_type <> 'other' and deleted_at is null
    having count(distinct document_type) = 1`.execute(tx)
  return rows[0]
}

/** What the organization's people decided about values with these labels, by field, and in how many documents. */
export async function listTaught(tx: Tx, organization_id: string, contexts: string[]): Promise<Taught[]> {
  if (contexts.length === 0) return []
  const { rows } = await sql<Taught>`
    select context, field,
           (count(distinct document_id) filter (where state = 'accepted'))::int as accepted,
           (count(distinct document_id) filter (where state = 'rejected'))::int as rejected
      from document_extractions e
     where e.organization_id = ${organization_id} and e.context = any(${contexts}) and e.state <> 'proposed'
       and not exists (select from documents d where d.organization_id = e.organization_id
                          and d.id = e.document_id and d.deleted_at is not null)
     group by context, field`.execute(tx)
  return rows
}

/** Replaces the proposals from this version; a person's decisions stay. */
export async function saveProposals(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
  found: FoundExtraction[],
): Promise<void> {
  await tx
    .deleteFrom('document_extractions')
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .where('state', '=', 'proposed')
    .execute()
  const rows = found.map(({ box, confidence, value, normalized, ...extraction }) => ({
    organization_id,
    document_id,
    version_number,
    ...extraction,
    value: value.slice(0, 2000),
    normalized: normalized.slice(0, 2000),
    box: JSON.stringify(box),
    confidence: confidence.toFixed(4),
  }))
  for (let i = 0; i < rows.length; i += 500)
    await tx
      .insertInto('document_extractions')
      .values(rows.slice(i, i + 500))
      .execute()
  await carryDecisions(tx, organization_id, document_id, version_number)
}

/**
 * Adds to the errors. `kept`: the file is fine, but its content can't be read. The text of an earlier version is no
 * longer this document's text; text that was read before a later step failed is.
 */
export async function saveFailure(
  tx: Tx,
  organization_id: string,
  id: string,
  failure: { code: string; message: string; at: string },
  kept: boolean,
): Promise<void> {
  await sql`
    update documents
       set status = ${kept ? 'ready' : 'error'}, processing_stage = null, processed_at = now(),
           readable = coalesce(readable, false),
           extracted_text = case when readable then extracted_text end,
           page_count = case when readable then page_count end,
           processing_errors = coalesce(processing_errors, '[]'::jsonb) || ${JSON.stringify([failure])}::jsonb
     where organization_id = ${organization_id} and id = ${id}`.execute(tx)
}

/** Warnings about a document that was still read: skipped pages, attachments that didn't fit. */
export async function saveRemarks(
  tx: Tx,
  organization_id: string,
  id: string,
  remarks: string[],
  now: Date,
): Promise<void> {
  const entries = remarks.map((message) => ({ code: 'incomplete', message, at: now.toISOString() }))
  await saveColumns(tx, organization_id, id, { processing_errors: JSON.stringify(entries) })
}

/** How deep a document is nested in others, and how many came out of the outermost one. */
export async function getLineage(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<{ depth: number; total: number }> {
  const { rows } = await sql<{ depth: number; total: number }>`
    with recursive up as (
      select id, parent_document_id, 0 as depth from documents where organization_id = ${organization_id} and id = ${id}
      union all
      select d.id, d.parent_document_id, up.depth + 1 from up
        join documents d on d.organization_id = ${organization_id} and d.id = up.parent_document_id where up.depth < 50),
    down as (
      select id, 0 as depth from (select id from up order by depth desc limit 1) root
      union all
      select d.id, down.depth + 1 from down
        join documents d on d.organization_id = ${organization_id} and d.parent_document_id = down.id where down.depth < 50)
    select (select max(depth) from up)::integer as depth, (select count(*) - 1 from down)::integer as total`.execute(
    tx,
  )
  return rows[0] ?? { depth: 0, total: 0 }
}

/** The files already extracted from a document: reading it again adds none twice. */
export function listChildFiles(tx: Tx, organization_id: string, parent_document_id: string) {
  return tx
    .selectFrom('documents')
    .select(['file_hash', 'original_filename'])
    .where('organization_id', '=', organization_id)
    .where('parent_document_id', '=', parent_document_id)
    .execute()
}

export async function saveRetry(tx: Tx, organization_id: string, id: string): Promise<void> {
  await saveColumns(tx, organization_id, id, {
    status: 'processing',
    processing_stage: 'queued',
    processing_errors: null,
    readable: null,
  })
}

export async function findOrganizationModel(tx: Tx, organization_id: string): Promise<unknown> {
  const row = await tx
    .selectFrom('classifier_models')
    .select('model')
    .where('organization_id', '=', organization_id)
    .executeTakeFirst()
  return row?.model
}
