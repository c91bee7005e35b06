import { sql } from 'kysely'
import { type StoredTerms, TERMS_AS_JSON } from '#domains/transactions/commissions/queries.ts'
import type { Priced } from '#domains/transactions/commissions/terms.ts'
import type { CommissionPlanRow } from '#domains/transactions/plans/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { CivilDate } from '#lib/dates.ts'

/** A deal that counts, by the day it closed or is expected to. */
export type CountingRow = Priced & {
  id: string
  address: string
  closed: boolean
  day: CivilDate
  terms: StoredTerms | null
  cooperating: string | null
}
export type Fee = { valid_from: CivilDate; rate: number; at_most: string | null }

/** The first day on which a pending deal is expected to close. */
export async function findFirstPending(tx: Tx, organization_id: string): Promise<CivilDate | null> {
  const { rows } = await sql<{ day: CivilDate | null }>`
    select min(coalesce(closing_date, contract_date)) as day from transactions
     where organization_id = ${organization_id} and status = 'pending'`.execute(tx)
  return rows[0]?.day ?? null
}

export async function listCountingRows(
  tx: Tx,
  organization_id: string,
  from: CivilDate,
): Promise<CountingRow[]> {
  const { rows } = await sql<CountingRow>`
    select t.id, p.address, t.status = 'closed' as closed, t.side, t.status, t.sale_price, t.listing_agent_id,
           t.selling_agent_id, t.commission_rate::float8 as commission_rate,
           coalesce(t.closed_on, t.closing_date, t.contract_date) as day,
           case when c.transaction_id is not null then ${TERMS_AS_JSON} end as terms,
           (select coalesce(x.company, x.display_name) from transaction_parties a
              join contacts x on x.organization_id = a.organization_id and x.id = a.contact_id
             where a.organization_id = t.organization_id and a.transaction_id = t.id
               and a.role = case when t.side = 'listing' then 'selling_agent' else 'listing_agent' end
             order by a.id limit 1) as cooperating
      from transactions t
      join properties p on p.organization_id = t.organization_id and p.id = t.property_id
      left join transaction_commissions c on c.organization_id = t.organization_id and c.transaction_id = t.id
     where t.organization_id = ${organization_id} and t.status in ('pending', 'closed')
       and coalesce(t.closed_on, t.closing_date, t.contract_date) >= ${from}`.execute(tx)
  return rows
}

/** Every plan of the organization, of each agent the newest first. */
export async function listEveryPlan(tx: Tx, organization_id: string): Promise<CommissionPlanRow[]> {
  const rows = await tx
    .selectFrom('commission_plans')
    .select(['user_id', 'valid_from', 'anniversary', 'tiers', 'cap', 'deductions'])
    .where('organization_id', '=', organization_id)
    .orderBy('valid_from', 'desc')
    .execute()
  return rows as CommissionPlanRow[]
}

/** Every franchise fee, the newest first. */
export async function listEveryFee(tx: Tx, organization_id: string): Promise<Fee[]> {
  const { rows } = await sql<Fee>`
    select valid_from, rate::float8 as rate, at_most from franchise_fees
     where organization_id = ${organization_id} order by valid_from desc`.execute(tx)
  return rows
}
