import { z } from 'zod'
import { openCursor, sealCursor } from '#infra/cursors.ts'

/** A list comes page by page, `limit` at a time; `next_cursor` asks for what follows. */
export type PageAfter<K> = { after: K | undefined; limit: number }

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(500).optional(),
})

export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}

/** Asks for one more than is shown: when it comes there is a next page, after the `key` of the last that is shown. */
export async function readPage<K, T>(
  secret: string,
  { limit, cursor }: z.output<typeof PageQuery>,
  key: z.ZodType<K>,
  list: (page: PageAfter<K>) => Promise<T[]>,
  keyOf: (item: T) => K,
): Promise<{ items: T[]; next_cursor: string | null }> {
  const after = cursor ? openCursor(secret, cursor, key) : undefined
  const rows = await list({ after, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? sealCursor(secret, keyOf(last)) : null }
}
