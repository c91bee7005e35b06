import { exchangeCompleted, exchangeFailed } from '#domains/exchanges/events.ts'
import { identifiedOf } from '#domains/exchanges/identification/entitlement.ts'
import { holdsMoney } from '#domains/exchanges/ledger/queries.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { getExchange, lockExchange, saveExchange } from '#domains/exchanges/queries.ts'
import { completionObstacle, type EndingFacts, failureObstacle } from '#domains/exchanges/rules/ending.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'

export async function completeExchange(tx: Tx, actor: Actor, id: string, now: Date): Promise<Exchange> {
  const { organization_id } = actor
  const { exchange, facts, received } = await demandFacts(tx, actor, id, now)
  refuse(completionObstacle(facts))
  await saveExchange(tx, organization_id, id, undefined, { status: 'completed', ended_at: now })
  await publish(tx, organization_id, exchangeCompleted, id, {
    ...{ from: exchange.status, exchange_property_ids: received, last_received_on: facts.last_received_on },
  })
  return getExchange(tx, organization_id, id, now)
}

export async function failExchange(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  now: Date,
): Promise<Exchange> {
  const { organization_id } = actor
  const { exchange, facts } = await demandFacts(tx, actor, id, now)
  refuse(failureObstacle(facts))
  await saveExchange(tx, organization_id, id, undefined, {
    status: 'failed',
    ended_at: now,
    end_reason: reason,
  })
  await publish(tx, organization_id, exchangeFailed, id, { from: exchange.status, reason })
  return getExchange(tx, organization_id, id, now)
}

async function demandFacts(tx: Tx, actor: Actor, id: string, now: Date) {
  const { organization_id } = actor
  const exchange = await lockExchange(tx, organization_id, id, now)
  demand(mayEdit(actor, exchange), 'end this exchange')
  const identified = await identifiedOf(tx, organization_id, exchange)
  const got = identified.filter(({ received_on }) => received_on)
  const { clock_start, identification_deadline, exchange_deadline, time_zone } = exchange
  const facts: EndingFacts & { last_received_on: string | null } = {
    ...{ clock_start, identification_deadline, exchange_deadline, day: today(now, { timezone: time_zone }) },
    ...{ received: got.length, identified: identified.length },
    holds_money: await holdsMoney(tx, organization_id, id),
    last_received_on:
      got
        .flatMap(({ received_on }) => received_on ?? [])
        .toSorted()
        .at(-1) ?? null,
  }
  return { exchange, facts, received: got.map(({ exchange_property_id }) => exchange_property_id) }
}

function refuse(obstacle: string | null): void {
  if (obstacle) throw new AppError('refused', obstacle)
}
