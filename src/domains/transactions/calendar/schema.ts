import { z } from 'zod'
import { TransactionNarrowing } from '#domains/transactions/list/schema.ts'
import { inOrder } from '#lib/in-order.ts'

/** The deals of a list, in a period of two months at most. */
export const DayFilter = inOrder(
  TransactionNarrowing.extend({ days_from: z.iso.date(), days_to: z.iso.date() }),
  ['days_from', 'days_to'],
)
export type DayFilter = z.infer<typeof DayFilter>

/** A day that matters in a deal. */
export const DealDay = z.object({
  /** Of a date of the deal its id; of a closing or another date of the deal itself, made of both. */
  id: z.string(),
  transaction_id: z.uuid(),
  name: z.string(),
  day: z.iso.date(),
  address: z.string(),
  transaction_number: z.string(),
})
export type DealDay = z.infer<typeof DealDay>
