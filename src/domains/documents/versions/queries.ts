import { sql } from 'kysely'
import type { FileFacts } from '#domains/documents/queries.ts'
import type { Version } from '#domains/documents/versions/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'

export type NewVersion = FileFacts & {
  document_id: string
  version_number: number
  changes_summary: string | null
  restored_from: number | null
  created_by: string
}

export async function insertVersion(tx: Tx, organization_id: string, version: NewVersion): Promise<string> {
  const row = await tx
    .insertInto('document_versions')
    .values({ organization_id, ...version })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Newest first. */
export function listVersions(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { after, limit }: { after?: number | undefined; limit: number },
): Promise<Version[]> {
  const query = tx
    .selectFrom('document_versions as v')
    .leftJoin('users as u', 'u.id', 'v.created_by')
    .select([
      'v.id',
      'v.version_number',
      'v.filename',
      'v.mime_type',
      'v.file_size',
      'v.file_hash',
      'v.page_count',
    ])
    .select([
      'v.changes_summary',
      'v.restored_from',
      'v.created_by',
      'u.display_name as created_by_name',
      'v.created_at',
    ])
    .select(
      sql<number>`(select count(*)::int from document_shares s where s.organization_id = v.organization_id
        and s.document_id = v.document_id and s.version_number = v.version_number and s.revoked_at is null)`.as(
        'shares',
      ),
    )
    .where('v.organization_id', '=', organization_id)
    .where('v.document_id', '=', document_id)
    .orderBy('v.version_number', 'desc')
    .limit(limit)
  return (after ? query.where('v.version_number', '<', after) : query).execute()
}

const FILE = [
  'id',
  'version_number',
  'filename',
  'mime_type',
  'file_size',
  'file_hash',
  'storage_path',
  'page_count',
] as const

/** The newest version by default. */
export async function getVersion(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number?: number,
) {
  let query = tx
    .selectFrom('document_versions')
    .select(FILE)
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
  if (version_number) query = query.where('version_number', '=', version_number)
  return found(
    await query.orderBy('version_number', 'desc').limit(1).executeTakeFirst(),
    'version of this document',
  )
}

/** The given version of each document, or its newest by default. */
export async function listNamedVersions(
  tx: Tx,
  organization_id: string,
  document_ids: string[],
  version_number?: number,
) {
  let query = tx
    .selectFrom('document_versions')
    .distinctOn('document_id')
    .select([...FILE, 'document_id'])
    .where('organization_id', '=', organization_id)
    .where('document_id', 'in', document_ids)
  if (version_number) query = query.where('version_number', '=', version_number)
  return query.orderBy('document_id').orderBy('version_number', 'desc').execute()
}

/** The number of the next version; the caller has the document locked until their transaction ends. */
export async function nextVersionNumber(
  tx: Tx,
  organization_id: string,
  document_id: string,
): Promise<number> {
  const { rows } = await sql<{ version_number: number }>`
    select version_number from documents
     where organization_id = ${organization_id} and id = ${document_id} for update`.execute(tx)
  return found(rows[0], 'document').version_number + 1
}

export async function getVersionText(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
): Promise<string> {
  const row = await tx
    .selectFrom('document_versions')
    .select('extracted_text')
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .where('version_number', '=', version_number)
    .executeTakeFirst()
  return found(row, 'version of this document').extracted_text ?? ''
}
