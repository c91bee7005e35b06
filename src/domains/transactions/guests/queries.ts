import { sql } from 'kysely'
import type { SenderCard } from '#domains/documents/senders/schema.ts'
import type { PartyRole } from '#domains/transactions/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Guest } from './schema.ts'

export type GuestLink = { organization_id: string; id: string }

/** Finds whose link this is: the only query that runs before the tenant is known. */
export async function findGuestLink(tx: Tx, token_hash: string): Promise<GuestLink | undefined> {
  const { rows } = await sql<GuestLink>`select * from find_transaction_guest(${token_hash})`.execute(tx)
  return rows[0]
}

/** Those whose access lasts. A guest whose contact the reader doesn't see is left out, as the contact is. */
function selectGuests(tx: Tx, organization_id: string, transaction_id: string) {
  return tx
    .selectFrom('transaction_guests as g')
    .innerJoin('transaction_parties as a', (join) =>
      join.onRef('a.organization_id', '=', 'g.organization_id').onRef('a.id', '=', 'g.party_id'),
    )
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.organization_id', '=', 'a.organization_id').onRef('c.id', '=', 'a.contact_id'),
    )
    .leftJoin('users as u', 'u.id', 'g.invited_by')
    .select(['g.id', 'g.party_id', 'c.display_name', 'a.role', 'g.email', 'g.created_at', 'g.last_seen_at'])
    .select(['g.mail_failed_at', 'u.display_name as invited_by_name'])
    .where('g.organization_id', '=', organization_id)
    .where('g.transaction_id', '=', transaction_id)
    .where('g.revoked_at', 'is', null)
}

export function listGuests(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  page: PageAfter<string>,
): Promise<Guest[]> {
  return readPage(selectGuests(tx, organization_id, transaction_id), 'g.id', page, 'oldest')
}

export async function getGuest(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  id: string,
): Promise<Guest> {
  const row = await selectGuests(tx, organization_id, transaction_id)
    .where('g.id', '=', id)
    .executeTakeFirst()
  return found(row, 'guest')
}

type NewRow = {
  id: string
  transaction_id: string
  party_id: string
  email: string
  token_hash: string
  invited_by: string
}

export async function insertGuest(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  await tx
    .insertInto('transaction_guests')
    .values({ organization_id, ...row })
    .execute()
}

/** Ends the access that a party has; answers whether they had any. */
export async function saveRevoked(
  tx: Tx,
  organization_id: string,
  { party_id, now }: { party_id: string; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('transaction_guests')
    .set({ revoked_at: now })
    .where('organization_id', '=', organization_id)
    .where('party_id', '=', party_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Where the link of a party’s access went; undefined for one who has none. */
export async function findGuestEmail(
  tx: Tx,
  organization_id: string,
  party_id: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('transaction_guests')
    .select('email')
    .where('organization_id', '=', organization_id)
    .where('party_id', '=', party_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row?.email
}

/** Whether someone sees the deal by a link that went to this address. */
export async function isGuestAddress(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  email: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from transaction_guests
     where organization_id = ${organization_id} and transaction_id = ${transaction_id} and revoked_at is null
       and lower(email) = lower(${email}) limit 1`.execute(tx)
  return rows.length > 0
}

/** The links that still work which were emailed to this address for the deal, also those that the person doesn't see. */
export async function countLinksTo(tx: Tx, transaction_id: string, email: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count_links_to(${transaction_id}::uuid, ${email}) as count`.execute(tx)
  return rows[0]?.count ?? 0
}

/** The documents of a deal, as far as the person sees them. */
export async function listDealDocumentIds(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('transaction_documents as a')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 'a.organization_id').onRef('d.id', '=', 'a.document_id'),
    )
    .select('a.document_id')
    .where('a.organization_id', '=', organization_id)
    .where('a.transaction_id', '=', transaction_id)
    .execute()
  return rows.map(({ document_id }) => document_id)
}

export async function saveMailFailed(tx: Tx, { organization_id, id }: GuestLink, at: Date): Promise<void> {
  await tx
    .updateTable('transaction_guests')
    .set({ mail_failed_at: at })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** The guest sees the deal now; answers whether for the first time. */
export async function saveSeen(tx: Tx, { organization_id, id }: GuestLink, now: Date): Promise<boolean> {
  const { rows } = await sql<{ first: boolean }>`
    update transaction_guests set last_seen_at = ${now.toISOString()}::timestamptz,
           first_seen_at = coalesce(first_seen_at, ${now.toISOString()}::timestamptz)
     where organization_id = ${organization_id} and id = ${id}
    returning old.first_seen_at is null as first`.execute(tx)
  return rows[0]?.first ?? false
}

export type GuestState = {
  transaction_id: string
  email: string
  revoked_at: string | null
  organization_name: string
  branding: Record<string, unknown>
  agent: SenderCard
  /** Of the one who invited: whom the client writes to. */
  agent_email: string
  timezone: string
  guest_name: string
  contact_id: string
  role: PartyRole
  address: string
}

/** A guest with what their page and their mail say of them and of who invited them; read as the product itself. */
export async function getGuestState(tx: Tx, { organization_id, id }: GuestLink): Promise<GuestState> {
  const { rows } = await sql<GuestState>`
    select g.transaction_id, g.email, g.revoked_at, o.name as organization_name, o.branding,
           sender_card(${organization_id}::uuid, g.invited_by) as agent, u.email as agent_email, u.timezone,
           c.display_name as guest_name, a.contact_id, a.role, p.address
      from transaction_guests g
      join organizations o on o.id = g.organization_id
      join users u on u.id = g.invited_by
      join transaction_parties a on a.organization_id = g.organization_id and a.id = g.party_id
      join contacts c on c.organization_id = a.organization_id and c.id = a.contact_id
      join transactions t on t.organization_id = g.organization_id and t.id = g.transaction_id
      join properties p on p.organization_id = t.organization_id and p.id = t.property_id
     where g.organization_id = ${organization_id} and g.id = ${id}`.execute(tx)
  return found(rows[0], 'link')
}

/** As the guest: which documents are attached to the deal. What they may open of them is another question. */
export async function listAttachedIds(tx: Tx, organization_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('transaction_documents')
    .select('document_id')
    .where('organization_id', '=', organization_id)
    .execute()
  return rows.map(({ document_id }) => document_id)
}

/** As the guest: what was asked of them, newest first. */
export async function listRequestIds(tx: Tx, organization_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('transaction_requests')
    .select('request_id')
    .where('organization_id', '=', organization_id)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ request_id }) => request_id)
}
