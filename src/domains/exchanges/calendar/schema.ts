import { z } from 'zod'
import { DeadlineKind } from '#domains/exchanges/deadlines/schema.ts'
import { ExchangeNarrowing } from '#domains/exchanges/list/schema.ts'
import { ExchangeStatus } from '#domains/exchanges/schema.ts'
import { inOrder } from '#lib/in-order.ts'

/** The exchanges of a list, in a period. */
export const DayFilter = inOrder(
  ExchangeNarrowing.extend({ days_from: z.iso.date(), days_to: z.iso.date() }),
  ['days_from', 'days_to'],
)
export type DayFilter = z.infer<typeof DayFilter>

/** A deadline of an exchange, in force. */
export const ExchangeDay = z.object({
  /** The exchange and the kind of deadline: it stays the same when the deadline moves. */
  id: z.string(),
  exchange_id: z.uuid(),
  kind: DeadlineKind,
  day: z.iso.date(),
  /** On the calendar of the exchange’s time zone. Negative once it has passed. */
  days_remaining: z.int(),
  name: z.string(),
  exchange_number: z.string(),
  status: ExchangeStatus,
})
export type ExchangeDay = z.infer<typeof ExchangeDay>
