import { sql } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type {
  CommissionPlan,
  CommissionPlanChange,
  FranchiseFee,
  NewCommissionPlan,
  NewFranchiseFee,
} from './schema.ts'

function selectPlans(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('commission_plans as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select(['c.id', 'c.user_id', 'c.valid_from', 'c.anniversary', 'c.tiers', 'c.cap', 'c.deductions'])
    .select(['c.version', 'c.created_at'])
    .select(sql<string>`coalesce(u.display_name, u.email)`.as('agent_name'))
    .where('c.organization_id', '=', organization_id)
}

export async function listPlans(
  tx: Tx,
  organization_id: string,
  { user_id }: { user_id?: string | undefined },
  page: PageAfter<string>,
): Promise<CommissionPlan[]> {
  let query = selectPlans(tx, organization_id)
  if (user_id) query = query.where('c.user_id', '=', user_id)
  return (await readPage(query, 'c.id', page)) as CommissionPlan[]
}

export async function getPlan(tx: Tx, organization_id: string, id: string): Promise<CommissionPlan> {
  const row = await selectPlans(tx, organization_id).where('c.id', '=', id).executeTakeFirst()
  return found(row, 'commission plan') as CommissionPlan
}

const asColumns = ({ tiers, deductions, ...plain }: CommissionPlanChange) => ({
  ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
  ...(tiers && { tiers: JSON.stringify(tiers) }),
  ...(deductions && { deductions: JSON.stringify(deductions) }),
})

export async function insertPlan(
  tx: Tx,
  organization_id: string,
  { tiers, deductions, ...plan }: NewCommissionPlan & { id: string; created_by: string | null },
): Promise<void> {
  const lists = { tiers: JSON.stringify(tiers), deductions: JSON.stringify(deductions) }
  await tx
    .insertInto('commission_plans')
    .values({ organization_id, ...plan, ...lists })
    .execute()
}

/** False when it has changed since `version`. */
export async function savePlan(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  change: CommissionPlanChange,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('commission_plans')
    .set({ ...asColumns(change), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type PlanInForce = {
  user_id: string
  agent_name: string
  plan_id: string
  anniversary: string
  cap: string | null
}

/** The plan of each agent that is in force on a day. */
export async function listPlansInForce(
  tx: Tx,
  organization_id: string,
  day: string,
  { after, limit }: PageAfter<string>,
): Promise<PlanInForce[]> {
  const { rows } = await sql<PlanInForce>`
    select distinct on (c.user_id) c.user_id, coalesce(u.display_name, u.email) as agent_name, c.id as plan_id,
           c.anniversary, c.cap
      from commission_plans c join users u on u.id = c.user_id
     where c.organization_id = ${organization_id} and c.valid_from <= ${day}
       and ${after === undefined ? sql`true` : sql`c.user_id > ${after}`}
     order by c.user_id, c.valid_from desc limit ${limit}`.execute(tx)
  return rows
}

export type CountedDeal = {
  user_id: string
  transaction_id: string
  address: string | null
  closed: boolean
  counts_on: string
  brought_in: string
  kept: string
  amount: string
}

/** What agents get of deals that count in their year, which each of them has from a day to a day; as far as it is seen. */
export async function listCountedDeals(
  tx: Tx,
  organization_id: string,
  years: { user_id: string; from: string; until: string }[],
): Promise<CountedDeal[]> {
  const { rows } = await sql<CountedDeal>`
    select l.user_id, l.transaction_id, p.address, coalesce(t.status = 'closed', true) as closed, r.counts_on,
           l.brought_in, l.kept, l.amount
      from jsonb_to_recordset(${JSON.stringify(years)}::jsonb) as y(user_id uuid, "from" date, "until" date)
      join commission_lines l on l.organization_id = ${organization_id} and l.agent_id = y.user_id
       and l.user_id = y.user_id and l.paid_to = 'agent'
      join commission_results r on r.organization_id = l.organization_id and r.transaction_id = l.transaction_id
       and r.counts_on between y."from" and y."until"
      left join transactions t on t.organization_id = l.organization_id and t.id = l.transaction_id
      left join properties p on p.organization_id = t.organization_id and p.id = t.property_id
     where l.organization_id = ${organization_id}
     order by closed desc, r.counts_on, l.transaction_id`.execute(tx)
  return rows
}

function selectFees(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('franchise_fees')
    .select(['id', 'valid_from', 'at_most'])
    .select(sql<number>`rate::float8`.as('rate'))
    .where('organization_id', '=', organization_id)
}

export async function listFranchiseFees(
  tx: Tx,
  organization_id: string,
  page: PageAfter<string>,
): Promise<FranchiseFee[]> {
  return readPage(selectFees(tx, organization_id), 'id', page)
}

export async function getFranchiseFee(tx: Tx, organization_id: string, id: string): Promise<FranchiseFee> {
  const row = await selectFees(tx, organization_id).where('id', '=', id).executeTakeFirst()
  return found(row, 'franchise fee')
}

export async function insertFranchiseFee(
  tx: Tx,
  organization_id: string,
  { id, created_by, valid_from, rate, at_most }: NewFranchiseFee & { id: string; created_by: string | null },
): Promise<void> {
  await tx
    .insertInto('franchise_fees')
    .values({ organization_id, id, created_by, valid_from, rate: rate.toFixed(6), at_most })
    .execute()
}
