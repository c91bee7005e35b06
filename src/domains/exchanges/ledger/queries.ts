import { sql } from 'kysely'
import type { EntryType, LedgerAccount } from '#domains/exchanges/rules/ledger.ts'
import { beyond, orderOf } from '#infra/postgres/keyset.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Funds, LedgerEntry, LedgerNarrowing } from './schema.ts'

const ORDER = [
  { column: sql`l.value_date`, descending: true },
  { column: sql`l.id`, descending: true },
]

/** Every entry of an exchange with its balances after it: the window looks at all of them, whatever is read. */
const entriesOf = (organization_id: string, exchange_id: string) => sql`(
  select e.id, e.type, e.value_date, e.booked_at, e.memo, e.counterparty_id, e.exchange_property_id, e.document_id,
         e.document_hash, e.disbursement_id, e.legal_basis, e.reverses_id, e.created_by, sides.exchange_account_id, sides.amount,
         sum(sides.funds) over until_then as funds_balance, sum(sides.interest) over until_then as interest_balance,
         (select r.id from ledger_entries r
           where r.organization_id = e.organization_id and r.reverses_id = e.id) as reversed_by_id,
         (select c.display_name from contacts c
           where c.organization_id = e.organization_id and c.id = e.counterparty_id) as counterparty_name,
         (select a.account_number_last4 from exchange_accounts a
           where a.organization_id = e.organization_id and a.id = sides.exchange_account_id) as account_number_last4,
         (select u.display_name from users u where u.id = e.created_by) as created_by_name
    from ledger_entries e
    cross join lateral (
      select (max(p.exchange_account_id::text))::uuid as exchange_account_id,
             coalesce(sum(p.amount) filter (where p.ledger_account = 'cash'), 0.00) as amount,
             coalesce(-sum(p.amount) filter (where p.ledger_account = 'exchange_funds'), 0.00) as funds,
             coalesce(-sum(p.amount) filter (where p.ledger_account = 'interest'), 0.00) as interest
        from ledger_postings p where p.organization_id = e.organization_id and p.entry_id = e.id) sides
   where e.organization_id = ${organization_id} and e.exchange_id = ${exchange_id}
  window until_then as (order by e.value_date, e.id)) l`

export async function listEntries(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  { exchange_account_id, value_from, value_to }: LedgerNarrowing,
  { after, limit }: PageAfter<[string, string]>,
): Promise<LedgerEntry[]> {
  const { rows } = await sql<LedgerEntry>`
    select l.* from ${entriesOf(organization_id, exchange_id)}
     where ${beyond(ORDER, after)}
       and l.value_date between coalesce(${value_from ?? null}::date, '-infinity') and coalesce(${value_to ?? null}::date, 'infinity')
       and l.exchange_account_id = coalesce(${exchange_account_id ?? null}::uuid, l.exchange_account_id)
     order by ${orderOf(ORDER)} limit ${limit}`.execute(tx)
  return rows
}

export async function getEntry(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  id: string,
): Promise<LedgerEntry> {
  const { rows } = await sql<LedgerEntry>`
    select l.* from ${entriesOf(organization_id, exchange_id)} where l.id = ${id}`.execute(tx)
  return found(rows[0], 'entry')
}

export type NewEntry = {
  id: string
  type: EntryType
  value_date: string
  memo?: string | null | undefined
  counterparty_id?: string | null | undefined
  exchange_property_id?: string | null | undefined
  document_id?: string | null
  document_hash?: string | null
  disbursement_id?: string | null
  legal_basis?: string | null
  reverses_id?: string | null
  created_by: string | null
}
export type NewPosting = { ledger_account: LedgerAccount; exchange_account_id: string | null; amount: string }

/** In one go: the database takes no posting for an entry later, and checks both when the transaction is committed. */
export async function insertEntry(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  entry: NewEntry,
  postings: NewPosting[],
): Promise<void> {
  await tx
    .insertInto('ledger_entries')
    .values({ organization_id, exchange_id, ...entry })
    .execute()
  await tx
    .insertInto('ledger_postings')
    .values(postings.map((posting) => ({ organization_id, exchange_id, entry_id: entry.id, ...posting })))
    .execute()
}

