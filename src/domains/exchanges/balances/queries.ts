import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { BalanceNarrowing, ExchangeBalance, InterestIncome, TrialBalance } from './schema.ts'

const FIRST = '00000000-0000-0000-0000-000000000000'

const SIDES = sql`
  coalesce(sum(p.amount) filter (where p.ledger_account = 'cash'), 0.00) as cash,
  coalesce(-sum(p.amount) filter (where p.ledger_account = 'exchange_funds'), 0.00) as exchange_funds,
  coalesce(-sum(p.amount) filter (where p.ledger_account = 'interest'), 0.00) as interest`

const posted = (organization_id: string, as_of: string | undefined) => sql`
  ledger_postings p join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
   where p.organization_id = ${organization_id} and e.value_date <= coalesce(${as_of ?? null}::date, 'infinity')`

/** Of the exchanges that the person sees. Money is unclaimed once the exchange period is over, on the exchange's own calendar. */
export async function listBalances(
  tx: Tx,
  organization_id: string,
  { as_of, unclaimed }: BalanceNarrowing,
  { after, limit }: PageAfter<string>,
  now: Date,
): Promise<ExchangeBalance[]> {
  const left = sql`(x.exchange_deadline < coalesce(${as_of ?? null}::date, (${now}::timestamptz at time zone x.time_zone)::date)
    and b.cash > 0)`
  const { rows } = await sql<ExchangeBalance>`
    select x.id, x.exchange_number, x.name, x.client_id, x.status, x.exchange_deadline,
           b.cash, b.exchange_funds, b.interest, b.last_entry_on,
           (select c.display_name from contacts c
             where c.organization_id = x.organization_id and c.id = x.client_id) as client_name
      from (select p.exchange_id, max(e.value_date) as last_entry_on, ${SIDES} from ${posted(organization_id, as_of)}
             group by p.exchange_id) b
      join exchanges x on x.organization_id = ${organization_id} and x.id = b.exchange_id
     where x.id > ${after ?? FIRST} and (${unclaimed === 'true'} is false or ${left})
     order by x.id limit ${limit}`.execute(tx)
  return rows
}

export async function getTrialBalance(
  tx: Tx,
  organization_id: string,
  as_of: string | undefined,
): Promise<TrialBalance> {
  const { rows } = await sql<TrialBalance>`
    select count(distinct p.exchange_id)::int as exchanges, ${SIDES}, coalesce(sum(p.amount), 0.00) as out_of_balance
      from ${posted(organization_id, as_of)}`.execute(tx)
  return rows[0] as TrialBalance
}

/** What was credited less what was reversed, by the year of the value date. */
export async function listInterest(
  tx: Tx,
  organization_id: string,
  year: number | undefined,
  { after, limit }: PageAfter<string>,
): Promise<InterestIncome[]> {
  const { rows } = await sql<InterestIncome>`
    select x.client_id as id, count(distinct x.id)::int as exchanges, sum(c.amount) as interest,
           (select k.display_name from contacts k
             where k.organization_id = ${organization_id} and k.id = x.client_id) as client_name
      from ledger_entries e
      left join ledger_entries o on o.organization_id = e.organization_id and o.id = e.reverses_id
      join ledger_postings c on c.organization_id = e.organization_id and c.entry_id = e.id and c.ledger_account = 'cash'
      join exchanges x on x.organization_id = e.organization_id and x.id = e.exchange_id
     where e.organization_id = ${organization_id} and 'interest_accrued' in (e.type, o.type)
       and extract(year from e.value_date) = coalesce(${year ?? null}::integer, extract(year from e.value_date))
       and x.client_id > ${after ?? FIRST}
     group by x.client_id having sum(c.amount) <> 0
     order by x.client_id limit ${limit}`.execute(tx)
  return rows
}
