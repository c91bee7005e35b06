import { sql } from 'kysely'
import type { SenderCard } from '#domains/documents/senders/schema.ts'
import type { ParticipantRole } from '#domains/exchanges/participants/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { ExchangeGuest } from './schema.ts'

export type GuestLink = { organization_id: string; id: string }

/** Finds whose link this is: the only query that runs before the tenant is known. */
export async function findGuestLink(tx: Tx, token_hash: string): Promise<GuestLink | undefined> {
  const { rows } = await sql<GuestLink>`select * from find_exchange_guest(${token_hash})`.execute(tx)
  return rows[0]
}

/** Those whose access lasts. */
function selectGuests(tx: Tx, organization_id: string, exchange_id: string) {
  return tx
    .selectFrom('exchange_guests as g')
    .innerJoin('exchange_participants as a', (join) =>
      join
        .onRef('a.organization_id', '=', 'g.organization_id')
        .onRef('a.id', '=', 'g.exchange_participant_id'),
    )
    .select(['g.id', 'g.exchange_participant_id', 'a.participant_id as contact_id', 'a.role', 'g.email'])
    .select(['g.created_at', 'g.first_seen_at', 'g.last_seen_at', 'g.mail_failed_at'])
    .select(
      sql<string | null>`(select c.display_name from contacts c
        where c.organization_id = a.organization_id and c.id = a.participant_id)`.as('display_name'),
    )
    .select(
      sql<string | null>`(select u.display_name from users u where u.id = g.invited_by)`.as(
        'invited_by_name',
      ),
    )
    .where('g.organization_id', '=', organization_id)
    .where('g.exchange_id', '=', exchange_id)
    .where('g.revoked_at', 'is', null)
    .where('a.left_at', 'is', null)
}

export function listGuests(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  page: PageAfter<string>,
): Promise<ExchangeGuest[]> {
  const query = selectGuests(tx, organization_id, exchange_id)
  return readPage(query, 'g.id', page, 'oldest') as Promise<ExchangeGuest[]>
}

export async function getGuest(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  id: string,
): Promise<ExchangeGuest> {
  const row = await selectGuests(tx, organization_id, exchange_id).where('g.id', '=', id).executeTakeFirst()
  return found(row, 'guest') as ExchangeGuest
}

/** The access that a contact has to an exchange by a link, if any. */
export async function findGuestOf(tx: Tx, organization_id: string, exchange_id: string, contact_id: string) {
  return selectGuests(tx, organization_id, exchange_id)
    .where('a.participant_id', '=', contact_id)
    .orderBy('g.id')
    .executeTakeFirst() as Promise<ExchangeGuest | undefined>
}

/** The part that a contact has in an exchange now; of several the first. */
export function findPartOf(tx: Tx, organization_id: string, exchange_id: string, contact_id: string) {
  return tx
    .selectFrom('exchange_participants')
    .select(['id', 'role'])
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('participant_id', '=', contact_id)
    .where('left_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
}

/** A participant who takes part now, with the address of their contact. */
export async function getInvitee(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  exchange_participant_id: string,
) {
  const row = await tx
    .selectFrom('exchange_participants as a')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.organization_id', '=', 'a.organization_id').onRef('c.id', '=', 'a.participant_id'),
    )
    .select(['a.participant_id as contact_id', 'a.user_id', 'c.display_name', 'c.email'])
    .where('a.organization_id', '=', organization_id)
    .where('a.exchange_id', '=', exchange_id)
    .where('a.id', '=', exchange_participant_id)
    .where('a.left_at', 'is', null)
    .executeTakeFirst()
  return found(row, 'participant')
}

type NewRow = {
  id: string
  exchange_id: string
  exchange_participant_id: string
  email: string
  token_hash: string
  sealed_token: string
  invited_by: string
}

export async function insertGuest(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  await tx
    .insertInto('exchange_guests')
    .values({ organization_id, ...row })
    .execute()
}

