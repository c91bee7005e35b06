import { isDeepStrictEqual } from 'node:util'

/**
 * The differences between two states of a record, for the fact that records them: `{ field: { from, to } }`.
 */
export function changesOf<T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): Record<string, { from: unknown; to: unknown }> {
  const changed = fields.filter((field) => !isDeepStrictEqual(before[field] ?? null, after[field] ?? null))
  return Object.fromEntries(
    changed.map((field) => [field, { from: before[field] ?? null, to: after[field] ?? null }]),
  )
}
