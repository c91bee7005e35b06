import { type InsertObject, sql, type UpdateObject } from 'kysely'
import type { GateAnswer } from '#domains/exchanges/rules/money-gate.ts'
import type { DisbursementState } from '#domains/exchanges/rules/two-person.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Approval, DisbursementChange, DisbursementNarrowing, DisbursementRow } from './schema.ts'

function selectDisbursements(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('disbursements as d')
    .innerJoin('exchanges as e', (join) =>
      join.onRef('e.organization_id', '=', 'd.organization_id').onRef('e.id', '=', 'd.exchange_id'),
    )
    .innerJoin('exchange_accounts as a', (join) =>
      join.onRef('a.organization_id', '=', 'd.organization_id').onRef('a.id', '=', 'd.exchange_account_id'),
    )
    .innerJoin('payees as p', (join) =>
      join.onRef('p.organization_id', '=', 'd.organization_id').onRef('p.id', '=', 'd.payee_id'),
    )
    .select(['d.id', 'd.exchange_id', 'd.exchange_account_id', 'd.payee_id', 'd.purpose', 'd.closing_item'])
    .select(['d.exchange_property_id', 'd.amount', 'd.memo', 'd.state', 'd.terms_hash', 'd.authorized_at'])
    .select(['d.authorization_document_id', 'd.authorization_document_hash', 'd.gate', 'd.legal_basis'])
    .select(['d.released_at', 'd.sent_at', 'd.bank_reference', 'd.ended_at', 'd.end_reason'])
    .select(['d.created_at', 'd.created_by', 'd.version', 'e.exchange_number', 'e.name as exchange_name'])
    .select(['a.account_number_last4', 'p.account_name as payee_name'])
    .select('p.account_number_last4 as payee_account_last4')
    .select(memberName('d.created_by').as('created_by_name'))
    .where('d.organization_id', '=', organization_id)
}

function memberName(column: string) {
  return sql<string | null>`(select u.display_name from users u where u.id = ${sql.ref(column)})`
}

export function listDisbursements(
  tx: Tx,
  organization_id: string,
  { exchange_id, payee_id, state }: DisbursementNarrowing,
  page: PageAfter<string>,
): Promise<DisbursementRow[]> {
  let query = selectDisbursements(tx, organization_id)
  if (exchange_id) query = query.where('d.exchange_id', '=', exchange_id)
  if (payee_id) query = query.where('d.payee_id', '=', payee_id)
  if (state?.length) query = query.where('d.state', 'in', state)
  return readPage(query, 'd.id', page, 'newest') as unknown as Promise<DisbursementRow[]>
}

export async function getDisbursement(tx: Tx, organization_id: string, id: string): Promise<DisbursementRow> {
  const row = await selectDisbursements(tx, organization_id).where('d.id', '=', id).executeTakeFirst()
  return found(row, 'payment') as unknown as DisbursementRow
}

/** Those that aren't released yet and go to a payee. */
export function listOpenTo(tx: Tx, organization_id: string, payee_id: string): Promise<DisbursementRow[]> {
  return selectDisbursements(tx, organization_id)
    .where('d.payee_id', '=', payee_id)
    .where('d.state', 'in', ['requested', 'authorized', 'approved'])
    .orderBy('d.id')
    .execute() as unknown as Promise<DisbursementRow[]>
}

/** All approvals that there ever were, the oldest first. */
export function listApprovals(tx: Tx, organization_id: string, disbursement_id: string): Promise<Approval[]> {
  return tx
    .selectFrom('disbursement_approvals as d')
    .select(['d.id', 'd.approved_by', 'd.approved_at', 'd.terms_hash', 'd.voided_at'])
    .select(memberName('d.approved_by').as('approved_by_name'))
    .where('d.organization_id', '=', organization_id)
    .where('d.disbursement_id', '=', disbursement_id)
    .orderBy('d.id')
    .execute()
}

type Columns = DisbursementChange & {
  payee_version?: number
  state?: DisbursementState
  gate?: GateAnswer
  legal_basis?: string | null
  authorized_hash?: string
  authorized_at?: Date
  authorized_by?: string | null
  authorization_document_id?: string
  authorization_document_hash?: string
  released_at?: Date
  released_by?: string | null
  sent_at?: Date
  sent_by?: string | null
  bank_reference?: string
  ended_at?: Date
  ended_by?: string | null
  end_reason?: string
}

function asColumns({ gate, ...plain }: Columns) {
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return { ...given, ...(gate && { gate: JSON.stringify(gate) }) }
}

export async function insertDisbursement(
  tx: Tx,
  organization_id: string,
  row: Columns & { id: string; exchange_id: string; created_by: string },
): Promise<void> {
  const { id, exchange_id, created_by, ...columns } = row
  const values = { organization_id, id, exchange_id, created_by, ...asColumns(columns) }
  await tx
    .insertInto('disbursements')
    .values(values as InsertObject<DB, 'disbursements'>)
    .execute()
}

/** The database voids authorization and approvals where these columns change the terms. */
export async function saveDisbursement(
  tx: Tx,
  organization_id: string,
  id: string,
  columns: Columns,
): Promise<void> {
  await tx
    .updateTable('disbursements')
    .set(asColumns(columns) as UpdateObject<DB, 'disbursements'>)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

export async function insertApproval(
  tx: Tx,
  organization_id: string,
  row: { id: string; disbursement_id: string; terms_hash: string; approved_by: string; gate: GateAnswer },
): Promise<void> {
  const { gate, ...columns } = row
  await tx
    .insertInto('disbursement_approvals')
    .values({ organization_id, ...columns, gate: JSON.stringify(gate) })
    .execute()
}

/** The contacts who serve the taxpayer in an exchange, also those who left: by their role they are disqualified persons. */
export async function listServants(tx: Tx, organization_id: string, exchange_id: string) {
  const rows = await tx
    .selectFrom('exchange_participants')
    .select(['participant_id', 'role'])
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('role', 'in', ['client', 'attorney', 'agent', 'cpa'])
    .execute()
  return rows
}

/** The contacts who were the taxpayer of an exchange before: they stay so for its money. */
export async function listFormerClients(tx: Tx, organization_id: string, exchange_id: string) {
  const { rows } = await sql<{ client_id: string }>`
    select distinct f.payload -> 'client_id' ->> 'from' as client_id from events f
     where f.organization_id = ${organization_id} and f.subject_id = ${exchange_id} and f.name = 'exchanges.changed'
       and f.payload -> 'client_id' ->> 'from' is not null`.execute(tx)
  return rows.map(({ client_id }) => client_id)
}

/** The day on which a deadline of an exchange last moved; null where each is as it was first derived. */
export async function lastMove(
  tx: Tx,
  organization_id: string,
  { id, time_zone }: { id: string; time_zone: string },
): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select (max(d.superseded_at) at time zone ${time_zone})::date as day from exchange_deadlines d
     where d.organization_id = ${organization_id} and d.exchange_id = ${id} and d.kind in ('identification', 'exchange')`.execute(
    tx,
  )
  return rows[0]?.day ?? null
}