/** Ends the access that a participant has; answers whether they had any. */
export async function saveRevoked(
  tx: Tx,
  organization_id: string,
  exchange_participant_id: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('exchange_guests')
    .set({ revoked_at: now, code_hash: null })
    .where('organization_id', '=', organization_id)
    .where('exchange_participant_id', '=', exchange_participant_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type GuestColumns = {
  code_hash?: string | null
  code_expires_at?: Date | null
  wrong_codes?: number
  mail_failed_at?: Date
  last_seen_at?: Date
}

export async function saveGuest(
  tx: Tx,
  { organization_id, id }: GuestLink,
  columns: GuestColumns,
): Promise<void> {
  await tx
    .updateTable('exchange_guests')
    .set(columns)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** Counts a wrong code before it is known to be wrong, so that many at once are all counted. */
export async function countGuess(tx: Tx, { organization_id, id }: GuestLink, most: number) {
  const { rows } = await sql<{ code_hash: string | null; code_expires_at: string | null }>`
    update exchange_guests set wrong_codes = wrong_codes + 1
     where organization_id = ${organization_id} and id = ${id} and wrong_codes < ${most}
    returning code_hash, code_expires_at`.execute(tx)
  return rows[0]
}

/** The guest sees the exchange now; answers whether for the first time. */
export async function saveSeen(tx: Tx, { organization_id, id }: GuestLink, now: Date): Promise<boolean> {
  const { rows } = await sql<{ first: boolean }>`
    update exchange_guests set last_seen_at = ${now.toISOString()}::timestamptz,
           first_seen_at = coalesce(first_seen_at, ${now.toISOString()}::timestamptz)
     where organization_id = ${organization_id} and id = ${id}
    returning old.first_seen_at is null as first`.execute(tx)
  return rows[0]?.first ?? false
}

export type GuestState = {
  exchange_id: string
  exchange_participant_id: string
  email: string
  sealed_token: string
  code_expires_at: string | null
  wrong_codes: number
  ended: boolean
  organization_name: string
  branding: Record<string, unknown>
  invited_by: string
  coordinator: SenderCard
  coordinator_email: string
  timezone: string
  guest_name: string
  contact_id: string
  role: ParticipantRole
  authority_level: string
  exchange_name: string
}

/** A guest with what their page and their mails say of them and of who runs the exchange; read as the product itself. */
export async function getGuestState(tx: Tx, { organization_id, id }: GuestLink): Promise<GuestState> {
  const { rows } = await sql<GuestState>`
    select g.exchange_id, g.exchange_participant_id, g.email, g.sealed_token, g.code_expires_at, g.wrong_codes,
           g.revoked_at is not null or a.left_at is not null as ended, o.name as organization_name, o.branding,
           g.invited_by, sender_card(${organization_id}::uuid, coalesce(e.coordinator_id, g.invited_by)) as coordinator,
           u.email as coordinator_email, u.timezone, c.display_name as guest_name, a.participant_id as contact_id,
           a.role, a.authority_level, e.name as exchange_name
      from exchange_guests g
      join organizations o on o.id = g.organization_id
      join exchange_participants a on a.organization_id = g.organization_id and a.id = g.exchange_participant_id
      join contacts c on c.organization_id = a.organization_id and c.id = a.participant_id
      join exchanges e on e.organization_id = g.organization_id and e.id = g.exchange_id
      join users u on u.id = coalesce(e.coordinator_id, g.invited_by)
     where g.organization_id = ${organization_id} and g.id = ${id}`.execute(tx)
  return found(rows[0], 'link')
}

/** As the guest: whether they see what is exchanged and identified. */
export async function isInsider(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ insider: boolean }>`select insider from guest_exchange()`.execute(tx)
  return rows[0]?.insider ?? false
}

/** As the guest: the documents that they may read, and of each that they sign the version that they sign or signed. */
export async function listGuestDocuments(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('exchange_documents as a')
    .select(['a.document_id', 'a.kind', 'a.created_at'])
    .select(
      sql<number | null>`(select coalesce(r.signed_version_number, r.version_number) from signature_requests r
        where r.organization_id = a.organization_id and r.document_id = a.document_id order by r.id desc limit 1)`.as(
        'version_number',
      ),
    )
    .where('a.organization_id', '=', organization_id)
    .orderBy('a.id', 'desc')
    .execute()
}

/** The titles of documents that aren't in the trash. */
export function listTitles(tx: Tx, organization_id: string, ids: string[]) {
  return tx
    .selectFrom('documents')
    .select(['id', sql<string>`coalesce(title, filename)`.as('title')])
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute()
}

/** The contacts who are the taxpayer in an exchange: those who take part as clients. */
export async function listTaxpayers(tx: Tx, organization_id: string, exchange_id: string) {
  return tx
    .selectFrom('exchange_participants')
    .select(['participant_id as contact_id', 'user_id'])
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('role', '=', 'client')
    .where('left_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Whom an email about a signature goes to. */
export async function getSignerMail(tx: Tx, organization_id: string, signature_id: string) {
  const row = await tx
    .selectFrom('signatures as s')
    .innerJoin('signature_requests as r', (join) =>
      join.onRef('r.organization_id', '=', 's.organization_id').onRef('r.id', '=', 's.request_id'),
    )
    .select([
      's.exchange_id',
      's.contact_id',
      's.status',
      'r.status as request_status',
      'r.title',
      'r.message',
    ])
    .where('s.organization_id', '=', organization_id)
    .where('s.id', '=', signature_id)
    .executeTakeFirst()
  return found(row, 'signature')
}
