import { type InsertObject, sql, type UpdateObject } from 'kysely'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'
import type { ExchangeSide } from './properties/schema.ts'
import type { Exchange, ExchangeChange, ExchangeRow, ExchangeStatus } from './schema.ts'

/** The columns of a row in a list of exchanges `e`. Days are counted on the calendar of each exchange's own time zone. */
export function selectRows(tx: Tx, now: Date) {
  const day = sql`(${now}::timestamptz at time zone e.time_zone)::date`
  return tx
    .selectFrom('exchanges as e')
    .select(['e.id', 'e.exchange_number', 'e.name', 'e.exchange_type', 'e.status', 'e.priority'])
    .select(['e.client_id', 'e.coordinator_id', 'e.exchange_value', 'e.relinquished_property_value'])
    .select(['e.replacement_property_value', 'e.clock_start', 'e.identification_deadline'])
    .select([
      'e.exchange_deadline',
      'e.agreement_signed_on',
      'e.time_zone',
      'e.created_at',
      'e.updated_at',
      'e.version',
    ])
    .select(sql<number | null>`e.exchange_deadline - ${day}`.as('days_remaining'))
    .select(sql<number | null>`e.identification_deadline - ${day}`.as('identification_days_remaining'))
    .select(contactName('client_id').as('client_name'))
    .select(memberName('coordinator_id').as('coordinator_name'))
    .select(relinquishedAddresses.as('relinquished_addresses'))
    .select(propertyCounts.as('properties'))
}

const OF_EXCHANGE = sql`x.organization_id = e.organization_id and x.exchange_id = e.id`

const relinquishedAddresses = sql<string[]>`(select coalesce(array_agg(p.address order by x.id), '{}')
  from exchange_properties x join properties p on p.organization_id = x.organization_id and p.id = x.property_id
 where ${OF_EXCHANGE} and x.side = 'relinquished')`

const propertyCounts = sql<ExchangeRow['properties']>`(select jsonb_build_object(
    'relinquished', count(*) filter (where x.side = 'relinquished'),
    'unassigned', count(*) filter (where x.side = 'relinquished' and (x.assigned_on is null or x.parties_notified_on is null)),
    'transferred', count(*) filter (where x.side = 'relinquished' and x.transferred_on is not null),
    'replacement', count(*) filter (where x.side = 'replacement'),
    'received', count(*) filter (where x.side = 'replacement' and x.transferred_on is not null))
  from exchange_properties x where ${OF_EXCHANGE})`

function contactName(column: 'client_id' | 'intermediary_id') {
  return sql<string | null>`(select c.display_name from contacts c
    where c.organization_id = e.organization_id and c.id = e.${sql.ref(column)})`
}

function memberName(column: 'coordinator_id' | 'primary_attorney_id') {
  return sql<string | null>`(select u.display_name from users u where u.id = e.${sql.ref(column)})`
}

const debtOn = (side: ExchangeSide) => sql<string | null>`(select sum(x.debt) from exchange_properties x
  where ${OF_EXCHANGE} and x.side = ${side})`

export async function getExchange(tx: Tx, organization_id: string, id: string, now: Date): Promise<Exchange> {
  const row = await selectRows(tx, now)
    .select(['e.primary_attorney_id', 'e.intermediary_id', 'e.cash_boot'])
    .select(['e.financing_amount', 'e.estimated_fees', 'e.actual_fees', 'e.fee_variance', 'e.cancelled_at'])
    .select([
      'e.cancel_reason',
      'e.ended_at',
      'e.end_reason',
      'e.tags',
      'e.custom_fields',
      'e.notes',
      'e.created_by',
    ])
    .select(debtOn('relinquished').as('relinquished_debt'))
    .select(debtOn('replacement').as('replacement_debt'))
    .select(contactName('intermediary_id').as('intermediary_name'))
    .select(memberName('primary_attorney_id').as('primary_attorney_name'))
    .where('e.organization_id', '=', organization_id)
    .where('e.id', '=', id)
    .executeTakeFirst()
  return found(row, 'exchange') as Exchange
}

/** Locked until the end of the transaction, so that one change of its facts follows the other. */
export async function lockExchange(
  tx: Tx,
  organization_id: string,
  id: string,
  now: Date,
): Promise<Exchange> {
  const row = await tx
    .selectFrom('exchanges')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  found(row, 'exchange')
  return getExchange(tx, organization_id, id, now)
}

/** The next place in a period. Others who open an exchange wait until this one is saved, or gone. */
export async function takePlace(tx: Tx, organization_id: string, period: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into exchange_counters (organization_id, period, last) values (${organization_id}, ${period}, 1)
    on conflict (organization_id, period) do update set last = exchange_counters.last + 1
    returning last`.execute(tx)
  return found(rows[0], 'number').last
}

/** What people say of an exchange, and what follows from its facts. */
export type ExchangeColumns = ExchangeChange & {
  status?: ExchangeStatus
  clock_start?: string | null
  identification_deadline?: string | null
  exchange_deadline?: string | null
  cancelled_at?: Date | null
  cancel_reason?: string | null
  ended_at?: Date
  end_reason?: string
  created_by?: string | null
  updated_by?: string | null
}

function asColumns({ custom_fields, ...plain }: ExchangeColumns): UpdateObject<DB, 'exchanges'> {
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return { ...given, ...(custom_fields && { custom_fields: JSON.stringify(custom_fields) }) }
}

export async function insertExchange(
  tx: Tx,
  organization_id: string,
  columns: ExchangeColumns & { id: string; exchange_number: string },
): Promise<void> {
  const { id, exchange_number, ...rest } = columns
  await tx
    .insertInto('exchanges')
    .values({ organization_id, id, exchange_number, ...asColumns(rest) } as InsertObject<DB, 'exchanges'>)
    .execute()
  await tx
    .insertInto('exchange_numbers')
    .values({ organization_id, exchange_number, exchange_id: id })
    .execute()
}

/** False when the exchange has changed since `version`; without one, whatever it is. */
export async function saveExchange(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number | undefined,
  columns: ExchangeColumns,
): Promise<boolean> {
  let query = tx
    .updateTable('exchanges')
    .set({ ...asColumns(columns), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The totals of both sides, from its properties. */
export async function saveTotals(tx: Tx, organization_id: string, id: string): Promise<void> {
  const total = (side: string) => sql<string | null>`(select sum(price) from exchange_properties x
    where x.organization_id = ${organization_id} and x.exchange_id = ${id} and x.side = ${side})`
  await tx
    .updateTable('exchanges')
    .set({
      relinquished_property_value: total('relinquished'),
      replacement_property_value: total('replacement'),
    })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** The name of a contact that the person sees. */
export async function nameOf(tx: Tx, organization_id: string, contact_id: string): Promise<string> {
  const row = await tx
    .selectFrom('contacts')
    .select('display_name')
    .where('organization_id', '=', organization_id)
    .where('id', '=', contact_id)
    .executeTakeFirst()
  return found(row, 'contact').display_name
}

export async function organizationName(tx: Tx, organization_id: string): Promise<string> {
  const row = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', organization_id)
    .executeTakeFirst()
  return found(row, 'organization').name
}

/** Whether an exchange of the organization has this number, whatever year it is of. */
export async function isNumberTaken(
  tx: Tx,
  organization_id: string,
  exchange_number: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('exchange_numbers')
    .select('exchange_id')
    .where('organization_id', '=', organization_id)
    .where('exchange_number', '=', exchange_number)
    .executeTakeFirst()
  return row !== undefined
}
