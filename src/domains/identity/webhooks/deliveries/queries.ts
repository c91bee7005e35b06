import { type RawBuilder, sql } from 'kysely'
import type { Attempt, Delivery } from '#domains/identity/webhooks/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Sent } from '#infra/webhooks/sender.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'

type Of = { organization_id: string; endpoint_id: string }

/** Deliveries with the result of their last attempt. */
function deliveriesWhere(condition: RawBuilder<unknown>): RawBuilder<Delivery> {
  return sql<Delivery>`
    select d.id, d.fact, d.event_id, d.state, d.created_at, d.next_attempt_at, coalesce(a.attempts, 0)::integer as attempts,
           a.attempted_at, a.status_code, a.error
      from webhook_deliveries d
      left join lateral (
        select count(*) over () as attempts, w.created_at as attempted_at, w.status_code, w.error
          from webhook_attempts w
         where w.organization_id = d.organization_id and w.delivery_id = d.id
         order by w.id desc limit 1) a on true
     where ${condition}`
}

export async function listDeliveries(
  tx: Tx,
  { organization_id, endpoint_id }: Of,
  state: Delivery['state'] | undefined,
  { after, limit }: PageAfter<string>,
): Promise<Delivery[]> {
  const condition = sql`d.organization_id = ${organization_id} and d.endpoint_id = ${endpoint_id}
    and (${state ?? null}::text is null or d.state = ${state ?? null})
    and (${after ?? null}::uuid is null or d.id < ${after ?? null}::uuid)
    order by d.id desc limit ${limit}`
  return (await deliveriesWhere(condition).execute(tx)).rows
}

export async function getDelivery(
  tx: Tx,
  { organization_id, endpoint_id }: Of,
  id: string,
): Promise<Delivery> {
  const condition = sql`d.organization_id = ${organization_id} and d.endpoint_id = ${endpoint_id} and d.id = ${id}`
  return found((await deliveriesWhere(condition).execute(tx)).rows[0], 'delivery')
}

