import { type InsertObject, sql, type UpdateObject } from 'kysely'
import { statement } from '#infra/postgres/statements.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'
import type { KeyDates, Stage, Transaction, TransactionChange } from './schema.ts'

/** The roles of those for whom the deal is made. */
const CLIENTS = ['seller', 'buyer', 'landlord', 'tenant', 'borrower']

const nextDate = sql`
  (select json_build_object('date', d.date, 'name', d.name) from transaction_dates d
    where d.organization_id = t.organization_id and d.transaction_id = t.id and d.done_at is null and d.date is not null
      and t.status in ('active', 'pending')
    order by d.date, d.id limit 1)`

/** The columns of a row in a list of deals `t`, with their property `p`. */
export function selectRows(tx: Tx) {
  return tx
    .selectFrom('transactions as t')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['t.id', 't.transaction_number', 't.transaction_type', 't.side', 't.stage', 't.status'])
    .select(['t.property_id', 'p.address', 't.list_price', 't.sale_price', 't.listing_agent_id'])
    .select(['t.selling_agent_id', 't.listing_date', 't.contract_date', 't.closing_date', 't.closed_on'])
    .select(['t.archived_at', 't.created_at', 't.updated_at', 't.version', 't.team_id', 't.visibility'])
    .select(
      sql<boolean>`works_on_deal(t.created_by, t.listing_agent_id, t.selling_agent_id, t.team_id)`.as('mine'),
    )
    .select(
      sql<string[]>`array(select c.display_name from transaction_parties a
        join contacts c on c.organization_id = a.organization_id and c.id = a.contact_id
        where a.organization_id = t.organization_id and a.transaction_id = t.id and a.role = any(${CLIENTS}::text[])
        order by a.signing_order nulls last, a.id)`.as('client_names'),
    )
    .select(
      sql<
        string[]
      >`array(select u.display_name from users u where u.id in (t.listing_agent_id, t.selling_agent_id)
        order by u.id = t.listing_agent_id desc nulls last)`.as('agent_names'),
    )
    .select(sql<string | null>`${nextDate} ->> 'date'`.as('next_date'))
    .select(sql<string | null>`${nextDate} ->> 'name'`.as('next_date_name'))
}

function selectTransactions(tx: Tx) {
  return selectRows(tx)
    .select(['t.possession_date', 't.earnest_money', 't.commission_amount', 't.closed_at'])
    .select(['t.cancelled_at', 't.cancel_reason', 't.custom_fields', 't.notes', 't.created_by'])
    .select(['t.financing', 't.occupancy', 't.seller_is_foreign', 't.exchange_cooperation'])
    .select('t.exchange_intermediary_contact_id')
    .select(
      sql<string | null>`(select c.display_name from contacts c where c.organization_id = t.organization_id
        and c.id = t.exchange_intermediary_contact_id)`.as('exchange_intermediary_name'),
    )
    .select(sql<number | null>`t.commission_rate::float8`.as('commission_rate'))
}

type Key = { organization_id: string; id: string }
const selectTransaction = statement((tx, { organization_id, id }: Key) =>
  selectTransactions(tx).where('t.organization_id', '=', organization_id).where('t.id', '=', id),
)

export async function getTransaction(tx: Tx, organization_id: string, id: string): Promise<Transaction> {
  const [row] = await selectTransaction(tx, { organization_id, id })
  return found(row, 'deal') as Transaction
}

/** Locked until the end of the transaction, so that one change of its stage or dates follows the other. */
export async function lockTransaction(tx: Tx, organization_id: string, id: string): Promise<Transaction> {
  const row = await tx
    .selectFrom('transactions')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  found(row, 'deal')
  return getTransaction(tx, organization_id, id)
}

/** The versions of these deals, locked in one order; those that the person doesn't see are left out. */
export async function lockTransactions(
  tx: Tx,
  organization_id: string,
  ids: string[],
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('transactions')
    .select(['id', 'version'])
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** The next place in a period. Others who create a deal wait until this one is saved, or gone. */
export async function takePlace(tx: Tx, organization_id: string, period: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into transaction_counters (organization_id, year, last) values (${organization_id}, ${period}, 1)
    on conflict (organization_id, year) do update set last = transaction_counters.last + 1
    returning last`.execute(tx)
  return found(rows[0], 'number').last
}

/** Also by a deal that the person doesn't see. */
export async function isNumberTaken(tx: Tx, number: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select transaction_number_taken(${number}) as taken`.execute(
    tx,
  )
  return rows[0]?.taken ?? false
}

export async function isOnTeam(tx: Tx, team_id: string): Promise<boolean> {
  const { rows } = await sql<{ on: boolean }>`select ${team_id}::uuid = any (my_team_ids()) as "on"`.execute(
    tx,
  )
  return rows[0]?.on ?? false
}

type Dates = { [Name in keyof KeyDates]?: KeyDates[Name] | undefined }
/** What people say of a deal, and what follows from it. */
export type TransactionColumns = TransactionChange &
  Dates & {
    stage?: Stage
    closed_on?: string | null
    /** `now` is the time of the transaction, as the fact of the closing has it. */
    closed_at?: 'now' | null
    cancelled_at?: Date | null
    cancel_reason?: string | null
    archived_at?: Date | null
    created_by?: string | null
  }

function asColumns(columns: TransactionColumns): UpdateObject<DB, 'transactions'> {
  const { commission_rate, custom_fields, closed_at, ...plain } = columns
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(commission_rate !== undefined && {
      commission_rate: commission_rate === null ? null : commission_rate.toFixed(6),
    }),
    ...(closed_at !== undefined && { closed_at: closed_at && sql<string>`now()` }),
    ...(custom_fields && { custom_fields: JSON.stringify(custom_fields) }),
  }
}

export async function insertTransaction(
  tx: Tx,
  organization_id: string,
  columns: TransactionColumns & { id: string; transaction_number: string },
): Promise<void> {
  const { id, transaction_number, ...rest } = columns
  await tx
    .insertInto('transactions')
    .values({ organization_id, id, transaction_number, ...asColumns(rest) } as InsertObject<
      DB,
      'transactions'
    >)
    .execute()
}

/** False when the deal has changed since `version`; without one, whatever it is. */
export async function saveTransaction(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number | undefined,
  columns: TransactionColumns,
): Promise<boolean> {
  let query = tx
    .updateTable('transactions')
    .set({ ...asColumns(columns), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}
