/** The number of buckets that words and pairs of words are hashed into. */
export const BUCKETS = 131_072

/** Weights by bucket: what a document looks like to the classifier. */
export type Features = Map<number, number>

/** The first pages identify a long contract; the rest only adds clauses that all contracts have. */
const BODY_WORDS = 3_000
/** Long enough to contain `BODY_WORDS` even in a text full of blanks and rules. */
const MOST_TEXT = 100_000
/** The head of a document often names it; words there are different features from the same words below. */
const HEAD_WORDS = 12

/** The length of each group of features; the best in cross-validation that leaves out whole authors (2026-11-30). */
const SHARES = { words: 1, pairs: 0.7, head: 0.4 }
type Group = keyof typeof SHARES

/** Of an email's header, only the subject says what it is; the sender, recipients and date don't. */
const MAIL_HEADER = /^From: .*\n(?:(?:To|Cc|Bcc|Date|Subject): .*\n|[ \t].*\n)*/

/**
 * Words as they are counted: lowercase, with a placeholder for each digit, without dashes, quotes and email addresses.
 */
export function toWords(text: string): string[] {
  const plain = text
    .replace(MAIL_HEADER, (header) => `${/^Subject: (.*)$/m.exec(header)?.[1] ?? ''}\n`)
    .replace(/\S+@\S+/g, ' ')
    .toLowerCase()
    .replace(/[’‘`']/g, '')
    .replace(/\d[\d,.]*/g, '#')
    .replace(/[^a-z#]+/g, ' ')
  return plain.split(' ').filter((word) => word.length > 1 || word === '#' || word === 'a')
}

/** The features of a text before weighting: how often each bucket is hit, by group. */
export function countFeatures(text: string): Record<Group, Map<number, number>> {
  const words = toWords(text.slice(0, MOST_TEXT)).slice(0, BODY_WORDS)
  const counts = { words: new Map<number, number>(), pairs: new Map(), head: new Map() }
  const add = (group: Group, feature: string) => {
    const bucket = hash(feature)
    counts[group].set(bucket, (counts[group].get(bucket) ?? 0) + 1)
  }
  words.forEach((word, index) => {
    const next = words[index + 1]
    add('words', word)
    if (next) add('pairs', `${word} ${next}`)
    if (index >= HEAD_WORDS) return
    add('head', `^${word}`)
    if (next && index + 1 < HEAD_WORDS) add('head', `^${word} ${next}`)
  })
  return counts
}

/** Counts are damped and weighted by rarity; each group has its fixed length. */
export function toFeatures(text: string, rarity: ArrayLike<number>): Features {
  const features: Features = new Map()
  for (const [group, counts] of Object.entries(countFeatures(text))) {
    const weighted = [...counts].flatMap(([bucket, count]) => {
      const weight = (1 + Math.log(count)) * (rarity[bucket] ?? 0)
      return weight === 0 ? [] : [[bucket, weight] as const]
    })
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1
    const share = SHARES[group as Group] / length
    for (const [bucket, weight] of weighted)
      features.set(bucket, (features.get(bucket) ?? 0) + weight * share)
  }
  return features
}

/** 32-bit FNV-1a, folded to the number of buckets. */
export function hash(feature: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < feature.length; index += 1) {
    value = Math.imul(value ^ feature.charCodeAt(index), 0x01000193)
  }
  return ((value >>> 15) ^ value) & (BUCKETS - 1)
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
