import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Imports of one organization, and what undoes them, go one after another: each sees what the one before has done. */
export async function lockImports(tx: Tx, organization_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('document_request_imports:' || ${organization_id}, 0))`.execute(
    tx,
  )
}

/** Which of these people are asked for something of this name already, as far as the person of the transaction sees. */
export async function listOpenAlike(
  tx: Tx,
  organization_id: string,
  alike: { email: string; title: string }[],
  now: Date,
): Promise<{ email: string; title: string }[]> {
  const { rows } = await sql<{ email: string; title: string }>`
    select r.requested_from_email as email, r.title
      from document_requests r
      join unnest(${alike.map(({ email }) => email)}::text[], ${alike.map(({ title }) => title)}::text[]) a(email, title)
        on a.email = r.requested_from_email and lower(a.title) = lower(r.title)
     where r.organization_id = ${organization_id} and r.revoked_at is null and r.fulfilled_at is null
       and r.expires_at > ${now.toISOString()}::timestamptz`.execute(tx)
  return rows
}

/** The requests of an import that this member made and whose links still work, in the order they were made. */
export async function listOfImport(
  tx: Tx,
  organization_id: string,
  import_id: string,
): Promise<{ id: string; requested_by: string; open: boolean }[]> {
  const { rows } = await sql<{ id: string; requested_by: string; open: boolean }>`
    select id, requested_by, revoked_at is null and fulfilled_at is null as open
      from document_requests
     where organization_id = ${organization_id} and import_id = ${import_id} order by id`.execute(tx)
  return rows
}
