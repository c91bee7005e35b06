import type { CommissionPlan, NewCommissionPlan } from '#domains/transactions/plans/schema.ts'
import { percentOf, rateOf } from '#web/features/transactions/page/commission/percent.ts'

/** A plan as it is typed: rates in percent. */
export type PlanValues = {
  user_id: string | null
  valid_from: string
  anniversary: string
  tiers: { from: string; rate: number | string }[]
  cap: string
  deductions: { label: string; amount: string }[]
}

export function planValues(plan: CommissionPlan | null, today: string): PlanValues {
  if (!plan)
    return {
      ...{ user_id: null, valid_from: today, anniversary: `${today.slice(0, 4)}-01-01`, cap: '' },
      ...{ tiers: [{ from: '0', rate: 70 }], deductions: [] },
    }
  const { user_id, valid_from, anniversary, tiers, cap, deductions } = plan
  return {
    ...{ user_id, valid_from, anniversary, cap: cap ?? '', deductions },
    tiers: tiers.map(({ from, rate }) => ({ from, rate: percentOf(rate) })),
  }
}

export function planOf({
  user_id,
  valid_from,
  anniversary,
  tiers,
  cap,
  deductions,
}: PlanValues): NewCommissionPlan {
  return {
    ...{ user_id: user_id ?? '', valid_from, anniversary, deductions, cap: cap || null },
    tiers: tiers.map(({ from, rate }, place) => ({ from: place === 0 ? '0' : from, rate: rateOf(rate) })),
  }
}
