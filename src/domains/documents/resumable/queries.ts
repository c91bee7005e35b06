import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { ErrorCode } from '#lib/errors.ts'

/** Why a complete file didn't become a document, for later requests. */
export type Refusal = { code: ErrorCode; message: string; details: Record<string, unknown> }

export type UploadSession = {
  organization_id: string
  id: string
  user_id: string
  filename: string
  file_size: number
  options: unknown
  document_id: string | null
  finished_at: string | null
  refusal: Refusal | null
}

const SESSION = [
  'organization_id',
  'id',
  'user_id',
  'filename',
  'file_size',
  'options',
  'document_id',
  'finished_at',
  'refusal',
] as const

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
    .select(SESSION)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function saveUploadFinished(
  tx: Tx,
  organization_id: string,
  id: string,
  outcome: { document_id: string } | { refusal: Refusal },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('upload_sessions')
    .set({
      finished_at: now,
      ...('refusal' in outcome ? { refusal: JSON.stringify(outcome.refusal) } : outcome),
    })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

export async function deleteUploadSession(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('upload_sessions')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

const LEASE = sql`interval '15 seconds'`

/** Takes the upload for one connection, unless another has it; that one is asked to release it. */
export async function claimUpload(
  tx: Tx,
  organization_id: string,
  id: string,
  lease_id: string,
): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    update upload_sessions
       set lease_wanted = not (lease_id is null or leased_until < now()),
           lease_id = case when lease_id is null or leased_until < now() then ${lease_id}::uuid else lease_id end,
           leased_until = case when lease_id is null or leased_until < now() then now() + ${LEASE} else leased_until end
     where organization_id = ${organization_id} and id = ${id}
    returning lease_id = ${lease_id}::uuid as mine`.execute(tx)
  return rows[0]?.mine ?? false
}

/** Renews the lease. False when it was lost, or another connection waits for it. */
export async function renewUpload(
  tx: Tx,
  organization_id: string,
  id: string,
  lease_id: string,
): Promise<boolean> {
  const { rows } = await sql<{ lease_wanted: boolean }>`
    update upload_sessions set leased_until = now() + ${LEASE}
     where organization_id = ${organization_id} and id = ${id} and lease_id = ${lease_id}::uuid
    returning lease_wanted`.execute(tx)
  return rows[0]?.lease_wanted === false
}

export async function releaseUpload(
  tx: Tx,
  organization_id: string,
  id: string,
  lease_id: string,
): Promise<void> {
  await sql`update upload_sessions set lease_id = null, leased_until = null, lease_wanted = false
             where organization_id = ${organization_id} and id = ${id} and lease_id = ${lease_id}::uuid`.execute(
    tx,
  )
}

/** Of these uploads, those that are unfinished and not being received, of all organizations (`tx` is a worker's). */
export function listIdleUploads(tx: Tx, ids: string[]): Promise<UploadSession[]> {
  return tx
    .selectFrom('upload_sessions')
    .select(SESSION)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('finished_at', 'is', null)
    .where(sql<boolean>`(lease_id is null or leased_until < now())`)
    .execute()
}

/** Of these uploads, those that have a row, of all organizations (`tx` is a worker's). */
export async function listKnownUploads(tx: Tx, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('upload_sessions')
    .select('id')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Abandoned uploads, and those whose outcome is no longer needed, of all organizations (`tx` is a worker's). */
export function listStaleUploads(
  tx: Tx,
  now: Date,
  kept_since: Date,
  limit: number,
): Promise<UploadSession[]> {
  return tx
    .selectFrom('upload_sessions')
    .select(SESSION)
    .where((is) =>
      is.or([is('finished_at', '<', kept_since.toISOString()), is('expires_at', '<', now.toISOString())]),
    )
    .limit(limit)
    .execute()
}
