import {
  listMemberNames,
  listReferrals,
  type StoredReferral,
} from '#domains/transactions/commissions/queries.ts'
import { grossTermsOf, sharersOf, termsOf } from '#domains/transactions/commissions/terms.ts'
import { planOn } from '#domains/transactions/plans/plan-on.ts'
import type { CommissionPlanRow } from '#domains/transactions/plans/schema.ts'
import type { DatedDeal } from '#domains/transactions/rules/caps.ts'
import { centsOf, rateOf } from '#domains/transactions/rules/figures.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { CivilDate } from '#lib/dates.ts'
import {
  type CountingRow,
  type Fee,
  findFirstPending,
  listCountingRows,
  listEveryFee,
  listEveryPlan,
} from './queries.ts'

export type CountingDeals = { deals: DatedDeal[]; names: Map<string, string> }

/**
 * The deals that count toward their agents' years from a day on, which follows from the first that is pending: by the day
 * they closed, or are expected to. A pending deal without a day of closing counts on the day of its contract. `amended`
 * says what a deal would be after a change that isn't made yet.
 */
export async function listCountingDeals(
  tx: Tx,
  organization_id: string,
  dayOf: (first_pending: CivilDate | null) => CivilDate | null,
  amended: (row: CountingRow) => CountingRow = (row) => row,
): Promise<CountingDeals> {
  const from = dayOf(await findFirstPending(tx, organization_id))
  const stored = from === null ? [] : await listCountingRows(tx, organization_id, from)
  const rows = stored.map(amended)
  const referrals = Map.groupBy(
    await listReferrals(
      tx,
      organization_id,
      rows.map(({ id }) => id),
    ),
    ({ transaction_id }) => transaction_id,
  )
  const plans = Map.groupBy(await listEveryPlan(tx, organization_id), ({ user_id }) => user_id)
  const fees = await listEveryFee(tx, organization_id)
  const people = rows.flatMap((row) => peopleOf(row))
  const names = await listMemberNames(tx, organization_id, [...new Set(people)])
  const deals = rows.flatMap(
    (row) => datedDeal(row, referrals.get(row.id) ?? [], { plans, fees, names }) ?? [],
  )
  return { deals, names: new Map(rows.map(({ id, address }) => [id, address])) }
}

const termsOfRow = (row: CountingRow) => termsOf(row, row.terms ?? undefined)

function peopleOf(row: CountingRow): string[] {
  return sharersOf(row, termsOfRow(row)).flatMap(({ user_id, team }) => [
    user_id,
    ...team.map((mate) => mate.user_id),
  ])
}

type Known = { plans: Map<string, CommissionPlanRow[]>; fees: Fee[]; names: Map<string, string> }

function datedDeal(row: CountingRow, referrals: StoredReferral[], known: Known): DatedDeal | null {
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
