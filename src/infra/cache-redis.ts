import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { type Cache, LEASE_MS, PATTERNS, type Taken } from '#infra/cache.ts'

type Options = {
  url: string
  observe?: Cache['observe']
  /** Told, in a sentence, when Redis is lost and when it is back. */
  log?: (sentence: string) => void
}

/** How long a request may be held up by a Redis that hangs: once, since the breaker opens on it. */
const COMMAND_MS = 100
const PROBE_MS = 250
const MAX_MISSED = 10_000

const FILL = `
  if redis.call('get', KEYS[2]) ~= ARGV[1] then return 0 end
  redis.call('del', KEYS[2])
  if ARGV[2] == '1' then redis.call('set', KEYS[1], ARGV[3], 'EX', ARGV[4]) end
  return 1`

const leaseOf = (key: string) => `lease:${key}`

/**
 * The cache that all processes share. When Redis fails or is slow, the breaker opens: reads answer
 * 'unavailable' at once and a probe asks for Redis in the background. Invalidations that Redis did not hear
 * are repeated before the breaker closes, so that it never serves what was true before it was lost.
 */
export function createRedisCache({ url, observe, log = () => {} }: Options): Cache {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_MS,
    connectTimeout: 1_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  redis.on('error', () => {}) // every command says so too, and the breaker tells it once
  const flights: Cache['flights'] = new Map()
  const missed = { keys: new Set<string>(), all: false }
  let up = false
  let closed = false
  let probe = setTimeout(tryAgain, PROBE_MS)
  redis.once('ready', () => {
    clearTimeout(probe)
    return tryAgain()
  })

  function lose(error: unknown): void {
    if (!up || closed) return
    up = false
    log(`Redis does not answer (${error instanceof Error ? error.message : error}). Going on without it.`)
    probe = setTimeout(tryAgain, PROBE_MS)
  }

  async function tryAgain(): Promise<void> {
    try {
      await redis.ping()
      await repeatMissed(redis, missed)
      up = !closed
      log('Redis answers.')
    } catch {
      if (!closed) probe = setTimeout(tryAgain, PROBE_MS)
    }
  }

  /** What Redis does not hear now it hears before it is read from again. */
  async function tell(forgetting: () => Promise<void>, note: () => void): Promise<void> {
    if ((await ask(forgetting)) !== 'unavailable') return
    note()
    lose('it missed an invalidation')
  }

  async function ask<T>(question: () => Promise<T>): Promise<T | 'unavailable'> {
    if (!up) return 'unavailable'
    try {
      return await question()
    } catch (error) {
      lose(error)
      return 'unavailable'
    }
  }

  return {
    take: (key) =>
      ask(async (): Promise<Taken> => {
        const text = await redis.get(key)
        if (text !== null) return { text }
        const lease = randomUUID()
        const granted = await redis.set(leaseOf(key), lease, 'PX', LEASE_MS, 'NX')
        return granted ? { lease } : 'loading elsewhere'
      }),
    fill: async (key, lease, text, ttl_seconds) => {
      const has = text === undefined ? 0 : 1
      await ask(() => redis.eval(FILL, 2, key, leaseOf(key), lease, has, text ?? '', ttl_seconds))
    },
    invalidate: (keys) => {
      for (const key of keys) flights.delete(key)
      return tell(
        () => forget(redis, keys),
        () => {
          for (const key of keys) missed.keys.add(key)
        },
      )
    },
    clear: () => {
      flights.clear()
      return tell(
        () => forgetAll(redis),
        () => {
          missed.all = true
        },
      )
    },
    flights,
    ...(observe && { observe }),
    isUp: () => up,
    close: async () => {
      up = false
      closed = true
      clearTimeout(probe)
      redis.disconnect()
    },
  }
}

async function forget(redis: Redis, keys: string[]): Promise<void> {
  if (keys.length > 0) await redis.unlink(...keys, ...keys.map(leaseOf))
}

async function repeatMissed(redis: Redis, missed: { keys: Set<string>; all: boolean }): Promise<void> {
  while (missed.all || missed.keys.size > 0) {
    const keys = [...missed.keys]
    const all = missed.all || keys.length > MAX_MISSED // a command of a million keys would hold up everybody
    missed.all = false
    missed.keys.clear()
    try {
      await (all ? forgetAll(redis) : forget(redis, keys))
    } catch (error) {
      missed.all ||= all
      for (const key of keys) missed.keys.add(key)
      throw error
    }
  }
}

async function forgetAll(redis: Redis): Promise<void> {
  for (const prefix of ['lease', ...Object.values(PATTERNS).map((pattern) => pattern.prefix)]) {
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1_000 })) {
      await forget(redis, keys)
    }
  }
}
