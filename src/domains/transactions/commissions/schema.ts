import { z } from 'zod'
import { Money, Reason, Side } from '#domains/transactions/schema.ts'
import { OneLine } from '#lib/text.ts'

/** A part of one: 0.03 is 3%. Six digits are kept. */
export const Rate = z.number().min(0).max(1)

export const Deduction = z.object({ label: OneLine(100), amount: Money })
export type Deduction = z.infer<typeof Deduction>

/** What is paid for the sale as a whole; the rate is that of the deal. */
export const GrossTerms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rate'), rate: Rate.nullable() }),
  z.object({ kind: z.literal('flat'), amount: Money }),
  z.object({
    kind: z.literal('tiered'),
    /** Each part of the price at the rate of its tier, the last without an upper end. */
    tiers: z
      .array(z.object({ up_to: Money.nullable(), rate: Rate }))
      .min(1)
      .max(10),
  }),
])
export type GrossTerms = z.infer<typeof GrossTerms>

const TeamShare = z.object({ user_id: z.uuid(), rate: Rate })
const AgentTerms = z.object({
  user_id: z.uuid(),
  /** Of our side's commission after referrals and franchise fees. */
  share: Rate,
  /** Teammates, each with a part of what the agent gets. */
  team: z.array(TeamShare).max(10).default([]),
  /** Beside those of the agent's plan. */
  deductions: z.array(Deduction).max(10).default([]),
})
export type AgentTerms = z.infer<typeof AgentTerms>

const referral = { contact_id: z.uuid() }
const ReferralTerms = z.union([
  z.object({ ...referral, rate: Rate, amount: z.null().optional() }),
  z.object({ ...referral, rate: z.null().optional(), amount: Money }),
])

export const CommissionTerms = z
  .object({
    gross: GrossTerms,
    /** Who pays the gross commission at closing. */
    paid_by: z.enum(['seller', 'buyer']),
    /** Of the gross commission, the listing side's; the rest is the buyer's side's. */
    listing_share: Rate,
    referrals: z.array(ReferralTerms).max(10),
    /** Null: the agents of the deal, each with their side's part. */
    agents: z.array(AgentTerms).min(1).max(10).nullable(),
    /** Of a closed deal: why its terms change. */
    reason: Reason.optional(),
  })
  .meta({
    example: {
      ...{ gross: { kind: 'rate', rate: 0.05 }, paid_by: 'seller', listing_share: 0.5 },
      ...{ referrals: [], agents: null },
    },
  })
export type CommissionTerms = z.infer<typeof CommissionTerms>

export const CommissionLine = z.object({
  id: z.uuid(),
  /** What it is in its deal: stays the same when it is computed again. */
  key: z.string(),
  paid_to: z.enum(['cooperating', 'referral', 'franchise', 'company', 'agent', 'team']),
  name: z.string(),
  user_id: z.uuid().nullable(),
  agent_id: z.uuid().nullable(),
  amount: z.string(),
  /** How the figure comes about, step by step. */
  formula: z.array(z.string()),
})
export type CommissionLine = z.infer<typeof CommissionLine>

export const Commission = z.object({
  id: z.uuid(),
  /** Of the terms; 0 until someone has changed them. */
  version: z.int(),
  side: Side,
  /** What was agreed; null for those who see only what concerns themselves. */
  terms: CommissionTerms.omit({ reason: true })
    .extend({
      referrals: z.array(
        z.object({
          contact_id: z.uuid(),
          name: z.string(),
          rate: z.number().nullable(),
          amount: z.string().nullable(),
        }),
      ),
      agents: z
        .array(
          z.object({
            user_id: z.uuid(),
            name: z.string(),
            share: z.number(),
            team: z.array(z.object({ user_id: z.uuid(), name: z.string(), rate: z.number() })),
            deductions: z.array(Deduction),
          }),
        )
        .nullable(),
    })
    .nullable(),
  /** The day on which the deal counts toward its agents' years. */
  counts_on: z.string().nullable(),
  gross: z.string().nullable(),
  gross_formula: z.array(z.string()),
  /** Our side's part of it. */
  ours: z.string().nullable(),
  ours_formula: z.array(z.string()),
  /** Empty until the deal is under contract and has a price. */
  lines: z.array(CommissionLine),
  /** What to look at, such as an agent of the deal who has no share. */
  warnings: z.array(z.string()),
  may: z.object({ change: z.boolean() }),
})
export type Commission = z.infer<typeof Commission>
