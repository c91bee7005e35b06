import { z } from 'zod'
import { Stage, TransactionStatus, TransactionType } from '#domains/transactions/schema.ts'
import { Many } from '#lib/many.ts'

/** Selects deals: the words, and the filters. */
export const TransactionNarrowing = z.object({
  /** Parts of the number, the address, or the names of parties. */
  q: z.string().trim().max(200).optional(),
  status: Many.pipe(z.array(TransactionStatus)).optional(),
  stage: Many.pipe(z.array(Stage)).optional(),
  transaction_type: Many.pipe(z.array(TransactionType)).optional(),
  /** Our agents, on either side. */
  agent_id: Many.pipe(z.array(z.uuid()).max(50)).optional(),
  closing_from: z.iso.date().optional(),
  closing_to: z.iso.date().optional(),
  property_id: z.uuid().optional(),
  /** Deals to which this document is attached. */
  document_id: z.uuid().optional(),
  /** Deals in which this contact is a party. */
  contact_id: z.uuid().optional(),
  /** Deals whose documents disagree with each other, or with what was applied. */
  discrepancies: z.stringbool().optional(),
  archived: z.stringbool().default(false),
})
export type TransactionNarrowing = z.infer<typeof TransactionNarrowing>

/** Within each value of an order, by id. */
export const TRANSACTION_SORTS = {
  newest: ['id'],
  oldest: ['id'],
  closing: ['closing_date', 'id'],
  closed: ['closed_on', 'id'],
  address: ['address', 'id'],
  number: ['transaction_number', 'id'],
} as const
