import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/**
 * Uploads and purges of the same bytes in one organization run one after the other, so that the second sees what the
 * first has done. Several hashes are locked in order.
 */
export async function lockFiles(tx: Tx, organization_id: string, file_hashes: string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${organization_id} || ':' || hash, 0))
      from (select hash from unnest(${file_hashes}::text[]) hash order by hash) in_order`.execute(tx)
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

/** Locks the organization's storage count until the transaction ends. */
export async function lockUsage(tx: Tx, organization_id: string): Promise<void> {
  const hold = sql`select 1 from storage_usage where organization_id = ${organization_id} for update`
  if ((await hold.execute(tx)).rows.length > 0) return
  await sql`insert into storage_usage (organization_id) values (${organization_id}) on conflict do nothing`.execute(
    tx,
  )
  await hold.execute(tx)
}

/** Bytes of stored files, and of files being uploaded, `but` for one of them. */
export async function getUsage(
  tx: Tx,
  organization_id: string,
  now: Date,
  but: string | null = null,
): Promise<{ used_bytes: number; reserved_bytes: number; quota_bytes: number }> {
  const { rows } = await sql<{ used_bytes: number; reserved_bytes: number; quota_bytes: number }>`
    select coalesce(u.used_bytes, 0)::bigint as used_bytes, o.storage_quota_bytes as quota_bytes,
           (select coalesce(sum(r.bytes), 0)::bigint from storage_reservations r
             where r.organization_id = o.id and r.expires_at > ${now.toISOString()}::timestamptz
               and r.id is distinct from ${but}::uuid) as reserved_bytes
      from organizations o left join storage_usage u on u.organization_id = o.id
     where o.id = ${organization_id}`.execute(tx)
  return rows[0] ?? { used_bytes: 0, reserved_bytes: 0, quota_bytes: 0 }
}

/** For the same file as before, or for one that has none yet. */
export async function saveReservation(
  tx: Tx,
  organization_id: string,
  reservation: { id: string; bytes: number; expires_at: Date },
): Promise<void> {
  await tx
    .insertInto('storage_reservations')
    .values({ organization_id, ...reservation })
    .onConflict((on) =>
      on.columns(['organization_id', 'id']).doUpdateSet({
        bytes: reservation.bytes,
        expires_at: reservation.expires_at,
      }),
    )
    .execute()
}

export async function deleteReservation(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('storage_reservations')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** Reservations that were never used, of all organizations (`tx` is a worker's). */
export async function deleteExpiredReservations(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom('storage_reservations').where('expires_at', '<', now.toISOString()).execute()
}

/**
 * Which of these keys have a row, across organizations (`tx` is a worker's): a file by its blob, a picture by the
 * version in its key.
 */
export async function listKnownKeys(tx: Tx, keys: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select storage_path as key from document_blobs where storage_path = any(${keys}::text[])
    union all
    select k.key from unnest(${keys}::text[]) k(key)
     where k.key like 'organizations/%/pages/%'
       and exists (select from document_versions v where v.organization_id = split_part(k.key, '/', 2)::uuid
                                                     and v.id = split_part(k.key, '/', 4)::uuid)`.execute(tx)
  return new Set(rows.map((row) => row.key))
}

/** Every organization (`tx` is a worker's). */
export async function listOrganizations(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('organizations').select('id').orderBy('id').execute()
  return rows.map((row) => row.id)
}

/** The storage paths of an organization's documents, according to its rows (`tx` is a worker's). */
export async function listFileKeys(tx: Tx, organization_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('document_blobs')
    .select('storage_path')
    .where('organization_id', '=', organization_id)
    .execute()
  return rows.map((row) => row.storage_path)
}

/** Marks the missing files, as of now unless they were already missing; the others are there. */
export async function saveMissing(tx: Tx, organization_id: string, keys: string[], now: Date): Promise<void> {
  await sql`
    update document_blobs
       set missing_since = case when storage_path = any(${keys}::text[])
                                then coalesce(missing_since, ${now.toISOString()}::timestamptz) end
     where organization_id = ${organization_id}
       and (missing_since is not null) <> (storage_path = any(${keys}::text[]))`.execute(tx)
}

/** How many turns at the readers others get first, after the first `turns`; see `reading_turn`. */
export function readingTurn(organization_id: string, document_id: string, turns: number) {
  return sql<number>`${turns}::integer + coalesce((
    select reading_turn(uploaded_by) from documents
     where organization_id = ${organization_id} and id = ${document_id}), 0)`
}
