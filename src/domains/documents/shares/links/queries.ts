import { sql } from 'kysely'
import { senderCard } from '#domains/documents/senders/queries.ts'
import type { SharedDocument } from '#domains/documents/shares/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

export type Link = { organization_id: string; share_id: string; document_id: string }

/** Finds whose link this is: the only query that runs before the tenant is known. */
export async function findLink(tx: Tx, token_hash: string): Promise<Link | undefined> {
  const { rows } = await sql<Link>`select * from find_share(${token_hash})`.execute(tx)
  return rows[0]
}

export type LinkState = SharedDocument & {
  password_hash: string | null
  failed_passwords: number
  max_accesses: number | null
  access_count: number
  revoked_at: string | null
  trashed: boolean
  storage_path: string
  file_hash: string
  version_id: string
}

/** The share behind a link with what its holder may know; queried as the link itself, which sees one document. */
export async function findLinkState(
  tx: Tx,
  { organization_id, share_id }: Link,
): Promise<LinkState | undefined> {
  const { rows } = await sql<LinkState>`
    select coalesce(d.title, d.filename) as title, v.filename, v.mime_type, v.file_size, v.page_count, s.access_type, s.message,
           n.shared_by_name, ${senderCard(organization_id, sql.ref('s.shared_by'))} as shared_by, jsonb_build_object('name', n.organization_name, 'branding', n.branding) as organization,
           s.expires_at, s.version_number, d.version_number > s.version_number as newer_version, s.password_hash,
           s.failed_passwords, s.max_accesses, s.access_count, s.revoked_at, d.deleted_at is not null as trashed,
           v.storage_path, v.file_hash, v.id as version_id
      from document_shares s
      join documents d on d.organization_id = s.organization_id and d.id = s.document_id
      join document_versions v on v.organization_id = s.organization_id and v.document_id = s.document_id
                              and v.version_number = s.version_number
      cross join share_sender(s.id) n
     where s.organization_id = ${organization_id} and s.id = ${share_id}`.execute(tx)
  return rows[0]
}

/**
 * Counts a password attempt before it is checked, so that simultaneous attempts can't exceed `most`; answers the how
 * manieth it is.
 */
export async function saveAttempt(
  tx: Tx,
  { organization_id, share_id }: Link,
  most: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ failed_passwords: number }>`
    update document_shares set failed_passwords = failed_passwords + 1
     where organization_id = ${organization_id} and id = ${share_id} and failed_passwords < ${most}
    returning failed_passwords`.execute(tx)
  return rows[0]?.failed_passwords
}

/** Counts an access; undefined when the link has none left, or was closed in the meantime. */
export async function saveAccessed(
  tx: Tx,
  { organization_id, share_id }: Link,
  now: Date,
): Promise<{ first: boolean } | undefined> {
  const at = now.toISOString()
  const { rows } = await sql<{ first: boolean }>`
    update document_shares
       set access_count = access_count + 1, last_accessed_at = ${at}::timestamptz, failed_passwords = 0,
           first_viewed_at = coalesce(first_viewed_at, ${at}::timestamptz)
     where organization_id = ${organization_id} and id = ${share_id} and revoked_at is null
       and (expires_at is null or expires_at > ${at}::timestamptz)
       and (max_accesses is null or access_count < max_accesses)
    returning access_count = 1 as first`.execute(tx)
  return rows[0]
}

/** For the email about the first view: who shared what with whom. */
export async function findShareNotice(tx: Tx, organization_id: string, share_id: string) {
  return tx
    .selectFrom('document_shares as s')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 's.organization_id').onRef('d.id', '=', 's.document_id'),
    )
    .innerJoin('users as u', 'u.id', 's.shared_by')
    .innerJoin('organizations as o', 'o.id', 's.organization_id')
    .leftJoin('users as colleague', 'colleague.id', 's.shared_with_user_id')
    .select(['s.shared_with_email', 's.message', 's.expires_at', 's.access_type', 's.document_id'])
    .select(['u.email', 'u.display_name', 'u.timezone', 'o.name as organization_name', 'o.branding'])
    .select([
      sql<string>`coalesce(d.title, d.filename)`.as('title'),
      sql<boolean>`s.password_hash is not null`.as('has_password'),
      sql<string | null>`coalesce(s.shared_with_email, colleague.email)`.as('address'),
      senderCard(organization_id, sql.ref('s.shared_by')).as('sender'),
    ])
    .where('s.organization_id', '=', organization_id)
    .where('s.id', '=', share_id)
    .executeTakeFirst()
}

export function saveShareMailFailed(tx: Tx, organization_id: string, id: string, mail_failed_at: Date) {
  return tx
    .updateTable('document_shares')
    .set({ mail_failed_at })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .returning(['document_id', 'shared_with_email'])
    .executeTakeFirst()
}
