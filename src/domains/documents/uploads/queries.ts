import { sql } from 'kysely'
import type { Tx } from '#infra/postgres.ts'

/** Two uploads of the same bytes into one organization go one after the other, so that the second sees the first. */
export async function lockFile(tx: Tx, organization_id: string, file_hash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organization_id}:${file_hash}`}, 0))`.execute(tx)
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

export async function findBlob(tx: Tx, organization_id: string, file_hash: string): Promise<string | undefined> {
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

export async function getUsage(tx: Tx, organization_id: string): Promise<{ used_bytes: number; quota_bytes: number }> {
  const { rows } = await sql<{ used_bytes: number; quota_bytes: number }>`
    select coalesce(u.used_bytes, 0)::bigint as used_bytes, o.storage_quota_bytes as quota_bytes
      from organizations o left join storage_usage u on u.organization_id = o.id
     where o.id = ${organization_id}`.execute(tx)
  return rows[0] ?? { used_bytes: 0, quota_bytes: 0 }
}
