import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A place for JSON text that may be lost at any moment. No function of it throws or waits for long: a cache
 * that cannot be reached behaves like an empty one.
 */
export type Cache = {
  /**
   * The text, or the right to load it, or word that somebody else is loading it. A lease is void after
   * `LEASE_MS` and from the moment that the key is invalidated, so that a slow load never stores what was
   * true before.
   */
  take: (key: string) => Promise<Taken>
  /** Stores the text if the lease still stands, and gives the lease back. Without text only gives it back. */
  fill: (key: string, lease: string, text: string | undefined, ttl_seconds: number) => Promise<void>
  /** Forgets the keys, here and wherever a load of them is under way. */
  invalidate: (keys: string[]) => Promise<void>
  /** Forgets everything; for when invalidations may have been missed, as after the listener was cut off. */
  clear: () => Promise<void>
  /** Loads under way in this process, by key. */
  flights: Map<string, Promise<string | undefined>>
  /** Told the outcome of each read, for the counters. */
  observe?: (prefix: string, outcome: CacheOutcome) => void
  isUp: () => boolean
  close: () => Promise<void>
}

export type Taken = { text: string } | { lease: string } | 'loading elsewhere' | 'unavailable'
export type CacheOutcome = 'hit' | 'miss' | 'shared' | 'unavailable'
/** One kind of record that a domain caches: what its keys begin with, how long it stays, and the key of one. */
export type CachePattern<Ids> = { prefix: string; ttl_seconds: number; key: (ids: Ids) => string }

export const LEASE_MS = 5_000
const PATIENCE_MS = 1_000

/**
 * The cached value, or what `load` answers. However many ask at once, one loads: within a process they share
 * its promise, across processes they wait for its result a second at most.
 *
 * `load` answers what JSON can carry; each caller gets a copy of its own that has been through JSON, so that
 * nothing depends on whether it was cached. Undefined is not cached.
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
