import { sql } from 'kysely'
import type { AccessType, Share, SharedWith } from '#domains/documents/shares/schema.ts'
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
