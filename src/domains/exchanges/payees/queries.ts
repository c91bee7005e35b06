import { type InsertObject, sql, type UpdateObject } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Payee, PayeeNarrowing, PayeeVerification, PhoneOnFile } from './schema.ts'

const memberName = (column: 'entered_by' | 'verified_by') =>
  sql<string | null>`(select u.display_name from users u where u.id = p.${sql.ref(column)})`

function selectPayees(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('payees as p')
    .select(['p.id', 'p.contact_id', 'p.account_name', 'p.bank_name', 'p.routing_number', 'p.status'])
    .select(['p.account_number_last4', 'p.details_version', 'p.entered_by', 'p.entered_at'])
    .select(['p.phones_on_file', 'p.verified_by', 'p.verified_at', 'p.frozen_at', 'p.freeze_reason'])
    .select(['p.version', memberName('entered_by').as('entered_by_name')])
    .select(memberName('verified_by').as('verified_by_name'))
    .select(
      sql<string | null>`(select c.display_name from contacts c
        where c.organization_id = p.organization_id and c.id = p.contact_id)`.as('contact_name'),
    )
    .select(
      sql<string[]>`array(select o.id from payees o where o.organization_id = p.organization_id
        and o.account_digest = p.account_digest and o.id <> p.id order by o.id)`.as('same_account_payees'),
    )
    .where('p.organization_id', '=', organization_id)
}

export function listPayees(
  tx: Tx,
  organization_id: string,
  { contact_id, status }: PayeeNarrowing,
  page: PageAfter<string>,
): Promise<Payee[]> {
  let query = selectPayees(tx, organization_id)
  if (contact_id) query = query.where('p.contact_id', '=', contact_id)
  if (status) query = query.where('p.status', '=', status)
  return readPage(query, 'p.id', page, 'newest') as Promise<Payee[]>
}

export async function getPayee(tx: Tx, organization_id: string, id: string): Promise<Payee> {
  const row = await selectPayees(tx, organization_id).where('p.id', '=', id).executeTakeFirst()
  return found(row, 'payee') as Payee
}

/** Locked until the end of the transaction: a payment and a freeze come one after the other. */
export async function lockPayee(tx: Tx, organization_id: string, id: string): Promise<Payee> {
  const row = await tx
    .selectFrom('payees')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  found(row, 'payee')
  return getPayee(tx, organization_id, id)
}

/**
 * The phone numbers of a contact, and since when each is on file: the fact that added it, or else the contact itself, with the
 * last contact that was merged into it.
 */
export async function listPhones(
  tx: Tx,
  organization_id: string,
  contact_id: string,
): Promise<PhoneOnFile[]> {
  const { rows } = await sql<PhoneOnFile>`
    select distinct on (numbers.number) numbers.number,
           to_char(coalesce(
             (select max(f.created_at) from events f
               where f.organization_id = c.organization_id and f.subject_id = c.id and f.name = 'contacts.changed'
                 and f.payload -> 'phones' -> 'to' @> jsonb_build_array(jsonb_build_object('number', numbers.number))
                 and not f.payload -> 'phones' -> 'from' @> jsonb_build_array(jsonb_build_object('number', numbers.number))),
             (select max(f.created_at) from events f
               where f.organization_id = c.organization_id and f.subject_id = c.id and f.name = 'contacts.merged'),
             c.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as on_file_since
      from contacts c cross join lateral (select e ->> 'number' as number from jsonb_array_elements(c.phones) e) numbers
     where c.organization_id = ${organization_id} and c.id = ${contact_id}`.execute(tx)
  return rows
}

type Columns = {
  account_name?: string
  bank_name?: string
  routing_number?: string
  account_number_encrypted?: string
  account_number_last4?: string
  account_digest?: string
  status?: Payee['status']
  details_version?: number
  entered_by?: string
  entered_at?: Date
  phones_on_file?: PhoneOnFile[]
  verified_by?: string | null
  verified_at?: Date | null
  frozen_by?: string | null
  frozen_at?: Date | null
  freeze_reason?: string | null
}

function asColumns({ phones_on_file, ...plain }: Columns) {
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return { ...given, ...(phones_on_file && { phones_on_file: JSON.stringify(phones_on_file) }) }
}

export async function insertPayee(
  tx: Tx,
  organization_id: string,
  row: Columns & { id: string; contact_id: string },
): Promise<void> {
  const { id, contact_id, ...columns } = row
  const values = { organization_id, id, contact_id, ...asColumns(columns) }
  await tx
    .insertInto('payees')
    .values(values as InsertObject<DB, 'payees'>)
    .execute()
}

/** False when the payee has changed since `version`; without one, whatever it is. */
export async function savePayee(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number | undefined,
  columns: Columns,
): Promise<boolean> {
  let query = tx
    .updateTable('payees')
    .set({ ...asColumns(columns), updated_at: sql`now()` } as UpdateObject<DB, 'payees'>)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** As they are kept: encrypted. */
export async function getNumber(tx: Tx, organization_id: string, id: string) {
  const row = await tx
    .selectFrom('payees')
    .select(['routing_number', 'account_number_encrypted', 'account_digest'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return found(row, 'payee')
}

type NewVerification = Omit<PayeeVerification, 'verified_by_name' | 'created_at' | 'note'> & {
  payee_id: string
  note: string | null
}

export async function insertVerification(tx: Tx, organization_id: string, row: NewVerification) {
  await tx
    .insertInto('payee_verifications')
    .values({ organization_id, ...row })
    .execute()
}

export function listVerifications(
  tx: Tx,
  organization_id: string,
  payee_id: string,
  page: PageAfter<string>,
): Promise<PayeeVerification[]> {
  const query = tx
    .selectFrom('payee_verifications as v')
    .select(['v.id', 'v.details_version', 'v.phone_number', 'v.on_file_since', 'v.called_at'])
    .select(['v.spoken_with', 'v.note', 'v.verified_by', 'v.created_at'])
    .select(
      sql<string | null>`(select u.display_name from users u where u.id = v.verified_by)`.as(
        'verified_by_name',
      ),
    )
    .where('v.organization_id', '=', organization_id)
    .where('v.payee_id', '=', payee_id)
  return readPage(query, 'v.id', page, 'newest')
}

/** The contacts that have the same account at the same bank as a payee, the payee's own among them. */
export async function listAccountHolders(tx: Tx, organization_id: string, payee_id: string) {
  const rows = await tx
    .selectFrom('payees as p')
    .innerJoin('payees as o', (join) =>
      join
        .onRef('o.organization_id', '=', 'p.organization_id')
        .onRef('o.account_digest', '=', 'p.account_digest'),
    )
    .select('o.contact_id')
    .where('p.organization_id', '=', organization_id)
    .where('p.id', '=', payee_id)
    .execute()
  return rows.map(({ contact_id }) => contact_id)
}
