import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { isLocal, type Routes } from '#infra/http/server.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { AppError } from '#lib/errors.ts'

const config = { access: 'public', rateLimit: false } as const

/** Alive: the process answers. Ready: it can do its work, so a load balancer may send requests here. */
export const healthRoutes: Routes = async (
  http,
  { config: { METRICS_TOKEN }, worker, cache, metrics, warehouse },
) => {
  http.get(
    '/healthz',
    { config, schema: { hide: true, response: { 200: z.object({ status: z.literal('ok') }) } } },
    () => ({
      status: 'ok' as const,
    }),
  )

  http.get('/readyz', { config, schema: { hide: true } }, async (_request, reply) => {
    const database = await withWorker(worker, async (tx) => {
      await sql`select 1`.execute(tx)
      return 'up'
    }).catch(() => 'down')
    const stored = warehouse
      ? await warehouse.ping().then(
          () => 'up',
          () => 'down',
        )
      : 'off'
    reply.code(database === 'up' ? 200 : 503)
    return {
      status: database === 'up' ? 'ready' : 'not ready',
      database,
      cache: cache.isUp() ? 'up' : 'down',
      warehouse: stored,
    }
  })

  // Metrics show how busy the installation is and what fails: only this machine, or the holder of a token, may read
  // them.
  http.get('/metrics', { config, schema: { hide: true } }, async (request, reply) => {
    const bearer = request.headers.authorization?.replace(/^Bearer /i, '') ?? ''
    if (!isLocal(request) && !(METRICS_TOKEN && isSame(bearer, METRICS_TOKEN)))
      throw new AppError('missing', 'Not found. Metrics are served on this machine, or with METRICS_TOKEN.')
    const { content_type, body } = await metrics.text()
    return reply.type(content_type).send(body)
  })
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
