import { sql } from 'kysely'
import type { Reconciliation } from '#domains/exchanges/statements/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

type Outstanding = Reconciliation['unmatched_lines'][number]
type Figures = Pick<Reconciliation, 'bank' | 'control' | 'sub_ledgers'> & { covered: boolean }

/** The accounts that an account stands for at the bank: itself, and its sub-accounts. */
const scope = (organization_id: string, id: string) => sql`(
  select a.id, a.exchange_id from exchange_accounts a
   where a.organization_id = ${organization_id} and ${id} in (a.id, a.master_id))`

/**
 * The three figures of a day. What the bank had then follows from the nearest closing balance at or after the day, less the
 * lines since; or else from the last one before it. What is owed to an exchange that also has other accounts counts here as
 * far as those don't hold it.
 */
export async function getFigures(tx: Tx, organization_id: string, id: string, day: string): Promise<Figures> {
  const { rows } = await sql<Figures>`
    with scope as ${scope(organization_id, id)},
    balance as (
      select s.closing_balance, s.ends_on from bank_statements s
       where s.organization_id = ${organization_id} and s.exchange_account_id = ${id} and s.closing_balance is not null
       order by (s.ends_on >= ${day}::date) desc, abs(s.ends_on - ${day}::date), s.id desc limit 1),
    postings as (
      select p.exchange_id, p.ledger_account, p.exchange_account_id, p.amount
        from ledger_postings p join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
       where p.organization_id = ${organization_id} and e.value_date <= ${day}::date
         and p.exchange_id in (select s.exchange_id from scope s))
    select (select b.closing_balance
              + coalesce((select sum(l.amount) from bank_statement_lines l where l.organization_id = ${organization_id}
                    and l.exchange_account_id = ${id} and l.posted_on > b.ends_on and l.posted_on <= ${day}::date), 0)
              - coalesce((select sum(l.amount) from bank_statement_lines l where l.organization_id = ${organization_id}
                    and l.exchange_account_id = ${id} and l.posted_on > ${day}::date and l.posted_on <= b.ends_on), 0)
              from balance b) as bank,
           coalesce((select sum(p.amount) from postings p where p.exchange_account_id in (select s.id from scope s)), 0.00) as control,
           coalesce(-(select sum(p.amount) from postings p where p.exchange_account_id is null), 0.00)
             - coalesce((select sum(p.amount) from postings p where p.exchange_account_id is not null
                  and p.exchange_account_id not in (select s.id from scope s)), 0.00) as sub_ledgers,
           exists (select from bank_statements s where s.organization_id = ${organization_id}
              and s.exchange_account_id = ${id} and s.ends_on >= ${day}::date) as covered`.execute(tx)
  return rows[0] as Figures
}

const MOST = 500

/** Lines of the bank by a day that the ledger has later, or not at all. */
export async function listUnmatchedLines(
  tx: Tx,
  organization_id: string,
  id: string,
  day: string,
): Promise<Outstanding[]> {
  const { rows } = await sql<Outstanding>`
    select l.id, l.posted_on as day, l.amount, l.description as text, null as exchange_id
      from bank_statement_lines l
      left join ledger_postings p on p.organization_id = l.organization_id and p.id = l.posting_id
      left join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
     where l.organization_id = ${organization_id} and l.exchange_account_id = ${id} and l.posted_on <= ${day}::date
       and (e.id is null or e.value_date > ${day}::date)
     order by l.posted_on, l.id limit ${MOST}`.execute(tx)
  return rows
}

/** Entries of the ledger by a day that the bank has later, or not at all. */
export async function listUnmatchedPostings(
  tx: Tx,
  organization_id: string,
  id: string,
  day: string,
): Promise<Outstanding[]> {
  const { rows } = await sql<Outstanding>`
    with scope as ${scope(organization_id, id)}
    select p.id, e.value_date as day, p.amount, concat_ws(': ', x.exchange_number, e.type, e.memo) as text, p.exchange_id
      from ledger_postings p
      join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
      join exchanges x on x.organization_id = p.organization_id and x.id = p.exchange_id
      left join bank_statement_lines l on l.organization_id = p.organization_id and l.posting_id = p.id
     where p.organization_id = ${organization_id} and p.exchange_account_id in (select s.id from scope s)
       and e.value_date <= ${day}::date and (l.id is null or l.posted_on > ${day}::date)
     order by e.value_date, p.id limit ${MOST}`.execute(tx)
  return rows
}

/** The account and its sub-accounts, locked until the end of the transaction: nothing is posted to them until then. */
export async function lockScope(tx: Tx, organization_id: string, id: string): Promise<void> {
  await sql`select a.id from exchange_accounts a where a.organization_id = ${organization_id} and ${id} in (a.id, a.master_id)
    order by a.id for no key update`.execute(tx)
}

export async function saveLock(tx: Tx, organization_id: string, id: string, through: string): Promise<void> {
  await sql`update exchange_accounts set locked_through = ${through}
    where organization_id = ${organization_id} and ${id} in (id, master_id)
      and (locked_through is null or locked_through < ${through}::date)`.execute(tx)
}
