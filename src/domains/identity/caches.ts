import type { CachePattern } from '#infra/cache/cache.ts'

/**
 * Everything that identity caches: what nearly every request reads and is easy to authorize. Documents and searches are
 * not cached, see docs/seed-map.md.
 */
export const sessionCache: CachePattern<{ user_id: string; session_id: string }> = {
  prefix: 'session',
  ttl_seconds: 24 * 3600,
  key: ({ user_id, session_id }) => `session:${user_id}:${session_id}`,
}

export const organizationCache: CachePattern<{ organization_id: string }> = {
  prefix: 'agency',
  ttl_seconds: 30 * 60,
  key: ({ organization_id }) => `agency:${organization_id}:settings`,
}
