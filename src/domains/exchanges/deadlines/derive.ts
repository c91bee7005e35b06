import { deadlinesChanged, exchangeStatusChanged } from '#domains/exchanges/events.ts'
import { saveExchange } from '#domains/exchanges/queries.ts'
import {
  type Clock,
  type ClockFacts,
  clocksOf,
  movedClocks,
  statusOn,
} from '#domains/exchanges/rules/clocks.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { today } from '#lib/dates.ts'
import { getFacts, listDeadlines, listTransfers, replaceDeadlines } from './queries.ts'
import type { DeadlineFacts } from './schema.ts'

/** What the rules are given: the transfers, and the facts that count beside them. */
export function clockFacts(transfers: string[], facts: DeadlineFacts): ClockFacts {
  return { ...facts, transfers }
}

/** Why deadlines were derived anew; it stands in the fact. */
export type Cause = 'transfer' | 'transfer_corrected' | 'transfer_undone' | 'facts' | 'time_zone' | 'midnight'

/**
 * Derives the deadlines of an exchange from its facts, as they are now in this transaction, which must hold the lock of the
 * exchange. A deadline that differs becomes a new version; what hangs on it follows by the fact.
 */
export async function deriveDeadlines(
  tx: Tx,
  organization_id: string,
  exchange: Pick<Exchange, 'id' | 'status' | 'time_zone'>,
  cause: Cause,
  { now, created_by }: { now: Date; created_by: string | null },
): Promise<void> {
  const { id, status, time_zone } = exchange
  const facts = clockFacts(
    await listTransfers(tx, organization_id, id),
    await getFacts(tx, organization_id, id),
  )
  const before = await listDeadlines(tx, organization_id, id)
  const after = clocksOf(facts)
  const changed = changedClocks(before, after.clocks)
  await replaceDeadlines(tx, organization_id, id, changed.ended, changed.begun, {
    computed_from: facts,
    created_by,
  })
  const dateOf = (kind: string) => after.clocks.find((clock) => clock.kind === kind)?.date ?? null
  const next = statusOn(status, after, today(now, { timezone: time_zone }))
  await saveExchange(tx, organization_id, id, undefined, {
    clock_start: after.clock_start,
    identification_deadline: dateOf('identification'),
    exchange_deadline: dateOf('exchange'),
    status: next,
  })
  const moved = movedClocks(before, after.clocks)
  if (moved.length > 0) await publish(tx, organization_id, deadlinesChanged, id, { cause, moved })
  if (next !== status)
    await publish(tx, organization_id, exchangeStatusChanged, id, { from: status, to: next })
}

/** Also a deadline that stays on its day but for another reason is a new version. */
function changedClocks(before: Clock[], after: Clock[]) {
  const same = (one: Clock, other: Clock) =>
    one.kind === other.kind &&
    one.date === other.date &&
    one.limiting_factor === other.limiting_factor &&
    one.reason === other.reason
  return {
    ended: before.filter((one) => !after.some((other) => same(one, other))).map(({ kind }) => kind),
    begun: after.filter((one) => !before.some((other) => same(one, other))),
  }
}