export function listPostings(tx: Tx, organization_id: string, entry_id: string): Promise<NewPosting[]> {
  return tx
    .selectFrom('ledger_postings')
    .select(['ledger_account', 'exchange_account_id', 'amount'])
    .where('organization_id', '=', organization_id)
    .where('entry_id', '=', entry_id)
    .execute() as Promise<NewPosting[]>
}

type Balances = Pick<Funds, 'cash' | 'exchange_funds' | 'interest'>

/** What the ledger of an exchange holds at the end of a day; without one, with all that is posted. */
export async function getBalances(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  as_of?: string,
): Promise<Balances> {
  const { rows } = await sql<Balances>`
    select coalesce(sum(p.amount) filter (where p.ledger_account = 'cash'), 0.00) as cash,
           coalesce(-sum(p.amount) filter (where p.ledger_account = 'exchange_funds'), 0.00) as exchange_funds,
           coalesce(-sum(p.amount) filter (where p.ledger_account = 'interest'), 0.00) as interest
      from ledger_postings p join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
     where p.organization_id = ${organization_id} and p.exchange_id = ${exchange_id}
       and e.value_date <= coalesce(${as_of ?? null}::date, 'infinity')`.execute(tx)
  return rows[0] as Balances
}

export async function listAccountBalances(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  as_of?: string,
): Promise<Funds['accounts']> {
  const { rows } = await sql<Funds['accounts'][number]>`
    select a.id as exchange_account_id, a.bank_name, a.title, a.account_number_last4,
           coalesce((select sum(p.amount) from ledger_postings p
               join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
              where p.organization_id = a.organization_id and p.exchange_account_id = a.id
                and e.value_date <= coalesce(${as_of ?? null}::date, 'infinity')), 0.00) as balance
      from exchange_accounts a
     where a.organization_id = ${organization_id} and a.exchange_id = ${exchange_id} order by a.id`.execute(
    tx,
  )
  return rows
}

/** The relinquished properties with what their sale brings, beside what of it was received. */
export async function listExpected(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
): Promise<Funds['expected']> {
  const { rows } = await sql<Funds['expected'][number]>`
    select x.id as exchange_property_id, p.address, x.transferred_on, x.price, x.debt,
           coalesce((select sum(c.amount) from ledger_entries e
               left join ledger_entries o on o.organization_id = e.organization_id and o.id = e.reverses_id
               join ledger_postings c on c.organization_id = e.organization_id and c.entry_id = e.id and c.ledger_account = 'cash'
              where e.organization_id = x.organization_id and e.exchange_property_id = x.id
                and 'receipt_sale_proceeds' in (e.type, o.type)), 0.00) as received
      from exchange_properties x join properties p on p.organization_id = x.organization_id and p.id = x.property_id
     where x.organization_id = ${organization_id} and x.exchange_id = ${exchange_id} and x.side = 'relinquished'
     order by x.id`.execute(tx)
  return rows
}

/** What an account held at the end of each day on which that changed. */
export async function listDayBalances(tx: Tx, organization_id: string, exchange_account_id: string) {
  const { rows } = await sql<{ day: string; balance: string }>`
    select e.value_date as day, sum(sum(p.amount)) over (order by e.value_date) as balance
      from ledger_postings p join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
     where p.organization_id = ${organization_id} and p.exchange_account_id = ${exchange_account_id}
     group by e.value_date order by e.value_date`.execute(tx)
  return rows
}

/** The day through which the interest of an account has been posted. */
export async function accruedThrough(
  tx: Tx,
  organization_id: string,
  exchange_account_id: string,
): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(e.value_date) as day from ledger_entries e
      join ledger_postings p on p.organization_id = e.organization_id and p.entry_id = e.id
     where e.organization_id = ${organization_id} and p.exchange_account_id = ${exchange_account_id}
       and e.type = 'interest_accrued'
       and not exists (select from ledger_entries r where r.organization_id = e.organization_id and r.reverses_id = e.id)`.execute(
    tx,
  )
  return rows[0]?.day ?? null
}

/** Whether any account of an exchange's ledger isn't empty. */
export async function holdsMoney(tx: Tx, organization_id: string, exchange_id: string): Promise<boolean> {
  const { rows } = await sql`
    select from ledger_postings p where p.organization_id = ${organization_id} and p.exchange_id = ${exchange_id}
     group by p.ledger_account, p.exchange_account_id having sum(p.amount) <> 0 limit 1`.execute(tx)
  return rows.length > 0
}
