import { type SelectQueryBuilder, type Simplify, type StringReference, sql } from 'kysely'
import type { PageAfter } from '#lib/contract.ts'

/** Reads a page of a list that is sorted by an id, which is by age: the newest first, or the oldest. */
export function readPage<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  id: StringReference<DB, TB>,
  { after, limit }: PageAfter<string>,
  first: 'newest' | 'oldest' = 'newest',
): Promise<Simplify<Row>[]> {
  const key = sql.ref<string>(id)
  const rest = after === undefined ? query : query.where(key, first === 'newest' ? '<' : '>', after)
  return rest
    .orderBy(key, first === 'newest' ? 'desc' : 'asc')
    .limit(limit)
    .execute()
}
