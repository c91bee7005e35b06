import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { createBreaker } from '#infra/breaker.ts'
import { type Cache, LEASE_MS, type Taken } from '#infra/cache/cache.ts'

type Options = {
  url: string
  /** Prefixes of the cached keys, so that all of them can be cleared. */
  prefixes: string[]
  observe?: Cache['observe']
  /** Called with a sentence when Redis is lost and when it is back. */
  log?: (sentence: string) => void
}

type Missed = { keys: Set<string>; all: boolean }

/** How long a hanging Redis can hold up a request. It happens once, because the breaker then opens. */
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
 * The cache that all processes share. When Redis fails or is slow, the breaker opens: reads return 'unavailable' at
 * once while a probe checks Redis in the background. Invalidations that Redis missed are repeated before the breaker
 * closes, so it never serves values from before the outage.
 */
export function createRedisCache({ url, prefixes, observe, log = () => {} }: Options): Cache {
  const redis = connect(url)
  const flights: Cache['flights'] = new Map()
  const missed: Missed = { keys: new Set(), all: false }
  const probe = async () => {
    await redis.ping()
    await repeatMissed(redis, prefixes, missed)
  }
  const isReady = () => missed.keys.size === 0 && !missed.all
  const breaker = createBreaker({ name: 'Redis', probe, isReady, every_ms: PROBE_MS, log })
  redis.once('ready', breaker.tryNow)

  /** Invalidations that Redis misses now are repeated before it is read from again. */
  async function tell(forgetting: () => Promise<void>, note: () => void): Promise<void> {
    if ((await breaker.ask(forgetting)) !== 'unavailable') return
    note()
    breaker.trip('it missed an invalidation')
  }

  return {
    take: (key) => breaker.ask(() => take(redis, key)),
    fill: async (key, lease, text, ttl_seconds) => {
      await breaker.ask(() => fill(redis, key, lease, text, ttl_seconds))
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
        () => forgetAll(redis, prefixes),
        () => {
          missed.all = true
        },
      )
    },
    flights,
    ...(observe && { observe }),
    isUp: breaker.isUp,
    close: async () => {
      breaker.close()
      redis.disconnect()
    },
  }
}

function connect(url: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_MS,
    connectTimeout: 1_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  return redis.on('error', () => {}) // each command reports the error too, and the breaker logs it once
}

async function take(redis: Redis, key: string): Promise<Taken> {
  const text = await redis.get(key)
  if (text !== null) return { text }
  const lease = randomUUID()
  const granted = await redis.set(leaseOf(key), lease, 'PX', LEASE_MS, 'NX')
  return granted ? { lease } : 'loading elsewhere'
}

async function fill(
  redis: Redis,
  key: string,
  lease: string,
  text: string | undefined,
  ttl_seconds: number,
): Promise<void> {
  const has = text === undefined ? 0 : 1
  await redis.eval(FILL, 2, key, leaseOf(key), lease, has, text ?? '', ttl_seconds)
}

async function forget(redis: Redis, keys: string[]): Promise<void> {
  if (keys.length > 0) await redis.unlink(...keys, ...keys.map(leaseOf))
}

async function repeatMissed(redis: Redis, prefixes: string[], missed: Missed): Promise<void> {
  while (missed.all || missed.keys.size > 0) {
    const keys = [...missed.keys]
    const all = missed.all || keys.length > MAX_MISSED // one command with a million keys would block everyone
    missed.all = false
    missed.keys.clear()
    try {
      await (all ? forgetAll(redis, prefixes) : forget(redis, keys))
    } catch (error) {
      missed.all ||= all
      for (const key of keys) missed.keys.add(key)
      throw error
    }
  }
}

async function forgetAll(redis: Redis, prefixes: string[]): Promise<void> {
  for (const prefix of ['lease', ...prefixes]) {
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1_000 })) {
      await forget(redis, keys)
    }
  }
}
