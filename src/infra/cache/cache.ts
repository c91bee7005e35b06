import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A store for JSON text that may be lost at any moment. None of its functions throws or waits for long: a cache that
 * can't be reached behaves like an empty one.
 */
export type Cache = {
  /**
   * The text, or a lease to load it, or a note that another caller is loading it. A lease is void after `LEASE_MS` and
   * as soon as the key is invalidated, so a slow load never stores an outdated value.
   */
  take: (key: string) => Promise<Taken>
  /** Stores the text if the lease is still valid, and releases the lease. Without text, only releases it. */
  fill: (key: string, lease: string, text: string | undefined, ttl_seconds: number) => Promise<void>
  /** Forgets the keys, both here and in any load that is under way. */
  invalidate: (keys: string[]) => Promise<void>
  /**
   * Forgets everything. Used when invalidations may have been missed, for example after the listener lost its
   * connection.
   */
  clear: () => Promise<void>
  /** Loads in progress in this process, by key. */
  flights: Map<string, Promise<string | undefined>>
  /** Called with the outcome of each read, for the counters. */
  observe?: (prefix: string, outcome: CacheOutcome) => void
  isUp: () => boolean
  close: () => Promise<void>
}

export type Taken = { text: string } | { lease: string } | 'loading elsewhere' | 'unavailable'
export type CacheOutcome = 'hit' | 'miss' | 'shared' | 'unavailable'
/** One kind of record that a domain caches: the prefix of its keys, its lifetime, and the key of one record. */
export type CachePattern<Ids> = { prefix: string; ttl_seconds: number; key: (ids: Ids) => string }

export const LEASE_MS = 5_000
const PATIENCE_MS = 1_000

/**
 * The cached value, or what `load` returns. However many callers ask at once, only one loads: callers within a process
 * share its promise, other processes wait at most a second for its result.
 *
 * `load` returns what JSON can carry. Each caller gets its own copy that has been through JSON, so nothing depends on
 * whether the value was cached. Undefined is not cached.
 */
export async function remember<T, Ids>(
  cache: Cache,
  kind: CachePattern<Ids>,
  ids: Ids,
  load: () => Promise<T>,
): Promise<T> {
  const key = kind.key(ids)
  const underWay = cache.flights.get(key)
  if (underWay) cache.observe?.(kind.prefix, 'shared')
  const text = await (underWay ?? startFlight(cache, kind, key, load))
  return text === undefined ? (undefined as T) : (JSON.parse(text) as T)
}

function startFlight<Ids>(
  cache: Cache,
  kind: CachePattern<Ids>,
  key: string,
  load: () => Promise<unknown>,
): Promise<string | undefined> {
  const flight = fetchText(cache, kind, key, load).finally(() => {
    if (cache.flights.get(key) === flight) cache.flights.delete(key)
  })
  cache.flights.set(key, flight)
  return flight
}

async function fetchText<Ids>(
  cache: Cache,
  kind: CachePattern<Ids>,
  key: string,
  load: () => Promise<unknown>,
): Promise<string | undefined> {
  const taken = await takeOrWait(cache, key)
  if (typeof taken === 'object' && 'text' in taken) {
    cache.observe?.(kind.prefix, 'hit')
    return taken.text
  }
  cache.observe?.(kind.prefix, taken === 'unavailable' ? 'unavailable' : 'miss')
  if (typeof taken === 'string') return JSON.stringify(await load())
  let text: string | undefined
  try {
    text = JSON.stringify(await load())
    return text
  } finally {
    await cache.fill(key, taken.lease, text, kind.ttl_seconds)
  }
}

async function takeOrWait(cache: Cache, key: string): Promise<Taken> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(25)) {
    const taken = await cache.take(key)
    if (taken !== 'loading elsewhere' || Date.now() >= until) return taken
  }
}
