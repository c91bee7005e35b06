/** Repeatable chance: what is made for demonstrations, measuring and tests is the same on every machine. */
export type Random = () => number

/** A generator of numbers from 0 up to 1 (mulberry32). The same seed gives the same numbers. */
export function random(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(next: Random, values: readonly T[]): T {
  return values[Math.floor(next() * values.length)] as T
}

/** A whole number from `from` up to, but not including, `to`. */
export function between(next: Random, from: number, to: number): number {
  return Math.floor(from + next() * (to - from))
}

/** An index below `count`: the tenth comes up less often than the first, as words do in natural text (Zipf). */
export function rank(next: Random, count: number): number {
  return Math.floor(count ** next()) - 1
}
