import { yearBegan } from '#domains/transactions/rules/caps.ts'
import { centsOf, decimalOf } from '#domains/transactions/rules/figures.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import { addDays, addYears, today } from '#lib/dates.ts'
import { atLeastZero, sum } from '#lib/money.ts'
import { type CountedDeal, listCountedDeals, listPlansInForce, type PlanInForce } from './queries.ts'
import type { Progress } from './schema.ts'

/** How far each agent has come in the year that today is in. */
export async function readProgress(
  tx: Tx,
  actor: Actor,
  page: PageAfter<string>,
  now: Date,
): Promise<Progress[]> {
  const { organization_id } = actor
  const day = today(now, actor)
  const plans = await listPlansInForce(tx, organization_id, day, page)
  if (plans.length === 0) return []
  const years = plans.map(({ user_id, anniversary }) => {
    const from = yearBegan(anniversary, day)
    return { user_id, from, until: addDays(addYears(from, 1), -1) }
  })
  const deals = Map.groupBy(await listCountedDeals(tx, organization_id, years), ({ user_id }) => user_id)
  return plans.map((plan, place) =>
    progressOf(plan, years[place] as (typeof years)[number], deals.get(plan.user_id) ?? []),
  )
}

const total = (deals: CountedDeal[], name: 'brought_in' | 'kept' | 'amount') =>
  sum(deals.map((deal) => centsOf(deal[name])))

function progressOf(
  { user_id, agent_name, plan_id, cap }: PlanInForce,
  { from, until }: { from: string; until: string },
  deals: CountedDeal[],
): Progress {
  const [closed, pending] = [deals.filter((deal) => deal.closed), deals.filter((deal) => !deal.closed)]
  const kept = total(closed, 'kept')
  return {
    ...{ user_id, agent_name, plan_id, year_from: from, year_until: until, cap },
    brought_in: decimalOf(total(closed, 'brought_in')),
    kept: decimalOf(kept),
    earned: decimalOf(total(closed, 'amount')),
    left: cap === null ? null : decimalOf(atLeastZero(centsOf(cap) - kept)),
    pending_kept: decimalOf(total(pending, 'kept')),
    pending_earned: decimalOf(total(pending, 'amount')),
    deals: deals.map(({ user_id: _, ...deal }) => deal),
  }
}
