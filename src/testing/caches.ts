import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { organizationCache, sessionCache } from '#domains/identity/caches.ts'
import type { Cache, CacheOutcome } from '#infra/cache/cache.ts'
import { createRedisCache } from '#infra/cache/redis.ts'
import { freePort } from '#infra/ports.ts'

const MINUTE = 60
/** Kinds of records as the product caches them, and as it could. */
export const KINDS = {
  session: sessionCache,
  search: { prefix: 'search', ttl_seconds: 5 * MINUTE, key: (ids: { hash: string }) => `search:${ids.hash}` },
  document: {
    prefix: 'doc',
    ttl_seconds: 60 * MINUTE,
    key: (ids: { document_id: string }) => `doc:${ids.document_id}`,
  },
  organization: organizationCache,
  template: {
    prefix: 'template',
    ttl_seconds: 60 * MINUTE,
    key: (ids: { template_id: string }) => `template:${ids.template_id}`,
  },
  alerts: {
    prefix: 'alerts',
    ttl_seconds: 30 * MINUTE,
    key: (ids: { user_id: string }) => `alerts:${ids.user_id}`,
  },
}

export type RedisServer = { url: string; port: number; child: ChildProcess }
type Opened = { cache: Cache; outcomes: CacheOutcome[] }

export const noRedis = spawnSync('redis-server', ['--version']).status !== 0

/** Caches of one test file, closed after each test, and a Redis of its own where the command is installed. */
export function testCaches() {
  const undo: (() => unknown)[] = []
  let redis: RedisServer
  beforeAll(async () => {
    if (noRedis) console.warn('Skipped the Redis tests: the command redis-server is not installed.')
    else redis = await startRedis(await freePort())
  })
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })
  afterAll(() => redis?.child.kill('SIGKILL'))

  async function opened(make: (observe: NonNullable<Cache['observe']>) => Cache): Promise<Opened> {
    const outcomes: CacheOutcome[] = []
    const cache = make((_, outcome) => outcomes.push(outcome))
    undo.push(cache.close)
    return { cache, outcomes }
  }

  return {
    opened,
    inRedis: async (url = redis.url): Promise<Opened> => {
      const made = await opened((observe) =>
        createRedisCache({ url, observe, prefixes: Object.values(KINDS).map(({ prefix }) => prefix) }),
      )
      await expect.poll(made.cache.isUp, { timeout: 10_000 }).toBe(true)
      return made
    },
    redis: () => redis,
    /** Another Redis, for the test that is running. */
    ownRedis: async (port?: number): Promise<RedisServer> => {
      const own = await startRedis(port ?? (await freePort()))
      undo.push(() => own.child.kill('SIGKILL'))
      return own
    },
    after: (step: () => unknown) => undo.push(step),
  }
}

async function startRedis(port: number): Promise<RedisServer> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const words of child.stdout) if (String(words).includes('Ready to accept connections')) break
  child.stdout.resume()
  return { url: `redis://127.0.0.1:${port}`, port, child }
}

/** Answers a value after so many milliseconds, and counts how often it was asked. */
export function counter<T>(value: T, ms = 0) {
  let count = 0
  const load = async () => {
    count++
    return sleep(ms, value)
  }
  return { load, count: () => count }
}
