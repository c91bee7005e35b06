import { KINDS, type Kind } from '#domains/exchanges/rules/calculate.ts'
import examples from '#domains/exchanges/rules/examples.json' with { type: 'json' }

/** A small seeded generator, so that a failing input is found again: mulberry32. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const DATES = [
  '1900-01-01',
  '1991-07-01',
  '2024-02-29',
  '2025-06-02',
  '2025-07-17',
  '2025-11-29',
  '2026-04-15',
  '2199-12-31',
]
const MONEY = [0, 0.01, 1, 99.99, 1500, 100_000, 999_999.99, 2_000_000.01, 1e12, '0.1', '123456789012.34']
const WORDS = [
  'A',
  'B',
  'section_6',
  '11c',
  'CA',
  'TX',
  'leasehold',
  '1120',
  'America/New_York',
  'x'.repeat(200),
]
const HOSTILE = [
  null,
  undefined,
  Number.NaN,
  Infinity,
  -1,
  -0,
  -Infinity,
  1e21,
  0.001,
  '',
  '2026-02-30',
  '-5',
  '1e5',
  '\ud800',
  '__proto__',
  [],
  {},
  [[]],
]

/**
 * An example with some facts replaced, added or taken away: mostly by what could stand there, sometimes by
 * anything.
 */
export function mutatedExample(next: () => number): { kind: Kind; inputs: unknown } {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  const value = (): unknown => {
    const which = next()
    if (which < 0.3) return pick(DATES)
    if (which < 0.6) return pick(MONEY)
    if (which < 0.75) return next() < 0.5
    if (which < 0.85) return pick(WORDS)
    if (which < 0.9) return [pick(DATES), pick(WORDS)]
    return pick(HOSTILE)
  }
  const like = (old: unknown): unknown => {
    if (next() < 0.15) return value()
    if (typeof old === 'boolean') return next() < 0.5
    if (typeof old === 'number') return pick(MONEY)
    if (typeof old === 'string') return old.includes('-') ? pick(DATES) : old
    return mutate(old)
  }
  const mutate = (old: unknown): unknown => {
    if (Array.isArray(old))
      return old.flatMap((item) => (next() < 0.1 ? [] : [next() < 0.3 ? like(item) : item]))
    if (typeof old !== 'object' || old === null) return like(old)
    return Object.fromEntries(
      Object.entries(old).map(([key, held]) => [key, next() < 0.3 ? like(held) : held]),
    )
  }
  const { kind, inputs } = pick(examples) as { kind: Kind; inputs: Record<string, unknown> }
  const changed = mutate(inputs) as Record<string, unknown>
  const { schema } = KINDS[kind]
  if (next() < 0.5) changed[pick(Object.keys(schema.shape))] = value()
  return { kind, inputs: next() < 0.01 ? value() : changed }
}
