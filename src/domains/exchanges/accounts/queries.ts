import { type InsertObject, sql, type UpdateObject } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { DB } from '#infra/postgres/tables.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { AccountChange, AccountNarrowing, ExchangeAccount, NewAccount } from './schema.ts'

function selectAccounts(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('exchange_accounts as a')
    .select(['a.id', 'a.kind', 'a.exchange_id', 'a.master_id', 'a.bank_name', 'a.title', 'a.custody'])
    .select(['a.compounding', 'a.day_count_basis', 'a.account_number_last4', 'a.opened_on', 'a.closed_on'])
    .select(['a.locked_through', 'a.version'])
    .select(sql<number>`a.annual_rate::float8`.as('annual_rate'))
    .select(
      sql<string | null>`(select e.exchange_number from exchanges e
        where e.organization_id = a.organization_id and e.id = a.exchange_id)`.as('exchange_number'),
    )
    .select(
      sql<string>`coalesce((select sum(p.amount) from ledger_postings p
          join exchange_accounts s on s.organization_id = p.organization_id and s.id = p.exchange_account_id
         where p.organization_id = a.organization_id and a.id in (s.id, s.master_id)), 0.00)`.as('balance'),
    )
    .where('a.organization_id', '=', organization_id)
}

export function listAccounts(
  tx: Tx,
  organization_id: string,
  { exchange_id, master_id, kind }: AccountNarrowing,
  page: PageAfter<string>,
): Promise<ExchangeAccount[]> {
  let query = selectAccounts(tx, organization_id)
  if (exchange_id) query = query.where('a.exchange_id', '=', exchange_id)
  if (master_id) query = query.where('a.master_id', '=', master_id)
  if (kind) query = query.where('a.kind', '=', kind)
  return readPage(query, 'a.id', page, 'newest') as Promise<ExchangeAccount[]>
}

export async function getAccount(tx: Tx, organization_id: string, id: string): Promise<ExchangeAccount> {
  const row = await selectAccounts(tx, organization_id).where('a.id', '=', id).executeTakeFirst()
  return found(row, 'account') as ExchangeAccount
}

/** Locked until the end of the transaction: nothing is posted to it until then. */
export async function lockAccount(tx: Tx, organization_id: string, id: string): Promise<ExchangeAccount> {
  const row = await tx
    .selectFrom('exchange_accounts')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  found(row, 'account')
  return getAccount(tx, organization_id, id)
}

type NewRow = Omit<NewAccount, 'account_number' | 'annual_rate'> & {
  id: string
  annual_rate?: string
  account_number_encrypted: string
  account_number_last4: string
  created_by: string | null
}

export async function insertAccount(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
  await tx
    .insertInto('exchange_accounts')
    .values({ organization_id, ...given } as InsertObject<DB, 'exchange_accounts'>)
    .execute()
}

/** False when the account has changed since `version`. */
export async function saveAccount(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  { annual_rate, ...change }: AccountChange,
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const rate = annual_rate === undefined ? {} : { annual_rate: annual_rate.toFixed(6) }
  const { numUpdatedRows } = await tx
    .updateTable('exchange_accounts')
    .set({ ...given, ...rate, updated_at: sql`now()` } as UpdateObject<DB, 'exchange_accounts'>)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The day of the last entry that an account has, of a master account with its sub-accounts. */
export async function lastDayOf(tx: Tx, organization_id: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(e.value_date) as day from ledger_postings p
      join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
      join exchange_accounts s on s.organization_id = p.organization_id and s.id = p.exchange_account_id
     where p.organization_id = ${organization_id} and ${id} in (s.id, s.master_id)`.execute(tx)
  return rows[0]?.day ?? null
}
