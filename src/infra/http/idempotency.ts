import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { problem } from '#infra/http/problems.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { beforeFirstCommit, type Tx, withActor, withWorker } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The response contains a secret that is shown only once, so a replayed response must omit it. */
    secretAnswer?: boolean
  }
  interface FastifyRequest {
    /** Set when the request has an Idempotency-Key. */
    once: Once | null
  }
}

/** A request that is carried out once. The code that receives its files adds their names. */
export type Once = { key: string; files: string[]; done: boolean }

type Kept = { request_hash: string; secret_answer: boolean; status: number | null; response: unknown }

/**
 * A member's POST with an Idempotency-Key has one effect however often it is sent, for 24 hours. The key is written in
 * the transaction of the effect: both are kept or neither. The key covers the body and every file. The first response
 * is replayed, unless it contains a secret.
 */
export function answerOnce(http: FastifyInstance, db: Db): void {
  http.decorateRequest('once', null)
  http.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    const { access } = request.routeOptions.config
    if (request.method !== 'POST' || typeof key !== 'string' || access !== 'member') return
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new AppError('invalid', 'Idempotency-Key takes 1 to 200 visible ASCII characters.')
    const once: Once = { key, files: [], done: false }
    request.once = once
    if (!isMultipart(request)) {
      // A form's content is known only after its files are read, so its key is checked at commit.
      const kept = await findKept(db, request.actor, key)
      if (kept) return send(reply, await answerAgain(db, request, kept))
    }
    beforeFirstCommit(request.actor, (tx) => claim(tx, request, once))
  })
  http.addHook('onSend', async (request, reply, payload) => {
    const { once } = request
    if (!once || reply.hasHeader('idempotent-replayed')) return payload
    if (once.done) {
      if (reply.statusCode < 400 && typeof payload === 'string') await saveAnswer(db, request, reply, payload)
      return payload
    }
    // Nothing was done this time. Whatever the reason, if the work was done before, that response is the right one.
    const kept = await findKept(db, request.actor, once.key)
    if (!kept) return payload
    const { status, body, type } = await answerAgain(db, request, kept)
    reply.code(status).header('idempotent-replayed', 'true').type(type).removeHeader('content-length')
    return JSON.stringify(body)
  })
}

/** Deletes keys older than a day. `db` is the worker's. */
export async function deleteOldKeys(db: Db): Promise<void> {
  await withWorker(db, (tx) =>
    sql`delete from idempotency_keys where created_at < now() - interval '1 day'`.execute(tx),
  )
}

function isMultipart({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('multipart/') ?? false
}

/** Covers the route, its address, the body and every file. */
function hashOf(request: FastifyRequest): string {
  const { method, url, body, once } = request
  const given = isMultipart(request) ? (once?.files ?? []) : (body ?? null)
  return createHash('sha256')
    .update(JSON.stringify([method, url, given]))
    .digest('hex')
}

/**
 * When two run at once, the second waits here for the first to commit and is then rolled back. What is written before a
 * form's files arrive, such as reserved storage, doesn't count as the effect.
 */
async function claim(tx: Tx, request: FastifyRequest, once: Once): Promise<boolean> {
  if (isMultipart(request) && once.files.length === 0) return false
  const { organization_id, user_id } = request.actor
  const { rows } = await sql`
    insert into idempotency_keys as k (organization_id, user_id, key, request_hash, secret_answer)
    values (${organization_id}, ${user_id}, ${once.key}, ${hashOf(request)},
            ${request.routeOptions.config.secretAnswer ?? false})
    on conflict (organization_id, user_id, key) do update
       set request_hash = excluded.request_hash, secret_answer = excluded.secret_answer, status = null,
           response = null, created_at = now()
     where k.created_at < now() - interval '1 day'
    returning 1`.execute(tx)
  if (rows.length === 0) throw new AppError('conflict', 'This request was already processed.')
  once.done = true
  return true
}

function findKept(db: Db, actor: Actor, key: string): Promise<Kept | undefined> {
  return withActor(db, { ...actor }, (tx) =>
    tx
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'secret_answer', 'status', 'response'])
      .where('organization_id', '=', actor.organization_id)
      .where('user_id', '=', actor.user_id ?? '')
      .where('key', '=', key)
      .where('created_at', '>', sql<string>`now() - interval '1 day'`)
      .executeTakeFirst(),
  )
}

type Again = { status: number; body: unknown; type: string }

async function answerAgain(db: Db, request: FastifyRequest, found: Kept): Promise<Again> {
  if (found.request_hash !== hashOf(request))
    return refusal(
      request,
      422,
      'refused',
      'This Idempotency-Key was used for another request. Use a new one.',
    )
  if (found.secret_answer)
    return refusal(
      request,
      409,
      'conflict',
      'This was already created. Its secret was shown once and isn’t stored: revoke it and create another one.',
    )
  const kept = await awaitAnswer(db, request, found)
  if (kept.status === null)
    return refusal(
      request,
      409,
      'conflict',
      'This request was already processed, and its response is no longer available. Check the result before you send it again with a new key.',
    )
  return { status: kept.status, body: kept.response, type: 'application/json; charset=utf-8' }
}

/** The first request may have just committed and be responding right now. */
async function awaitAnswer(db: Db, request: FastifyRequest, found: Kept): Promise<Kept> {
  let kept = found
  for (let i = 0; kept.status === null && i < 20; i++) {
    await sleep(50)
    kept = (await findKept(db, request.actor, request.once?.key ?? '')) ?? kept
  }
  return kept
}

function refusal({ id }: FastifyRequest, status: number, code: string, detail: string): Again {
  const body = problem(status, code, detail, { request_id: id })
  return { status, body, type: 'application/problem+json' }
}

function send(reply: FastifyReply, { status, body, type }: Again): FastifyReply {
  return reply
    .header('idempotent-replayed', 'true')
    .code(status)
    .serializer(JSON.stringify)
    .type(type)
    .send(body)
}

async function saveAnswer(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string,
): Promise<void> {
  const { actor, once } = request
  if (request.routeOptions.config.secretAnswer) return
  await withActor(db, { ...actor }, (tx) =>
    sql`update idempotency_keys set status = ${reply.statusCode}, response = ${payload}::jsonb
         where organization_id = ${actor.organization_id} and user_id = ${actor.user_id}
           and key = ${once?.key}`.execute(tx),
  )
}
