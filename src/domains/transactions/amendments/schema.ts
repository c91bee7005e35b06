import { z } from 'zod'
import { AmountChange, NewAmount } from '#domains/transactions/amounts/schema.ts'
import { CommissionTerms } from '#domains/transactions/commissions/schema.ts'
import { Sheet } from '#domains/transactions/net-sheet/schema.ts'
import { Money, Reason } from '#domains/transactions/schema.ts'

/** What becomes of the amounts of the net sheet. One that changes is named with the version that the person saw. */
const AmendedAmounts = z.object({
  added: z.array(NewAmount).max(200).default([]),
  changed: z
    .array(AmountChange.extend({ id: z.uuid(), version: z.int().min(1) }))
    .max(200)
    .default([]),
  removed: z.array(z.uuid()).max(200).default([]),
})
export type AmendedAmounts = z.infer<typeof AmendedAmounts>

/** What is paid for the sale as a whole; `version` is that of the commission terms that the person saw. */
const AmendedCommission = CommissionTerms.pick({ gross: true, paid_by: true, listing_share: true }).extend({
  version: z.int().min(0),
})

const corrected = {
  closed_on: z.iso.date().optional(),
  sale_price: Money.optional(),
  amounts: AmendedAmounts.optional(),
  commission: AmendedCommission.optional(),
}

/** What would be corrected; only what changes is named. */
export const AmendmentDraft = z
  .object(corrected)
  .meta({ example: { sale_price: '832000.00', closed_on: '2026-11-30' } })
export type AmendmentDraft = z.infer<typeof AmendmentDraft>

export const Amendment = z.object({ reason: Reason, ...corrected }).meta({
  example: {
    reason: 'The settlement statement was corrected.',
    sale_price: '832000.00',
    amounts: {
      added: [
        {
          kind: 'fee',
          label: 'Recording fee',
          amount: '85.00',
          paid_by: 'buyer',
          paid_to: 'title',
          status: 'paid',
        },
      ],
    },
  },
})
export type Amendment = z.infer<typeof Amendment>

const FromTo = z.object({ from: z.string().nullable(), to: z.string().nullable() })
const changes = {
  /** By what was corrected: closed_on, sale_price, commission, paid_by, listing_share; `result` is the client's net sheet. */
  changes: z.record(z.string(), FromTo),
  /** In words; `from` is null for an amount that was added, `to` for one that was removed. */
  amounts: z.array(FromTo.extend({ label: z.string() })),
}

/** A correction that was made: who, when, why, what it was before and is now. */
export const AmendmentEntry = z.object({
  id: z.uuid(),
  ...changes,
  reason: z.string(),
  user_name: z.string().nullable(),
  amended_at: z.string(),
})
export type AmendmentEntry = z.infer<typeof AmendmentEntry>

export const AmendmentPreview = z.object({
  ...changes,
  /** Our client's; null for a deal that has no net sheet. */
  net_sheet: z.object({ view: z.enum(['seller', 'buyer']), before: Sheet, after: Sheet }).nullable(),
  /** Who gets what of this deal before and after, as far as the reader sees it. */
  commissions: z.array(FromTo.extend({ key: z.string(), name: z.string() })),
  /** How many other deals of the same year of an agent are computed anew with another result. */
  other_deals: z.int(),
})
export type AmendmentPreview = z.infer<typeof AmendmentPreview>
