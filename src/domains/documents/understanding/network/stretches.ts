import { KINDS, TAGS } from './meanings.ts'
import type { Said } from './network.ts'
import type { Token } from './tokens.ts'

/** A name, an address or a parcel number in the text of a page. */
export type Stretch = {
  kind: (typeof KINDS)[number]
  page: number
  start: number
  end: number
  /** The probability that it is of its kind, 0..1. */
  sure: number
  /** For a name: the probability of each role; they add up to 1. */
  roles: number[]
}

const NEVER = -1e4

/** The most likely way in which stretches start, continue and end (Viterbi, 1967): none continues without a start. */
export function findStretches(tokens: Token[], said: Said[]): Stretch[] {
  const heads = tokens.flatMap((token, index) => (token.head ? [{ token, said: said[index] as Said }] : []))
  const path = findPath(heads)
  const stretches: Stretch[] = []
  for (let from = 0; from < heads.length; from += 1) {
    const tag = path[from] ?? 0
    if (!begins(tag)) continue
    let to = from + 1
    while (path[to] === tag + 1) to += 1
    stretches.push(toStretch(heads.slice(from, to), (tag - 1) / 2))
  }
  return stretches
}

type Head = { token: Token; said: Said }

const begins = (tag: number) => tag % 2 === 1
const goesOn = (tag: number) => tag > 0 && tag % 2 === 0

function findPath(heads: Head[]): number[] {
  const from: number[][] = []
  let scores: number[] = TAGS.map((_, tag) => (goesOn(tag) ? NEVER : 0))
  for (const [index, { token, said }] of heads.entries()) {
    const broken = index === 0 || heads[index - 1]?.token.page !== token.page
    const best = TAGS.map((_, tag) => {
      let before = 0
      for (let other = 1; other < TAGS.length; other += 1)
        if ((scores[other] ?? NEVER) > (scores[before] ?? NEVER)) before = other
      if (!goesOn(tag)) return { before, score: scores[before] ?? NEVER }
      if (broken) return { before: tag, score: NEVER }
      before = (scores[tag - 1] ?? NEVER) > (scores[tag] ?? NEVER) ? tag - 1 : tag
      return { before, score: scores[before] ?? NEVER }
    })
    from.push(best.map(({ before }) => before))
    scores = best.map(
      ({ score }, tag) => score + Math.log((said.tags[tag] ?? 0) + 1e-9) + (goesOn(tag) ? 0.5 : 0),
    )
  }
  let tag = scores.indexOf(Math.max(...scores))
  const path: number[] = []
  for (let index = heads.length - 1; index >= 0; index -= 1) {
    path[index] = tag
    tag = from[index]?.[tag] ?? 0
  }
  return path
}

function toStretch(heads: Head[], kind: number): Stretch {
  const [first, last] = [heads[0] as Head, heads.at(-1) as Head]
  const mean = (of: (said: Said) => number) =>
    heads.reduce((sum, { said }) => sum + of(said), 0) / heads.length
  return {
    kind: KINDS[kind] as Stretch['kind'],
    page: first.token.page,
    start: first.token.start,
    end: last.token.end,
    sure: mean(({ tags }) => (tags[1 + 2 * kind] ?? 0) + (tags[2 + 2 * kind] ?? 0)),
    roles: [...first.said.roles.keys()].map((role) => mean(({ roles }) => roles[role] ?? 0)),
  }
}
