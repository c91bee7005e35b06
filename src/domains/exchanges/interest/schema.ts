import { z } from 'zod'
import { Amount } from '#domains/exchanges/ledger/schema.ts'

export const Accrual = z.object({
  exchange_account_id: z.uuid(),
  /** The last day for which interest has been posted, or the day before the account was opened. */
  from: z.string(),
  through: z.string(),
  annual_rate: z.number(),
  /** What the account earned by its terms, to the cent. */
  amount: z.string(),
})
export type Accrual = z.infer<typeof Accrual>

export const AccrualQuery = z.object({ exchange_account_id: z.uuid(), through: z.iso.date() })
export type AccrualQuery = z.infer<typeof AccrualQuery>

export const NewAccrual = z
  .object({
    exchange_account_id: z.uuid(),
    /** The day on which the bank credited it; it is the interest through that day. */
    through: z.iso.date(),
    /** What the bank credited, where it isn't what the terms say. */
    amount: Amount.optional(),
    document_id: z.uuid().optional(),
  })
  .meta({
    example: { exchange_account_id: '0198f0a0-0000-7000-8000-000000000001', through: '2026-03-31' },
  })
export type NewAccrual = z.infer<typeof NewAccrual>