export function listAttempts(tx: Tx, organization_id: string, delivery_id: string): Promise<Attempt[]> {
  return tx
    .selectFrom('webhook_attempts')
    .select(['id', 'status_code', 'error', 'response_body', 'duration_ms', 'created_at'])
    .where('organization_id', '=', organization_id)
    .where('delivery_id', '=', delivery_id)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

/** A test represents no fact, and is tried once. */
export async function insertTest(tx: Tx, of: Of, fact: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into webhook_deliveries (organization_id, endpoint_id, fact)
    values (${of.organization_id}, ${of.endpoint_id}, ${fact}) returning id`.execute(tx)
  return rows[0]?.id ?? ''
}

/** Everything that one attempt needs. */
export type DueDelivery = Of & {
  id: string
  tries: number
  fact: string
  created_at: string
  event_id: string | null
  event: SentFact | null
  url: string
  endpoint_state: string
  secret_encrypted: string
  previous_secret_encrypted: string | null
  suspended: boolean
}
/** The fact as it is sent: what the audit log shows of it, without the origin of its request. */
export type SentFact = {
  id: string
  subject_type: string
  subject_id: string
  user_id: string | null
  payload: Record<string, unknown>
  created_at: string
}

const EVENT = sql<SentFact | null>`
  (select jsonb_build_object('id', e.id, 'subject_type', e.subject_type, 'subject_id', e.subject_id,
                             'user_id', e.user_id, 'payload', e.payload, 'created_at', e.created_at)
     from events e where e.organization_id = d.organization_id and e.id = d.event_id)`

/** Undefined when it has been delivered or deleted, or has failed permanently. */
export async function findDueDelivery(
  tx: Tx,
  organization_id: string,
  id: string,
  now: Date,
): Promise<DueDelivery | undefined> {
  const { rows } = await sql<DueDelivery>`
    select d.organization_id, d.endpoint_id, d.id, d.event_id, d.tries, d.fact, d.created_at, ${EVENT} as event,
           w.url, w.state as endpoint_state, w.secret_encrypted,
           case when w.previous_secret_expires_at > ${now.toISOString()}::timestamptz
                then w.previous_secret_encrypted end as previous_secret_encrypted,
           o.subscription_status = 'suspended' as suspended
      from webhook_deliveries d
      join webhook_endpoints w on w.organization_id = d.organization_id and w.id = d.endpoint_id
      join organizations o on o.id = d.organization_id
     where d.organization_id = ${organization_id} and d.id = ${id} and d.state = 'pending'`.execute(tx)
  return rows[0]
}

/** The fact behind a delivery, to show its body. */
export async function findFactOf(
  tx: Tx,
  { organization_id, endpoint_id }: Of,
  id: string,
): Promise<SentFact | null> {
  const { rows } = await sql<{ event: SentFact | null }>`
    select ${EVENT} as event from webhook_deliveries d
     where d.organization_id = ${organization_id} and d.endpoint_id = ${endpoint_id} and d.id = ${id}`.execute(
    tx,
  )
  return rows[0]?.event ?? null
}

/** False: the endpoint, and with it the delivery, was deleted while the other server was asked. */
export async function insertAttempt(
  tx: Tx,
  { organization_id, id }: Pick<DueDelivery, 'organization_id' | 'id'>,
  { ms, ...sent }: Sent,
  now: Date,
): Promise<boolean> {
  const row = await tx
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!row) return false
  await tx
    .insertInto('webhook_attempts')
    .values({ organization_id, delivery_id: id, ...sent, duration_ms: ms, created_at: now })
    .execute()
  return true
}

/** `next` is the time of the next attempt. */
export async function saveOutcome(
  tx: Tx,
  { organization_id, id }: Pick<DueDelivery, 'organization_id' | 'id'>,
  outcome: { state: Delivery['state']; tries?: number; next?: Date },
): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({
      state: outcome.state,
      next_attempt_at: outcome.next ?? null,
      ...(outcome.tries !== undefined && { tries: outcome.tries }),
    })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** Restarts the retry schedule. False when it is already waiting for its turn. */
export async function saveResent(tx: Tx, { organization_id, endpoint_id }: Of, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', tries: 0, next_attempt_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('endpoint_id', '=', endpoint_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Every fact since then that the endpoint listens to and has not received: failed deliveries are restarted, and facts
 * from while it was paused or disabled are added. Oldest first, at most `most`. Returns the deliveries.
 */
export async function saveMissed(
  tx: Tx,
  { organization_id, endpoint_id }: Of,
  facts: string[],
  since: Date,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into webhook_deliveries (organization_id, endpoint_id, event_id, fact)
    select e.organization_id, ${endpoint_id}, e.id, e.name
      from events e
      left join webhook_deliveries d
        on d.organization_id = e.organization_id and d.endpoint_id = ${endpoint_id} and d.event_id = e.id
     where e.organization_id = ${organization_id} and e.id >= uuid_floor(${since.toISOString()}::timestamptz)
       and array['*', split_part(e.name, '.', 1) || '.*', e.name] && ${facts}::text[]
       and (d.id is null or d.state = 'failed')
     order by e.id limit ${most}
    on conflict (organization_id, endpoint_id, event_id) do update
       set state = 'pending', tries = 0, next_attempt_at = now()
     where webhook_deliveries.state = 'failed'
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Across organizations: `tx` is a worker's. */
export async function deleteOldDeliveries(tx: Tx, before: Date): Promise<void> {
  await sql`delete from webhook_deliveries where id < uuid_floor(${before.toISOString()}::timestamptz)`.execute(
    tx,
  )
}

/** One job per delivery; those of one endpoint run one after the other, as in `publish_fact`. */
export async function enqueueDeliveries(
  tx: Tx,
  { organization_id, endpoint_id }: Of,
  ids: string[],
  run_at?: Date,
): Promise<void> {
  await sql`
    select enqueue('identity.deliver_webhook',
                   json_build_object('organization_id', ${organization_id}::uuid, 'delivery_id', id),
                   'webhook:' || id, coalesce(${run_at?.toISOString() ?? null}::timestamptz, now()), 8,
                   'webhook:' || ${endpoint_id}::uuid)
      from unnest(${ids}::uuid[]) as id`.execute(tx)
}
