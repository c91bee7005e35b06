import { sql } from 'kysely'
import { z } from 'zod'
import type { Routes } from '#infra/http.ts'
import { withWorker } from '#infra/postgres.ts'

const config = { access: 'public', rateLimit: false } as const

/** Alive: the process answers. Ready: it can do its work, so a balancer may send people here. */
export const healthRoutes: Routes = async (http, { worker, cache, metrics, warehouse }) => {
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

  http.get('/metrics', { config, schema: { hide: true } }, async (_request, reply) => {
    const { content_type, body } = await metrics.text()
    return reply.type(content_type).send(body)
  })
}
