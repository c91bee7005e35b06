import { sql } from 'kysely'
import { planOn } from '#domains/transactions/plans/plan-on.ts'
import type { CommissionPlanRow } from '#domains/transactions/plans/schema.ts'
import type { DatedDeal } from '#domains/transactions/rules/caps.ts'
import { centsOf, rateOf } from '#domains/transactions/rules/figures.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { CivilDate } from '#lib/dates.ts'
import {
  listMemberNames,
  listReferrals,
  type StoredReferral,
  type StoredTerms,
  TERMS_AS_JSON,
} from './queries.ts'
import { grossTermsOf, type Priced, sharersOf, termsOf } from './terms.ts'

type Row = Priced & {
  id: string
  address: string
  closed: boolean
  day: CivilDate
  terms: StoredTerms | null
  cooperating: string | null
}
type Fee = { valid_from: CivilDate; rate: number; at_most: string | null }

export type CountingDeals = { deals: DatedDeal[]; names: Map<string, string> }

/**
 * The deals that count toward their agents' years from a day on, which follows from the first that is pending: by the day
 * they closed, or are expected to. A pending deal without a day of closing counts on the day of its contract.
 */
export async function listCountingDeals(
  tx: Tx,
  organization_id: string,
  dayOf: (first_pending: CivilDate | null) => CivilDate | null,
): Promise<CountingDeals> {
  const from = dayOf(await firstPending(tx, organization_id))
  const rows = from === null ? [] : await listRows(tx, organization_id, from)
  const referrals = Map.groupBy(
    await listReferrals(
      tx,
      organization_id,
      rows.map(({ id }) => id),
    ),
    ({ transaction_id }) => transaction_id,
  )
  const plans = Map.groupBy(await listPlans(tx, organization_id), ({ user_id }) => user_id)
  const fees = await listFees(tx, organization_id)
  const people = rows.flatMap((row) => peopleOf(row))
  const names = await listMemberNames(tx, organization_id, [...new Set(people)])
  const deals = rows.flatMap(
    (row) => datedDeal(row, referrals.get(row.id) ?? [], { plans, fees, names }) ?? [],
  )
  return { deals, names: new Map(rows.map(({ id, address }) => [id, address])) }
}

async function firstPending(tx: Tx, organization_id: string): Promise<CivilDate | null> {
  const { rows } = await sql<{ day: CivilDate | null }>`
    select min(coalesce(closing_date, contract_date)) as day from transactions
     where organization_id = ${organization_id} and status = 'pending'`.execute(tx)
  return rows[0]?.day ?? null
}

async function listRows(tx: Tx, organization_id: string, from: CivilDate): Promise<Row[]> {
  const { rows } = await sql<Row>`
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

async function listPlans(tx: Tx, organization_id: string): Promise<CommissionPlanRow[]> {
  const rows = await tx
    .selectFrom('commission_plans')
    .select(['user_id', 'valid_from', 'anniversary', 'tiers', 'cap', 'deductions'])
    .where('organization_id', '=', organization_id)
    .orderBy('valid_from', 'desc')
    .execute()
  return rows as CommissionPlanRow[]
}

async function listFees(tx: Tx, organization_id: string): Promise<Fee[]> {
  const { rows } = await sql<Fee>`
    select valid_from, rate::float8 as rate, at_most from franchise_fees
     where organization_id = ${organization_id} order by valid_from desc`.execute(tx)
  return rows
}

const termsOfRow = (row: Row) => termsOf(row, row.terms ?? undefined)

function peopleOf(row: Row): string[] {
  return sharersOf(row, termsOfRow(row)).flatMap(({ user_id, team }) => [
    user_id,
    ...team.map((mate) => mate.user_id),
  ])
}

type Known = { plans: Map<string, CommissionPlanRow[]>; fees: Fee[]; names: Map<string, string> }

function datedDeal(row: Row, referrals: StoredReferral[], known: Known): DatedDeal | null {
  const { id, day, closed, side, sale_price, cooperating } = row
  const terms = termsOfRow(row)
  const gross = grossTermsOf(terms, sale_price)
  if (!gross) return null
  const fee = planOn(known.fees, day)
  return {
    ...{ id, day, closed, side, gross, price: centsOf(sale_price ?? '0') },
    listing_share: rateOf(terms.listing_share),
    cooperating: cooperating ?? 'Cooperating broker',
    referrals: referrals.map(({ contact_id, name, rate, amount }) => ({
      ...{ id: `referral ${contact_id}`, to: name },
      ...(amount === null ? { rate: rateOf(rate ?? 0) } : { amount: centsOf(amount) }),
    })),
    franchise: fee
      ? { rate: rateOf(fee.rate), at_most: fee.at_most === null ? null : centsOf(fee.at_most) }
      : null,
    agents: sharersOf(row, terms).map((one) => agentOf(one, day, known)),
  }
}

function agentOf(
  { user_id, share, team, deductions }: ReturnType<typeof sharersOf>[number],
  day: CivilDate,
  { plans, names }: Known,
): DatedDeal['agents'][number] {
  const nameOf = (id: string) => names.get(id) ?? 'A former member'
  const plan = planOn(plans.get(user_id) ?? [], day)
  return {
    ...{ agent_id: user_id, name: nameOf(user_id), share: rateOf(share) },
    anniversary: plan?.anniversary ?? `${day.slice(0, 4)}-01-01`,
    plan: plan && {
      tiers: plan.tiers.map(({ from, rate }) => ({ from: centsOf(from), rate: rateOf(rate) })),
      cap: plan.cap === null ? null : centsOf(plan.cap),
    },
    team: team.map((mate) => ({ id: mate.user_id, name: nameOf(mate.user_id), rate: rateOf(mate.rate) })),
    deductions: [...(plan?.deductions ?? []), ...deductions].map(({ label, amount }) => ({
      ...{ label, amount: centsOf(amount) },
    })),
  }
}
