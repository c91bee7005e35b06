import type { DocumentType } from '#domains/documents/schema.ts'
import { type Features, hash } from './features.ts'
import { findMentions, keyOf, type Mention } from './names.ts'

/** Everywhere that a paper names somebody, with what their words and all these places look like. */
export type Named = { mentions: Mention[]; features: Features }

/** More places tell nothing new. */
const MOST_PLACES = 12
const TOKEN = /\n| {3}|[\p{L}'’]+|\d+|[^\s\p{L}\d]/gu

function tokensOf(text: string): string[] {
  return (text.match(TOKEN) ?? []).map((token) =>
    token === '\n' ? '¶' : token === '   ' ? '|' : /^\d+$/.test(token) ? '#' : token.toLowerCase(),
  )
}

/**
 * Who is named in a text, each once. `ruled` are those that stand beside a role in a form that is known, with that role:
 * strong evidence, but one among others.
 */
export function findNamed(text: string, document_type: DocumentType, ruled: Ruled[]): Named[] {
  const byKey = Map.groupBy(findMentions(text), ({ value }) => keyOf(value))
  return [...byKey]
    .filter(([key]) => key.length > 1)
    .map(([, mentions]) => {
      const features = mentions.slice(0, MOST_PLACES).flatMap((mention) => featuresAt(text, mention, ruled))
      const words = [...within(mentions[0]?.value ?? ''), `type=${document_type}`]
      return { mentions, features: weigh([...features, ...words]) }
    })
}

type Ruled = { start: number; end: number; field: string }

/** What stands around one place, as features. */
export function featuresAt(text: string, mention: Mention, ruled: Ruled[]): string[] {
  const fields = ruled
    .filter((each) => each.start < mention.end && mention.start < each.end)
    .flatMap((each) => [
      `rule=${each.field}`,
      ...(each.start === mention.start ? [`rules=${each.field}`] : []),
    ])
  return [...around(text, mention), ...fields]
}

/** Each feature once, all together of length 1. */
export function weigh(features: string[]): Features {
  const different = new Set(features)
  const weight = 1 / Math.sqrt(different.size)
  const buckets: Features = new Map()
  for (const feature of different) {
    const bucket = hash(feature)
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + weight)
  }
  return buckets
}

function within(name: string): string[] {
  const words = tokensOf(name)
  const shape = name === name.toUpperCase() ? 'capitals' : 'words'
  return [
    ...words.map((word) => `w=${word}`),
    `first=${words[0]}`,
    `last=${words.at(-1)}`,
    `words=${Math.min(words.length, 6)}`,
    `shape=${shape}`,
    ...(/\n/.test(name) ? ['broken'] : []),
  ]
}

function around(text: string, { start, end, group }: Mention): string[] {
  const features: string[] = []
  const before = tokensOf(text.slice(Math.max(0, group.start - 120), group.start)).slice(-10)
  const behind = tokensOf(text.slice(group.end, group.end + 120)).slice(0, 10)
  const [b1 = '^', b2 = '^', b3 = '^', b4 = '^'] = before.toReversed()
  const [a1 = '$', a2 = '$', a3 = '$', a4 = '$'] = behind
  features.push(`b1=${b1}`, `b2=${b2} ${b1}`, `b3=${b3} ${b2} ${b1}`, `b4=${b4} ${b3}`)
  features.push(`a1=${a1}`, `a2=${a1} ${a2}`, `a3=${a1} ${a2} ${a3}`, `a4=${a3} ${a4}`)
  for (const token of before.filter((each) => each.length > 2)) features.push(`b=${token}`)
  for (const token of behind.filter((each) => each.length > 2)) features.push(`a=${token}`)
  const rowStart = text.lastIndexOf('\n', start - 1) + 1
  const rowEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end)
  const label = tokensOf(text.slice(rowStart, group.start)).filter((each) => each.length > 1)
  if (label.length > 0 && label.length < 8) features.push(`label=${label.join(' ')}`, `starts=${label[0]}`)
  if (label.length === 0) features.push('row begins')
  if (text.slice(end, rowEnd).trim() === '') features.push('row ends')
  const above = text.slice(text.lastIndexOf('\n', rowStart - 2) + 1, Math.max(0, rowStart - 1))
  const below = text.slice(rowEnd + 1, (text.indexOf('\n', rowEnd + 1) + 1 || text.length + 1) - 1)
  for (const token of tokensOf(above)
    .filter((each) => each.length > 2)
    .slice(0, 8))
    features.push(`u=${token}`)
  for (const token of tokensOf(below)
    .filter((each) => each.length > 2)
    .slice(0, 6))
    features.push(`d=${token}`)
  if (above.length < 40) features.push(`above=${tokensOf(above).join(' ')}`)
  if (/_{4,}|^\s*by:?/im.test(text.slice(Math.max(0, rowStart - 80), rowEnd))) features.push('signature')
  features.push(`place=${Math.floor((start / (text.length + 1)) * 5)}`)
  const heading = /(?:^|\n)([^\n]{3,60}):?\n(?:[^\n]*\n){0,6}[^\n]*$/.exec(
    text.slice(Math.max(0, rowStart - 400), rowStart),
  )
  if (heading?.[1] && heading[1] === heading[1].toUpperCase())
    for (const token of tokensOf(heading[1]).slice(0, 5)) features.push(`h=${token}`)
  return features
}
