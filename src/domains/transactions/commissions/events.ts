import { z } from 'zod'
import { fact } from '#infra/facts/events.ts'

const named = z.object({ name: z.string() })
const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))

/** Without the terms: who sees the deal may not see how its commission is shared. Of a closed deal, with the reason. */
export const commissionTermsChanged = fact(
  'transactions.commission_terms_changed',
  'transaction',
  'Commission terms of a deal changed',
  named.extend({ reason: z.string().optional() }),
)
/** After the deal itself changed. */
export const commissionsComputed = fact(
  'transactions.commissions_computed',
  'transaction',
  'Commission of a deal computed',
  named,
)
/** What an agent gets of a deal changed because of another deal or a plan. */
export const commissionsChanged = fact(
  'transactions.commissions_changed',
  'commission_line',
  'Commission changed by another deal',
  named.extend({ transaction_id: z.uuid(), user_id: z.uuid(), from: z.string(), to: z.string() }),
)
export const commissionPlanCreated = fact(
  'transactions.commission_plan_created',
  'commission_plan',
  'Commission plan created',
  named.extend({ valid_from: z.string() }),
)
export const commissionPlanChanged = fact(
  'transactions.commission_plan_changed',
  'commission_plan',
  'Commission plan changed',
  named.extend({ changes: change }),
)
export const franchiseFeeSet = fact(
  'transactions.franchise_fee_set',
  'franchise_fee',
  'Franchise fee set',
  z.object({ valid_from: z.string(), rate: z.number(), at_most: z.string().nullable() }),
)
const amount = named.extend({ amount_id: z.uuid(), amount: z.string() })
export const amountAdded = fact('transactions.amount_added', 'transaction', 'Amount added to a deal', amount)
export const amountChanged = fact(
  'transactions.amount_changed',
  'transaction',
  'Amount of a deal changed',
  named.extend({ amount_id: z.uuid(), changes: change }),
)
export const amountRemoved = fact(
  'transactions.amount_removed',
  'transaction',
  'Amount removed from a deal',
  amount,
)
export const disbursementApproved = fact(
  'transactions.disbursement_approved',
  'transaction',
  'Commission disbursement approved',
  named,
)
export const disbursementSent = fact(
  'transactions.disbursement_sent',
  'transaction',
  'Commission disbursement sent',
  /** The SHA-256 of the PDF that was emailed; none where a person only recorded that it was sent. */
  named.extend({ sent_to: z.string(), sent_hash: z.string().optional() }),
)
export const disbursementMailFailed = fact(
  'transactions.disbursement_mail_failed',
  'transaction',
  'Email with a commission disbursement not delivered',
  named.extend({ sent_to: z.string() }),
)
/** Without the name and the amount of the line; a confirmation that was taken back has no day. */
export const disbursementPaid = fact(
  'transactions.disbursement_paid',
  'transaction',
  'Commission payment confirmed',
  named.extend({ paid_to: z.string(), paid_on: z.string().nullable() }),
)
