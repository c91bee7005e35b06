import { webhookDisabled } from '#domains/identity/events.ts'
import { saveDisabled, saveFailing, saveSuccess } from '#domains/identity/webhooks/queries.ts'
import type { Delivery, DeliveryDetail, Webhook } from '#domains/identity/webhooks/schema.ts'
import { bodyOf, headersOf, hostOf } from '#domains/identity/webhooks/signing.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Sent } from '#infra/webhooks/sender.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import {
  type DueDelivery,
  enqueueDeliveries,
  findDueDelivery,
  findFactOf,
  getDelivery,
  insertAttempt,
  insertTest,
  listAttempts,
  saveMissed,
  saveOutcome,
  saveResent,
} from './queries.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR

/** The delay after each failed attempt, as Standard Webhooks recommends. */
const RETRY_AFTER = [
  5 * SECOND,
  300 * SECOND,
  HOUR / 2,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
/** An endpoint that has failed for this long without one success is disabled. */
const PATIENCE_MS = 5 * DAY
const TEST = 'webhooks.test'
/** How far back deliveries can be resent, and how many at once; the log is kept as long. */
export const LOG_DAYS = 30
const MOST = 10_000

/** Makes one attempt. Nothing stays locked while waiting for the other server. */
export async function deliverWebhook(
  { db, config, webhooks, now }: Pick<Infra, 'db' | 'config' | 'webhooks' | 'now'>,
  { organization_id, delivery_id }: { organization_id: string; delivery_id: string },
): Promise<void> {
  const actor = systemActor(organization_id)
  const due = await withActor(db, actor, (tx) => findDueDelivery(tx, organization_id, delivery_id, now()))
  if (!due) return
  const isTest = due.event_id === null
  if (due.suspended || (due.endpoint_state !== 'active' && !isTest))
    return withActor(db, actor, (tx) => saveOutcome(tx, due, { state: 'failed' }))
  const body = bodyOf(due, due.event)
  const headers = headersOf(config.DEEDLINE_SECRET, due, body, now())
  const sent = await webhooks.send(due.url, headers, body)
  await withActor(db, actor, async (tx) => {
    if (!(await insertAttempt(tx, due, sent, now()))) return
    if (isSuccess(sent)) {
      await saveOutcome(tx, due, { state: 'delivered' })
      await saveSuccess(tx, organization_id, due.endpoint_id, now())
    } else if (isTest) await saveOutcome(tx, due, { state: 'failed' })
    else await retryLater(tx, due, sent, now())
  })
}

function isSuccess({ status_code }: Sent): boolean {
  return status_code !== null && status_code >= 200 && status_code < 300
}

/** 410 means that the endpoint no longer wants anything. */
async function retryLater(tx: Tx, due: DueDelivery, { status_code }: Sent, now: Date): Promise<void> {
  const { organization_id, endpoint_id, url } = due
  const after = RETRY_AFTER[due.tries]
  const failing_since = await saveFailing(tx, organization_id, endpoint_id, now)
  const gone = status_code === 410
  if (gone || now.getTime() - Date.parse(failing_since) > PATIENCE_MS) {
    await saveOutcome(tx, due, { state: 'failed', tries: due.tries + 1 })
    if (await saveDisabled(tx, organization_id, endpoint_id)) {
      const reason = gone ? 'gone' : 'failing'
      await publish(tx, organization_id, webhookDisabled, endpoint_id, { host: hostOf(url), reason })
    }
  } else if (after === undefined) await saveOutcome(tx, due, { state: 'failed', tries: due.tries + 1 })
  else {
    // Up to a tenth later, so that deliveries that failed together are not retried together.
    const next = new Date(now.getTime() + after * (1 + Math.random() / 10))
    await saveOutcome(tx, due, { state: 'pending', tries: due.tries + 1, next })
    await enqueueDeliveries(tx, due, [due.id], next)
  }
}

type Endpoint = Pick<Webhook, 'id' | 'state' | 'facts'>

/** Also works for a paused endpoint: to see whether it works before it is resumed. */
export async function sendTest(tx: Tx, { organization_id }: Actor, { id }: Endpoint): Promise<Delivery> {
  const of = { organization_id, endpoint_id: id }
  const delivery_id = await insertTest(tx, of, TEST)
  await enqueueDeliveries(tx, of, [delivery_id])
  return getDelivery(tx, of, delivery_id)
}

export async function resendDelivery(
  tx: Tx,
  { organization_id }: Actor,
  endpoint: Endpoint,
  id: string,
): Promise<Delivery> {
  const of = { organization_id, endpoint_id: endpoint.id }
  const { event_id } = await getDelivery(tx, of, id)
  if (event_id) demandActive(endpoint)
  found((await saveResent(tx, of, id)) || undefined, 'delivery')
  await enqueueDeliveries(tx, of, [id])
  return getDelivery(tx, of, id)
}

/**
 * What failed since then, and what happened while the endpoint was paused or disabled. Returns the number of
 * deliveries.
 */
export async function resendSince(
  tx: Tx,
  { organization_id }: Actor,
  endpoint: Endpoint,
  since: Date,
  now: Date,
): Promise<{ count: number }> {
  demandActive(endpoint)
  if (now.getTime() - since.getTime() > LOG_DAYS * DAY) {
    const reason = `Choose a time within the last ${LOG_DAYS} days.`
    throw new AppError('invalid', reason, { issues: [{ field: 'since', reason }] })
  }
  const of = { organization_id, endpoint_id: endpoint.id }
  const ids = await saveMissed(tx, of, endpoint.facts, since, MOST)
  await enqueueDeliveries(tx, of, ids)
  return { count: ids.length }
}

export async function getDeliveryDetail(
  tx: Tx,
  of: { organization_id: string; endpoint_id: string },
  id: string,
): Promise<DeliveryDetail> {
  const delivery = await getDelivery(tx, of, id)
  const event = await findFactOf(tx, of, id)
  const log = await listAttempts(tx, of.organization_id, id)
  return { ...delivery, body: bodyOf({ ...delivery, organization_id: of.organization_id }, event), log }
}

function demandActive({ state }: Endpoint): void {
  if (state !== 'active')
    throw new AppError('refused', `This webhook is ${state}. Turn it on first, then send again.`)
}
