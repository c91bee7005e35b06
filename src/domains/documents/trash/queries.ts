import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

export async function saveTrashed(
  tx: Tx,
  organization_id: string,
  ids: string[],
  user_id: string | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ deleted_at: now, deleted_by: user_id })
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute()
}

/** Returns those that still exist. */
export async function saveRestored(tx: Tx, organization_id: string, ids: string[]): Promise<string[]> {
  const rows = await tx
    .updateTable('documents')
    .set({ deleted_at: null, deleted_by: null })
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Locks a document in the trash until the transaction ends; false when it is no longer there. */
export async function holdTrashed(tx: Tx, organization_id: string, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from documents where organization_id = ${organization_id} and id = ${id}
                               and deleted_at is not null for update`.execute(tx)
  return rows.length > 0
}

/** Locks the documents until the transaction ends, and returns the hashes of all their versions' files. */
export async function lockForPurge(tx: Tx, organization_id: string, ids: string[]): Promise<string[]> {
  await sql`select from documents where organization_id = ${organization_id} and id = any(${ids}::uuid[])
             order by id for update`.execute(tx)
  const { rows } = await sql<{ file_hash: string }>`
    select distinct file_hash from document_versions
     where organization_id = ${organization_id} and document_id = any(${ids}::uuid[]) order by file_hash`.execute(
    tx,
  )
  return rows.map((row) => row.file_hash)
}

export async function listPictureKeys(tx: Tx, organization_id: string, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select unnest(array_remove(array[p.image_path, p.thumbnail_path], null)) as key
      from document_pages p join document_versions v
        on v.organization_id = p.organization_id and v.id = p.version_id
     where v.organization_id = ${organization_id} and v.document_id = any(${ids}::uuid[])`.execute(tx)
  return rows.map((row) => row.key)
}

/** Removes the documents' words from the organization's vocabulary, unless another document has them. */
export async function forgetTerms(tx: Tx, ids: string[]): Promise<void> {
  await sql`select forget_document_terms(${ids}::uuid[])`.execute(tx)
}

/** Deletes the documents with everything attached to them, and the records of how they were uploaded. */
export async function deleteDocuments(tx: Tx, organization_id: string, ids: string[]): Promise<void> {
  await tx
    .deleteFrom('upload_sessions')
    .where('organization_id', '=', organization_id)
    .where('document_id', 'in', ids)
    .execute()
  await tx
    .deleteFrom('documents')
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .execute()
}

/** Releases the files that no version uses any more, whoever may see those versions; returns their storage paths. */
export async function releaseFiles(tx: Tx, hashes: string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select storage_path as key from release_blobs(${hashes}::text[])`.execute(tx)
  return rows.map((row) => row.key)
}

/**
 * Organizations whose trash is older than their retention (`tx` is a worker's). A document is due when the last day of
 * its retention has begun in every time zone.
 */
export async function listOrganizationsWithExpiredTrash(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ organization_id: string }>`
    select distinct d.organization_id from documents d join organizations o on o.id = d.organization_id
     where ${expired(now)}`.execute(tx)
  return rows.map((row) => row.organization_id)
}

export async function listExpiredTrash(
  tx: Tx,
  organization_id: string,
  now: Date,
  page: { after: string; limit: number },
): Promise<{ id: string; title: string; file_hash: string }[]> {
  const { rows } = await sql<{ id: string; title: string; file_hash: string }>`
    select d.id, coalesce(d.title, d.filename) as title, d.file_hash
      from documents d join organizations o on o.id = d.organization_id
     where d.organization_id = ${organization_id} and d.id > ${page.after}::uuid and ${expired(now)}
     order by d.id limit ${page.limit}`.execute(tx)
  return rows
}

const expired = (now: Date) => sql`
  d.deleted_at < ${now.toISOString()}::timestamptz - make_interval(days => coalesce((o.settings->>'trash_days')::int, 30))
  and (d.retain_until is null or d.retain_until <= (${now.toISOString()}::timestamptz at time zone 'Etc/GMT+12')::date)`
