import { sql } from 'kysely'
import type { SenderCard } from '#domains/documents/senders/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'
import type { Statement } from './schema.ts'

export type StoredDisbursement = {
  version: number
  status: 'approved' | 'sent' | 'paid'
  statement: Statement
  document_id: string | null
  approved_by_name: string
  approved_at: string
  sent_to: string | null
  sent_at: string | null
  sent_email: string | null
  sent_document_id: string | null
  sent_hash: string | null
  mail_failed_at: string | null
}

export async function findDisbursement(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<StoredDisbursement | undefined> {
  const row = await tx
    .selectFrom('commission_disbursements as d')
    .innerJoin('users as u', 'u.id', 'd.approved_by')
    .select([
      'd.version',
      'd.status',
      'd.statement',
      'd.document_id',
      'd.approved_at',
      'd.sent_to',
      'd.sent_at',
      'd.sent_email',
      'd.sent_document_id',
      'd.sent_hash',
      'd.mail_failed_at',
    ])
    .select(sql<string>`coalesce(u.display_name, u.email)`.as('approved_by_name'))
    .where('d.organization_id', '=', organization_id)
    .where('d.transaction_id', '=', transaction_id)
    .executeTakeFirst()
  return row as StoredDisbursement | undefined
}

const NOT_EMAILED = { sent_email: null, sent_document_id: null, sent_hash: null, mail_failed_at: null }

type Approval = { transaction_id: string; statement: Statement; document_id: string; approved_by: string }

/** A new approval takes the place of the one before, and has to be sent again. */
export async function saveApproval(
  tx: Tx,
  organization_id: string,
  { transaction_id, statement, document_id, approved_by }: Approval,
): Promise<void> {
  const values = { statement: JSON.stringify(statement), document_id, approved_by }
  const anew = { status: 'approved' as const, sent_to: null, sent_at: null, ...NOT_EMAILED }
  await tx
    .insertInto('commission_disbursements')
    .values({ organization_id, transaction_id, ...values, approved_at: sql<string>`now()` })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'transaction_id'])
        .doUpdateSet({ ...values, ...anew, approved_at: sql<string>`now()` }),
    )
    .execute()
}

type Emailed = { sent_email: string; sent_document_id: string; sent_hash: string }
type Step = { status: 'sent' | 'paid'; sent_to?: string; statement?: Statement; emailed?: Emailed }

export async function saveStep(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  { status, sent_to, statement, emailed }: Step,
): Promise<void> {
  await tx
    .updateTable('commission_disbursements')
    .set({
      status,
      ...(sent_to !== undefined && { ...NOT_EMAILED, ...emailed, sent_to, sent_at: sql<string>`now()` }),
      ...(statement && { statement: JSON.stringify(statement) }),
    })
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .execute()
}

/** Of the email with this file, if none was sent after it. */
export async function saveMailFailed(
  tx: Tx,
  organization_id: string,
  { transaction_id, document_id, at }: { transaction_id: string; document_id: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('commission_disbursements')
    .set({ mail_failed_at: at })
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .where('sent_document_id', '=', document_id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type MailSender = {
  organization_name: string
  branding: unknown
  display_name: string | null
  email: string
  sender: SenderCard
}

/** Who sends it, as an email shows them. */
export async function getSender(tx: Tx, organization_id: string, user_id: string): Promise<MailSender> {
  const { rows } = await sql<MailSender>`
    select o.name as organization_name, o.branding, u.display_name, u.email::text as email,
           sender_card(o.id, u.id) as sender
      from organizations o cross join users u where o.id = ${organization_id} and u.id = ${user_id}`.execute(
    tx,
  )
  return found(rows[0], 'member')
}

type Issuer = Statement['organization'] & { logo_url: string | null }

export async function getIssuer(tx: Tx, organization_id: string): Promise<Issuer> {
  const { rows } = await sql<Issuer>`
    select name, license_number, phone, email::text as email, logo_url,
           nullif(concat_ws(', ', address ->> 'line1', address ->> 'line2', address ->> 'city',
                            nullif(concat_ws(' ', address ->> 'state', address ->> 'zip_code'), '')), '') as address
      from organizations where id = ${organization_id}`.execute(tx)
  return found(rows[0], 'organization')
}

/** The license numbers of members, as they stand in their profiles. */
export async function listLicenses(
  tx: Tx,
  organization_id: string,
  user_ids: string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ user_id: string; licenses: string[] }>`
    select m.user_id, array(select jsonb_array_elements_text(
             case jsonb_typeof(u.license_numbers) when 'array' then u.license_numbers else '[]' end)) as licenses
      from organization_members m join users u on u.id = m.user_id
     where m.organization_id = ${organization_id} and m.user_id = any(${user_ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ user_id, licenses }) => [user_id, licenses]))
}

/** Names of the parties of a deal by their role, as far as the person sees them. */
export async function listPartyNames(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<{ role: string; name: string }[]> {
  const { rows } = await sql<{ role: string; name: string }>`
    select a.role, coalesce(c.legal_name, c.display_name) || case when a.role in ('title', 'escrow') and c.company is not null
             and c.company <> c.display_name then ', ' || c.company else '' end as name
      from transaction_parties a
      join contacts c on c.organization_id = a.organization_id and c.id = a.contact_id
     where a.organization_id = ${organization_id} and a.transaction_id = ${transaction_id}
     order by a.signing_order nulls last, a.id`.execute(tx)
  return rows
}
