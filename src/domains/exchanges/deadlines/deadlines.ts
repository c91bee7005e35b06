import { deadlineFactsChanged } from '#domains/exchanges/events.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { getExchange, lockExchange } from '#domains/exchanges/queries.ts'
import { type Clock, clocksOf, movedClocks } from '#domains/exchanges/rules/clocks.ts'
import { returnDueDates } from '#domains/exchanges/rules/return-due-dates.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { daysBetween, endOfDay, today, weekdayOf } from '#lib/dates.ts'
import { demand } from '#lib/errors.ts'
import { clockFacts, deriveDeadlines } from './derive.ts'
import { getFacts, listTransfers, replaceFacts } from './queries.ts'
import type {
  ChangedDeadlines,
  Deadline,
  DeadlineFacts,
  ExchangeDeadlines,
  FactsChange,
  ReturnDates,
  ReturnInput,
} from './schema.ts'

export async function readDeadlines(
  tx: Tx,
  organization_id: string,
  id: string,
  now: Date,
): Promise<ExchangeDeadlines> {
  const exchange = await getExchange(tx, organization_id, id, now)
  const transfers = await listTransfers(tx, organization_id, id)
  return view(exchange, transfers, await getFacts(tx, organization_id, id), now)
}

/** The rules' answer for these facts, on the calendar of the exchange. */
function view(exchange: Exchange, transfers: string[], facts: DeadlineFacts, now: Date): ExchangeDeadlines {
  const { id, version, time_zone } = exchange
  const { clock_start, clocks, missing, flags } = clocksOf(clockFacts(transfers, facts))
  const deadlines = shownClocks(clocks, time_zone, now)
  return { id, version, time_zone, clock_start, facts, deadlines, missing, flags }
}

/** The soonest first, with weekday, days left and midnight on the calendar of the exchange. */
export function shownClocks(clocks: Clock[], time_zone: string, now: Date): Deadline[] {
  const day = today(now, { timezone: time_zone })
  return clocks
    .map((clock) => ({
      ...clock,
      weekday: weekdayOf(clock.date),
      days_remaining: daysBetween(day, clock.date),
      ends_at: endOfDay(clock.date, time_zone).toString(),
    }))
    .toSorted((a, b) => a.date.localeCompare(b.date))
}

/**
 * Changes the facts behind the deadlines, and derives these anew in the same transaction. With `preview`, says what would
 * move and saves nothing.
 */
export async function changeFacts(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: FactsChange,
  preview: boolean,
  now: Date,
): Promise<ChangedDeadlines> {
  const { organization_id, user_id: created_by } = actor
  const exchange = await lockExchange(tx, organization_id, id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
  unchanged(exchange.version === version || undefined, 'exchange')
  const before = await getFacts(tx, organization_id, id)
  const transfers = await listTransfers(tx, organization_id, id)
  const after = factsAfter(before, change)
  const moved = movedClocks(
    clocksOf(clockFacts(transfers, before)).clocks,
    clocksOf(clockFacts(transfers, after)).clocks,
  )
  if (preview) return { ...view(exchange, transfers, after, now), moved }
  const by = { document_id: change.document_id ?? null, created_by }
  if (change.return !== undefined)
    await replaceFacts(tx, organization_id, id, 'return', after.return ? [after.return] : [], by)
  if (change.parked_on !== undefined) {
    const parking = after.parked_on ? [{ parked_on: after.parked_on }] : []
    await replaceFacts(tx, organization_id, id, 'parking', parking, by)
  }
  if (change.disasters) await replaceFacts(tx, organization_id, id, 'disaster', after.disasters, by)
  const kinds = (['return', 'parked_on', 'disasters'] as const).filter((kind) => change[kind] !== undefined)
  if (kinds.length > 0) await publish(tx, organization_id, deadlineFactsChanged, id, { kinds })
  await deriveDeadlines(tx, organization_id, exchange, 'facts', { now, created_by })
  return { ...(await readDeadlines(tx, organization_id, id, now)), moved }
}

function factsAfter(before: DeadlineFacts, change: FactsChange): DeadlineFacts {
  return {
    return: change.return === undefined ? before.return : change.return && withDates(change.return),
    parked_on: change.parked_on === undefined ? before.parked_on : change.parked_on,
    disasters: change.disasters ?? before.disasters,
  }
}

/** The statutory due dates of that return. Throws AppError `invalid` for a year that doesn't end with a month. */
function withDates(said: ReturnInput): ReturnDates {
  const { outcome } = returnDueDates({ form: said.form, tax_year_end: said.tax_year_end })
  return {
    ...said,
    return_due_date: outcome.return_due_date,
    extended_due_date: outcome.extended_due_date,
  }
}
