import type { IncomingMessage } from 'node:http'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Config } from '#infra/config.ts'
import { AppError } from '#lib/errors.ts'

type Limit = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * Requests allowed per minute: by address before anything else happens, and by session once it is known. A client can't
 * vary either at will. A route with `config.rateLimit` has a lower limit of its own, by address where it is public and
 * by session elsewhere.
 */
export async function limitRates(
  http: FastifyInstance,
  { RATE_LIMIT_PER_MINUTE, RATE_LIMIT_PER_ADDRESS }: Config,
): Promise<{ byAddress: Limit; bySession: Limit }> {
  // Runs before the plugin's own hook, which reads what is set here.
  http.addHook('onRoute', (route: RouteOptions) => {
    const { config } = route
    if (config?.rateLimit && config.access !== 'public')
      config.rateLimit = { ...config.rateLimit, hook: 'preHandler', keyGenerator: sessionKey }
  })
  await http.register(rateLimit, {
    global: false,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  })
  const limit = (max: number, keyGenerator: (request: FastifyRequest) => string): Limit => {
    const count = http.createRateLimit({ max, timeWindow: '1 minute', keyGenerator })
    return async (request, reply) => {
      if (request.routeOptions.config.rateLimit === false) return
      const counted = await count(request)
      if (counted.isAllowed) return
      reply.header('ratelimit-limit', counted.max)
      reply.header('ratelimit-remaining', counted.remaining)
      reply.header('ratelimit-reset', counted.ttlInSeconds)
      if (counted.isExceeded) throw tooMany(counted.ttl)
    }
  }
  return {
    byAddress: limit(RATE_LIMIT_PER_ADDRESS, (request) => request.ip),
    bySession: limit(RATE_LIMIT_PER_MINUTE, sessionKey),
  }
}

function sessionKey({ actor, person, ip }: FastifyRequest): string {
  return (actor ?? person)?.session_id ?? ip
}

function tooMany(ttl: number): AppError {
  const retry_after = Math.ceil(ttl / 1000)
  return new AppError('too_many', `Too many requests. Try again in ${retry_after} seconds.`, { retry_after })
}

const LOOK_MS = 5_000
/** A body that sends nothing for this long, while we were ready to read, is abandoned. */
const STALLED_MS = 30_000
/** The progress required within that time (about 300 bit/s), so that a trickle can't hold a connection open. */
const LEAST_BYTES = 1_024

/**
 * Ends requests whose bodies stall. The measure is progress, not total time, because an upload may take hours. Only
 * time spent waiting for the sender counts.
 */
export function endStalledBodies(http: FastifyInstance, { stalled_ms = STALLED_MS } = {}): void {
  const open = new Map<IncomingMessage, { bytes: number; since: number }>()
  http.addHook('onRequest', async ({ raw }) => {
    if (raw.complete || (!raw.headers['content-length'] && !raw.headers['transfer-encoding'])) return
    open.set(raw, { bytes: raw.socket.bytesRead, since: Date.now() })
    raw.once('close', () => open.delete(raw))
  })
  const look = () => {
    const now = Date.now()
    for (const [raw, seen] of open) {
      if (raw.complete) open.delete(raw)
      else if (raw.readableLength > 0 || raw.socket.bytesRead - seen.bytes >= LEAST_BYTES)
        open.set(raw, { bytes: raw.socket.bytesRead, since: now })
      else if (now - seen.since >= stalled_ms) raw.destroy(new Error('The request body stopped arriving.'))
    }
  }
  const timer = setInterval(look, Math.min(LOOK_MS, stalled_ms / 2)).unref()
  http.addHook('onClose', async () => clearInterval(timer))
}
