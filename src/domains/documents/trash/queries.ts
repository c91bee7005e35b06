import { sql } from 'kysely'
import type { Tx } from '#infra/postgres.ts'

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

export async function saveRestored(tx: Tx, organization_id: string, ids: string[]): Promise<void> {
  await tx
    .updateTable('documents')
    .set({ deleted_at: null, deleted_by: null })
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .execute()
}

/**
 * Removes the documents for good and every file that nothing else holds. Answers the keys of the files that must go
 * from the store after the commit.
 */
export async function deleteDocuments(tx: Tx, organization_id: string, ids: string[]): Promise<string[]> {
  const { rows: pictures } = await sql<{ key: string }>`
    select unnest(array_remove(array[p.image_path, p.thumbnail_path], null)) as key
      from document_pages p join document_versions v
        on v.organization_id = p.organization_id and v.id = p.version_id
     where v.organization_id = ${organization_id} and v.document_id = any(${ids}::uuid[])`.execute(tx)
  const { rows: hashes } = await sql<{ file_hash: string }>`
    select distinct file_hash from document_versions
     where organization_id = ${organization_id} and document_id = any(${ids}::uuid[]) order by file_hash`.execute(
    tx,
  )
  await tx
    .deleteFrom('documents')
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .execute()
  const { rows: files } = await sql<{ key: string }>`
    delete from document_blobs b
     where b.organization_id = ${organization_id} and b.file_hash = any(${hashes.map((row) => row.file_hash)}::text[])
       and not exists (select from document_versions v
                        where v.organization_id = b.organization_id and v.file_hash = b.file_hash)
    returning storage_path as key`.execute(tx)
  return [...pictures, ...files].map((row) => row.key)
}

/** Trash that has lain longer than its organization keeps it, across all of them (`tx` is a worker's). */
export async function listExpiredTrash(
  tx: Tx,
  limit: number,
): Promise<{ organization_id: string; id: string; title: string }[]> {
  const { rows } = await sql<{ organization_id: string; id: string; title: string }>`
    select d.organization_id, d.id, coalesce(d.title, d.filename) as title
      from documents d join organizations o on o.id = d.organization_id
     where d.deleted_at < now() - make_interval(days => coalesce((o.settings->>'trash_days')::int, 30))
       and (d.retain_until is null or d.retain_until <= current_date)
     order by d.deleted_at limit ${limit}`.execute(tx)
  return rows
}
