import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type Cache, LEASE_MS } from '#infra/cache/cache.ts'

type Options = { max_bytes?: number; observe?: Cache['observe'] }

/** The cache of a single process, used when there is no Redis. */
export function createMemoryCache({ max_bytes = 64 * 1024 * 1024, observe }: Options = {}): Cache {
  const texts = new LRUCache<string, string>({
    maxSize: max_bytes,
    sizeCalculation: (text, key) => 2 * (text.length + key.length) + 1,
  })
  const leases = new LRUCache<string, string>({ max: 10_000, ttl: LEASE_MS })
  const flights: Cache['flights'] = new Map()
  return {
    take: async (key) => {
      const text = texts.get(key)
      if (text !== undefined) return { text }
      if (leases.has(key)) return 'loading elsewhere'
      const lease = randomUUID()
      leases.set(key, lease)
      return { lease }
    },
    fill: async (key, lease, text, ttl_seconds) => {
      if (leases.get(key) !== lease) return
      leases.delete(key)
      if (text !== undefined) texts.set(key, text, { ttl: ttl_seconds * 1000 })
    },
    invalidate: async (keys) => {
      for (const key of keys) {
        flights.delete(key)
        leases.delete(key)
        texts.delete(key)
      }
    },
    clear: async () => {
      flights.clear()
      leases.clear()
      texts.clear()
    },
    flights,
    ...(observe && { observe }),
    isUp: () => true,
    close: async () => texts.clear(),
  }
}
