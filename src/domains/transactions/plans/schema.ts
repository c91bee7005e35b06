import { z } from 'zod'
import { Deduction, Rate } from '#domains/transactions/commissions/schema.ts'
import { Money } from '#domains/transactions/schema.ts'

const Tier = z.object({
  /** What the agent brought in before in their year; the first tier begins at "0". */
  from: Money,
  /** The agent's part. */
  rate: Rate,
})

const Given = {
  /** The day and month on which the agent's year begins. */
  anniversary: z.iso.date(),
  tiers: z.array(Tier).min(1).max(10),
  /** What the company keeps of the agent in a year at most. */
  cap: Money.nullable(),
  /** What the agent pays the company from each deal, such as a transaction fee. */
  deductions: z.array(Deduction).max(10),
}

export const NewCommissionPlan = z.object({ user_id: z.uuid(), valid_from: z.iso.date(), ...Given }).meta({
  example: {
    ...{ user_id: '01900000-0000-7000-8000-000000000001', valid_from: '2026-01-01' },
    ...{ anniversary: '2024-03-01', tiers: [{ from: '0', rate: 0.7 }], cap: '18000.00' },
    deductions: [{ label: 'Transaction fee', amount: '395.00' }],
  },
})
export type NewCommissionPlan = z.infer<typeof NewCommissionPlan>

export const CommissionPlanChange = z.object(Given).partial()
export type CommissionPlanChange = z.infer<typeof CommissionPlanChange>

export const CommissionPlan = NewCommissionPlan.extend({
  id: z.uuid(),
  agent_name: z.string(),
  version: z.int(),
  created_at: z.string(),
})
export type CommissionPlan = z.infer<typeof CommissionPlan>
/** What of a plan the rules take. */
export type CommissionPlanRow = NewCommissionPlan

/** An agent's year, as far as it has come. */
export const Progress = z.object({
  user_id: z.uuid(),
  agent_name: z.string(),
  plan_id: z.uuid(),
  year_from: z.string(),
  year_until: z.string(),
  /** Of deals that closed in the year. */
  brought_in: z.string(),
  kept: z.string(),
  earned: z.string(),
  cap: z.string().nullable(),
  /** Of the cap; null where there is none. */
  left: z.string().nullable(),
  /** What the company will keep more when the pending deals close as expected. */
  pending_kept: z.string(),
  pending_earned: z.string(),
  deals: z.array(
    z.object({
      transaction_id: z.uuid(),
      /** Null where the deal is not seen. */
      address: z.string().nullable(),
      closed: z.boolean(),
      counts_on: z.string(),
      brought_in: z.string(),
      kept: z.string(),
      amount: z.string(),
    }),
  ),
})
export type Progress = z.infer<typeof Progress>

export const NewFranchiseFee = z
  .object({ valid_from: z.iso.date(), rate: Rate, at_most: Money.nullable() })
  .meta({ example: { valid_from: '2026-01-01', rate: 0.06, at_most: '900.00' } })
export type NewFranchiseFee = z.infer<typeof NewFranchiseFee>

export const FranchiseFee = NewFranchiseFee.extend({ id: z.uuid() })
export type FranchiseFee = z.infer<typeof FranchiseFee>
