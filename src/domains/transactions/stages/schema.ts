import { z } from 'zod'
import { Money, Reason, Stage } from '#domains/transactions/schema.ts'

/** A step of a deal to another stage. */
export const StageStep = z
  .object({
    /** The stage that the person saw: if the deal has moved since, nothing is changed. */
    from: Stage,
    to: Stage.exclude(['cancelled']),
    /** For a step back: a contract that fell through, a closing that is undone, a deal that is reopened. */
    reason: Reason.optional(),
    /** Needed from the contract on. */
    contract_date: z.iso.date().optional(),
    /** Needed to close: the day on which it closed, and for a sale or purchase the price. */
    closed_on: z.iso.date().optional(),
    sale_price: Money.optional(),
  })
  .meta({
    example: { from: 'clear_to_close', to: 'closed', closed_on: '2026-11-30', sale_price: '832500.00' },
  })
export type StageStep = z.infer<typeof StageStep>

export const Cancellation = z
  .object({ reason: Reason })
  .meta({ example: { reason: 'Financing was denied.' } })
export type Cancellation = z.infer<typeof Cancellation>
