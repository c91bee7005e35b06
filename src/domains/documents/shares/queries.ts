import { sql } from 'kysely'
import { senderCard } from '#domains/documents/senders/queries.ts'
import type { AccessType, Share, SharedDocument, SharedWith } from '#domains/documents/shares/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Role } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'

export type NewShareRow = {
  id: string
  document_id: string
  version_number: number
  file_hash: string
  shared_by: string
  shared_with_email: string | null
  shared_with_user_id: string | null
  access_type: AccessType
  share_token_hash: string | null
  password_hash: string | null
  message: string | null
  expires_at: string | null
  max_accesses: number | null
  handed_on_from: string | null
}

function shares(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('document_shares as s')
    .leftJoin('users as u', 'u.id', 's.shared_by')
    .select([
      's.id',
      's.document_id',
      's.version_number',
      's.file_hash',
      's.shared_by',
      's.shared_with_email',
    ])
    .select([
      's.shared_with_user_id',
      's.access_type',
      's.message',
      's.expires_at',
      's.max_accesses',
      's.access_count',
    ])
    .select([
      's.last_accessed_at',
      's.first_viewed_at',
      's.mail_failed_at',
      's.revoked_at',
      's.created_at',
      'u.display_name as shared_by_name',
    ])
    .select(sql<boolean>`s.password_hash is not null`.as('has_password'))
    .where('s.organization_id', '=', organization_id)
}

export async function insertShare(tx: Tx, organization_id: string, share: NewShareRow): Promise<Share> {
  await tx
    .insertInto('document_shares')
    .values({ organization_id, ...share })
    .execute()
  return found(await shares(tx, organization_id).where('s.id', '=', share.id).executeTakeFirst(), 'document')
}

/** The newest live share of each document with an address. */
export async function listSharesTo(
  tx: Tx,
  organization_id: string,
  email: string,
  document_ids: string[],
): Promise<(Omit<SharedWith, 'url'> & { share_token_hash: string | null })[]> {
  const { rows } = await sql<Omit<SharedWith, 'url'> & { share_token_hash: string | null }>`
    select * from (
      select distinct on (s.document_id) s.id, s.document_id, coalesce(d.title, d.filename) as title, v.mime_type,
             v.file_size, s.created_at, s.share_token_hash
        from document_shares s
        join documents d on d.organization_id = s.organization_id and d.id = s.document_id
        join document_versions v on v.organization_id = s.organization_id and v.document_id = s.document_id
                                and v.version_number = s.version_number
       where s.organization_id = ${organization_id} and s.document_id = any(${document_ids}::uuid[])
         and lower(s.shared_with_email) = lower(${email}) and s.revoked_at is null
         and (s.expires_at is null or s.expires_at > now())
         and (s.max_accesses is null or s.access_count < s.max_accesses) and d.deleted_at is null
       order by s.document_id, s.id desc) shared
     order by id desc`.execute(tx)
  return rows
}

/** Every share of these documents with an address that isn’t revoked, also where it has expired. */
export async function listUnrevokedTo(
  tx: Tx,
  organization_id: string,
  email: string,
  document_ids: string[],
): Promise<{ id: string; document_id: string; shared_by: string | null }[]> {
  const { rows } = await sql<{ id: string; document_id: string; shared_by: string | null }>`
    select id, document_id, shared_by from document_shares
     where organization_id = ${organization_id} and document_id = any(${document_ids}::uuid[])
       and lower(shared_with_email) = lower(${email}) and revoked_at is null
     order by id`.execute(tx)
  return rows
}

/** Newest first; only those that `of` gave or received, if given. */
export function listShares(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { of, ...page }: PageAfter<string> & { of?: string | undefined },
): Promise<Share[]> {
  let query = shares(tx, organization_id).where('s.document_id', '=', document_id)
  if (of)
    query = query.where((eb) => eb.or([eb('s.shared_by', '=', of), eb('s.shared_with_user_id', '=', of)]))
  return readPage(query, 's.id', page)
}

export function findShareById(
  tx: Tx,
  organization_id: string,
  document_id: string,
  id: string,
): Promise<Share | undefined> {
  return shares(tx, organization_id)
    .where('s.document_id', '=', document_id)
    .where('s.id', '=', id)
    .executeTakeFirst()
}

/** Locks the document until the transaction ends, so who sees it doesn't change in between. */
export async function holdDocument(tx: Tx, organization_id: string, id: string): Promise<void> {
  await sql`select from documents where organization_id = ${organization_id} and id = ${id} for share`.execute(
    tx,
  )
}

/**
 * The share that lets a colleague pass on this much of a document: the one that lasts longest. It is locked, so
 * revoking it happens either before, and then there is none, or after, and then also revokes what is passed on now.
 */
export async function findReceived(
  tx: Tx,
  organization_id: string,
  document_id: string,
  user_id: string,
  access_type: AccessType,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from document_shares
     where organization_id = ${organization_id} and document_id = ${document_id} and shared_with_user_id = ${user_id}
       and revoked_at is null and (expires_at is null or expires_at > now())
       and (${access_type} = 'view' or access_type = ${access_type})
     order by expires_at desc nulls first, id limit 1 for share`.execute(tx)
  return rows[0]?.id
}

/**
 * Revokes shares and everything passed on from them; returns their ids. Shares being passed on at that moment are
 * waited for, so it repeats until there are no more.
 */
export async function saveRevoked(
  tx: Tx,
  organization_id: string,
  ids: string[],
  user_id: string | null,
  now: Date,
): Promise<string[]> {
  const revoked: string[] = []
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      with recursive ended as (
        select unnest(${ids}::uuid[]) as id
        union select s.id from document_shares s join ended e on s.handed_on_from = e.id
               where s.organization_id = ${organization_id}
      )
      update document_shares set revoked_at = ${now.toISOString()}::timestamptz, revoked_by = ${user_id}::uuid
       where organization_id = ${organization_id} and id in (select id from ended) and revoked_at is null
      returning id`.execute(tx)
    if (rows.length === 0) return revoked
    revoked.push(...rows.map((row) => row.id))
  }
}

/**
 * Shares of these documents by members who no longer see them by right, and didn't receive them either. `seeing_all`
 * are the roles that see every document.
 */
export async function listOutreached(
  tx: Tx,
  organization_id: string,
  document_ids: string[],
  seeing_all: Role[],
): Promise<{ id: string; document_id: string }[]> {
  const { rows } = await sql<{ id: string; document_id: string }>`
    select s.id, s.document_id
      from document_shares s
      join documents d on d.organization_id = s.organization_id and d.id = s.document_id
      join organization_members m on m.organization_id = s.organization_id and m.user_id = s.shared_by
     where s.organization_id = ${organization_id} and s.document_id = any(${document_ids}::uuid[])
       and s.revoked_at is null and s.handed_on_from is null
       and not (m.role = any(${seeing_all}::text[]) or m.permissions ? 'documents.see_all') and d.uploaded_by <> s.shared_by and d.visibility <> 'agency'
       and not (d.visibility = 'team' and exists (
             select from team_members t where t.organization_id = d.organization_id and t.team_id = d.team_id
                                          and t.user_id = s.shared_by))`.execute(tx)
  return rows
}

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
