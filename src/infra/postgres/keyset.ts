import { type RawBuilder, sql } from 'kysely'

/** One column of an order. Rows without a value come last, in either direction. */
export type OrderedBy = { column: RawBuilder<unknown>; descending?: boolean; nullable?: boolean }

export function orderOf(order: readonly OrderedBy[]): RawBuilder<unknown> {
  return sql.join(
    order.map(
      ({ column, descending, nullable }) =>
        sql`${column} ${sql.raw(descending ? 'desc' : 'asc')}${sql.raw(nullable ? ' nulls last' : '')}`,
    ),
  )
}

/**
 * The rows that come after those values in the order, as SQL; all of them where `after` is undefined. A value is cast by
 * the column that it is compared with.
 */
export function beyond(
  order: readonly OrderedBy[],
  after: readonly (string | number | null)[] | undefined,
): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  // As one comparison of rows an index leads to the place.
  const [{ descending: down } = { descending: false }] = order
  if (order.every(({ descending, nullable }) => !nullable && !descending === !down)) {
    const columns = sql.join(order.map(({ column }) => column))
    return sql<boolean>`(${columns}) ${sql.raw(down ? '<' : '>')} (${sql.join([...after])})`
  }
  return stepwise(order, after)
}

function stepwise(
  order: readonly OrderedBy[],
  after: readonly (string | number | null)[],
): RawBuilder<boolean> {
  const [first, ...rest] = order
  if (!first) return sql<boolean>`false`
  const { column, descending, nullable } = first
  const [value = null, ...values] = after
  const later = stepwise(rest, values)
  if (value === null) return sql<boolean>`(${column} is null and ${later})`
  const past = descending ? sql`${column} < ${value}` : sql`${column} > ${value}`
  const orNull = nullable ? sql` or ${column} is null` : sql``
  return sql<boolean>`(${past} or (${column} = ${value} and ${later})${orNull})`
}
