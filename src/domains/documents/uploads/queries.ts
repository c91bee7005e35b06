import { sql } from 'kysely'
import type { Tx } from '#infra/postgres.ts'

/** Two uploads of the same bytes into one organization go one after the other, so that the second sees the first. */
export async function lockFile(tx: Tx, organization_id: string, file_hash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organization_id}:${file_hash}`}, 0))`.execute(
    tx,
  )
}

/** A document with these bytes that the person sees; one in the trash comes last. */
export function findTwin(tx: Tx, organization_id: string, file_hash: string) {
  return tx
    .selectFrom('documents')
    .select(['id', 'title', 'filename', 'deleted_at'])
    .where('organization_id', '=', organization_id)
    .where('file_hash', '=', file_hash)
    .orderBy(sql`deleted_at is not null`)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

export async function findBlob(
  tx: Tx,
  organization_id: string,
  file_hash: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('document_blobs')
    .select('storage_path')
    .where('organization_id', '=', organization_id)
    .where('file_hash', '=', file_hash)
    .executeTakeFirst()
  return row?.storage_path
}

export async function insertBlob(
  tx: Tx,
  organization_id: string,
  blob: { file_hash: string; file_size: number; storage_path: string },
): Promise<void> {
  await tx
    .insertInto('document_blobs')
    .values({ organization_id, ...blob })
    .execute()
}

export async function getUsage(
  tx: Tx,
  organization_id: string,
): Promise<{ used_bytes: number; quota_bytes: number }> {
  const { rows } = await sql<{ used_bytes: number; quota_bytes: number }>`
    select coalesce(u.used_bytes, 0)::bigint as used_bytes, o.storage_quota_bytes as quota_bytes
      from organizations o left join storage_usage u on u.organization_id = o.id
     where o.id = ${organization_id}`.execute(tx)
  return rows[0] ?? { used_bytes: 0, quota_bytes: 0 }
}

/**
 * Which of these keys a row knows, across organizations (`tx` is a worker's): a file by its blob, a picture by the
 * version that its key names.
 */
export async function listKnownKeys(tx: Tx, keys: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select storage_path as key from document_blobs where storage_path = any(${keys}::text[])
    union
    select k.key from unnest(${keys}::text[]) k(key)
     where k.key like 'organizations/%/pages/%'
       and exists (select from document_versions v where v.organization_id = split_part(k.key, '/', 2)::uuid
                                                     and v.id = split_part(k.key, '/', 4)::uuid)`.execute(tx)
  return new Set(rows.map((row) => row.key))
}

export type UploadSession = {
  id: string
  user_id: string
  filename: string
  file_size: number
  options: unknown
}

export async function insertUploadSession(
  tx: Tx,
  organization_id: string,
  session: {
    id: string
    user_id: string
    filename: string
    file_size: number
    options: object
    expires_at: Date
  },
): Promise<void> {
  await tx
    .insertInto('upload_sessions')
    .values({ organization_id, ...session, options: JSON.stringify(session.options) })
    .execute()
}

export function findUploadSession(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<UploadSession | undefined> {
  return tx
    .selectFrom('upload_sessions')
    .select(['id', 'user_id', 'filename', 'file_size', 'options'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
}

export async function saveUploadFinished(
  tx: Tx,
  organization_id: string,
  id: string,
  document_id: string | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('upload_sessions')
    .set({ finished_at: now, document_id })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** How many turns at the readers others have first; see `reading_turn`. */
export async function getReadingTurn(tx: Tx, organization_id: string, document_id: string): Promise<number> {
  const { rows } = await sql<{ turn: number }>`
    select reading_turn(uploaded_by) as turn from documents
     where organization_id = ${organization_id} and id = ${document_id}`.execute(tx)
  return rows[0]?.turn ?? 0
}
