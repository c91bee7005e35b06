import { listDeadlines } from '#domains/exchanges/deadlines/queries.ts'
import type { ExchangeSide } from '#domains/exchanges/properties/schema.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { dayAt, endOfDay, weekdayOf } from '#lib/dates.ts'
import { AppError } from '#lib/errors.ts'

const KINDS = { replacement: 'identification', relinquished: 'parking_identification' } as const

type Dated = Pick<Exchange, 'id' | 'time_zone' | 'clock_start'>

/** The deadline of a side. Of a parked property the relinquished one is identified. Refuses before a period has begun. */
export async function demandBegun(tx: Tx, organization_id: string, { id }: Dated, side: ExchangeSide) {
  const deadlines = await listDeadlines(tx, organization_id, id)
  const deadline = deadlines.find(({ kind }) => kind === KINDS[side])
  if (deadline) return deadline
  throw new AppError(
    'refused',
    side === 'replacement'
      ? 'Nothing has been transferred yet, so the identification period hasn’t begun.'
      : 'No property is parked, so no relinquished property is to be identified.',
  )
}

/**
 * Refuses what is sent at or after the midnight that ends the identification period in the exchange's time zone; a second
 * before is in time (26 CFR 1.1031(k)-1(b)(2), (c)(2), (6)).
 */
export async function demandInTime(
  tx: Tx,
  organization_id: string,
  exchange: Dated,
  side: ExchangeSide,
  at: Date,
): Promise<void> {
  const { time_zone, clock_start } = exchange
  const deadline = await demandBegun(tx, organization_id, exchange, side)
  if (at.getTime() >= endOfDay(deadline.date, time_zone).epochMilliseconds)
    throw new AppError(
      'refused',
      `The identification period ended at midnight on ${weekdayOf(deadline.date)}, ${deadline.date} (${time_zone}). Nothing can be identified or revoked anymore.`,
      { deadline: deadline.date, reason: deadline.reason, citation: deadline.citation },
    )
  if (side === 'replacement' && clock_start && dayAt(at.toISOString(), time_zone) < clock_start)
    throw new AppError('refused', `The identification period begins with the transfer on ${clock_start}.`)
}
