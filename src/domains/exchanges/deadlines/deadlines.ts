import { deadlineFactsChanged } from '#domains/exchanges/events.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { getExchange, lockExchange } from '#domains/exchanges/queries.ts'
import { type Clock, clocksOf, movedClocks } from '#domains/exchanges/rules/clocks.ts'
import { restDay } from '#domains/exchanges/rules/holidays.ts'
import { movedBy } from '#domains/exchanges/rules/moved-by.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import { daysBetween, endOfDay, today, weekdayOf } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import { clockFacts, deriveDeadlines } from './derive.ts'
import { changesOfFacts, factsAfter } from './facts.ts'
import { getFacts, listTransfers, listVersions, replaceFacts } from './queries.ts'
import type {
  ChangedDeadlines,
  Deadline,
  DeadlineFacts,
  DeadlineVersion,
  ExchangeDeadlines,
  FactsChange,
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
      falls_on: restDay(clock.date),
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
  demandObtained(change.return?.extension_obtained_on, exchange, now)
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
  if (kinds.length > 0)
    await publish(tx, organization_id, deadlineFactsChanged, id, {
      ...{ kinds, changes: changesOfFacts(before, after) },
    })
  await deriveDeadlines(tx, organization_id, exchange, 'facts', { now, created_by })
  return { ...(await readDeadlines(tx, organization_id, id, now)), moved }
}

/** An extension is a fact once it is obtained, and not while it is planned. */
function demandObtained(day: string | null | undefined, { time_zone }: Exchange, now: Date): void {
  if (day && day > today(now, { timezone: time_zone }))
    throw new AppError('invalid', 'Enter the day on which the extension was obtained, today at the latest.', {
      issues: [{ field: 'extension_obtained_on', reason: 'is in the future' }],
    })
}

/** Every version that there ever was, the newest first, with what moved it. */
export async function readVersions(
  tx: Tx,
  organization_id: string,
  id: string,
  page: PageAfter<string>,
  now: Date,
): Promise<DeadlineVersion[]> {
  await getExchange(tx, organization_id, id, now)
  const rows = await listVersions(tx, organization_id, id, page)
  return rows.map(({ computed_from, previous_facts, ...row }) => ({
    ...row,
    moved_by: movedBy(row.kind, previous_facts, computed_from),
  }))
}
