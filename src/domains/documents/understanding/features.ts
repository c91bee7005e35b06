/** Number of buckets that words and pairs of words are hashed into. */
export const BUCKETS = 16_384

/** Weights by bucket, of length 1: what a document looks like to the classifier. */
export type Features = Map<number, number>

/** The head of a document names it; words there are other features than the same words below. */
const HEAD_WORDS = 28
/** A long contract is known by its first pages; the rest only adds clauses that all contracts have. */
const BODY_WORDS = 3_000
/** Where `BODY_WORDS` are found even in a text full of blanks and rules. */
const MOST_TEXT = 100_000
/** The head's share of the whole: measured best between 0.5 and 1 (2026-11-24). */
const HEAD_SHARE = 0.7

/** Words as they are counted: lower case, digits as one sign each, dashes and quotes gone. */
export function toWords(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[’‘`']/g, '')
    .replace(/\d[\d,.]*/g, '#')
    .replace(/[^a-z#]+/g, ' ')
  return plain.split(' ').filter((word) => word.length > 1 || word === '#' || word === 'a')
}

/** Features of a text before weighting: how often each bucket is hit, in the head and in the body. */
export function countFeatures(text: string): { head: Map<number, number>; body: Map<number, number> } {
  const words = toWords(text.slice(0, MOST_TEXT)).slice(0, BODY_WORDS)
  const head = new Map<number, number>()
  const body = new Map<number, number>()
  const add = (counts: Map<number, number>, feature: string) => {
    const bucket = hash(feature)
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  }
  words.forEach((word, index) => {
    const next = words[index + 1]
    add(body, word)
    if (next) add(body, `${word} ${next}`)
    if (index >= HEAD_WORDS) return
    add(head, `^${word}`)
    if (next) add(head, `^${word} ${next}`)
  })
  return { head, body }
}

/** Counts are damped and weighted by rarity; head and body each have their fixed share of the length. */
export function toFeatures(text: string, rarity: ArrayLike<number>): Features {
  const { head, body } = countFeatures(text)
  const features: Features = new Map()
  for (const [counts, share] of [
    [head, HEAD_SHARE],
    [body, 1],
  ] as const) {
    const weighted = [...counts].map(([bucket, count]) => {
      return [bucket, (1 + Math.log(count)) * (rarity[bucket] ?? 0)] as const
    })
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1
    for (const [bucket, weight] of weighted) {
      features.set(bucket, (features.get(bucket) ?? 0) + (weight / length) * share)
    }
  }
  return features
}

/** FNV-1a of 32 bits, folded to the number of buckets. */
function hash(feature: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < feature.length; index += 1) {
    value = Math.imul(value ^ feature.charCodeAt(index), 0x01000193)
  }
  return ((value >>> 16) ^ value) & (BUCKETS - 1)
}

/** Between 0 (nothing in common) and 1 (the same). */
export function similarity(first: Features, second: Features): number {
  let dot = 0
  for (const [bucket, weight] of first) dot += weight * (second.get(bucket) ?? 0)
  return dot / (lengthOf(first) * lengthOf(second) || 1)
}

function lengthOf(features: Features): number {
  let sum = 0
  for (const weight of features.values()) sum += weight * weight
  return Math.sqrt(sum)
}
