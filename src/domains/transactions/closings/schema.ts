import { z } from 'zod'
import { Money, Stage } from '#domains/transactions/schema.ts'

/** A closing with its figures, as they are on the settlement statement. */
export const Closing = z
  .object({
    /** The stage that the person saw: if the deal has moved since, nothing is changed. */
    from: Stage,
    closed_on: z.iso.date(),
    /** Needed for a sale or purchase. */
    sale_price: Money.optional(),
    /** What the client keeps or brings, as the person confirmed it; if it is another by now, nothing is closed. */
    result: z.string().max(20).optional(),
  })
  .meta({
    example: {
      from: 'clear_to_close',
      closed_on: '2026-11-30',
      sale_price: '832500.00',
      result: '765900.00',
    },
  })
export type Closing = z.infer<typeof Closing>
