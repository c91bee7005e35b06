import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { withActor } from '#infra/postgres.ts'
import type { Db } from '#infra/postgres-pool.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'

type Kept = { request_hash: string; status: number | null; response: unknown }

/**
 * A POST by a member with an Idempotency-Key has one effect however often it is sent: the first answer is kept for 24
 * hours and given again. The same key with another body is refused; one still at work answers 409.
 */
export function answerOnce(http: FastifyInstance, db: Db): void {
  http.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (
      request.method !== 'POST' ||
      typeof key !== 'string' ||
      request.routeOptions.config.access !== 'member'
    )
      return
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new AppError('invalid', 'Idempotency-Key takes 1 to 200 visible ASCII characters.')
    const kept = await claim(db, request.actor, key, hashOf(request))
    if (!kept) {
      reply.header('idempotency-key', key)
      return
    }
    if (kept.status === null)
      throw new AppError('conflict', 'The same request is still at work. Try again in a moment.')
    return reply
      .header('idempotent-replayed', 'true')
      .code(kept.status)
      .serializer(JSON.stringify)
      .type('application/json')
      .send(kept.response)
  })
  http.addHook('onSend', async (request, reply, payload) => {
    const key = reply.getHeader('idempotency-key')
    if (typeof key !== 'string' || reply.getHeader('idempotent-replayed')) return payload
    await settle(db, request.actor, key, reply, payload)
    return payload
  })
}

function hashOf(request: FastifyRequest): string {
  const multipart = request.headers['content-type']?.startsWith('multipart/')
  const body = multipart ? '' : JSON.stringify(request.body ?? null)
  return createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest('hex')
}

/** Takes the key, or answers what is kept under it. A claim without an answer after a minute died with its process. */
async function claim(db: Db, actor: Actor, key: string, request_hash: string): Promise<Kept | undefined> {
  const kept = await withActor(db, actor, async (tx) => {
    const { rows } = await sql<Kept & { claimed: boolean }>`
      insert into idempotency_keys as k (organization_id, user_id, key, request_hash)
      values (${actor.organization_id}, ${actor.user_id}, ${key}, ${request_hash})
      on conflict (organization_id, user_id, key) do update
         set request_hash = excluded.request_hash, status = null, response = null, created_at = now()
       where (k.status is null and k.created_at < now() - interval '1 minute') or k.created_at < now() - interval '1 day'
      returning true as claimed`.execute(tx)
    if (rows.length > 0) return undefined
    return tx
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'status', 'response'])
      .where('organization_id', '=', actor.organization_id)
      .where('user_id', '=', actor.user_id ?? '')
      .where('key', '=', key)
      .executeTakeFirst()
  })
  if (kept && kept.request_hash !== request_hash)
    throw new AppError('refused', 'This Idempotency-Key was used for another request. Use a new one.')
  return kept
}

/** Keeps an answer that changed something or said why not; forgets one that was our own fault, so it may be tried again. */
async function settle(
  db: Db,
  actor: Actor,
  key: string,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const forget = reply.statusCode >= 500 || reply.statusCode === 429 || typeof payload !== 'string'
  await withActor(db, actor, async (tx) => {
    const mine = sql`organization_id = ${actor.organization_id} and user_id = ${actor.user_id} and key = ${key}`
    if (forget) await sql`delete from idempotency_keys where ${mine}`.execute(tx)
    else
      await sql`update idempotency_keys set status = ${reply.statusCode}, response = ${payload}::jsonb
                 where ${mine}`.execute(tx)
  })
}
