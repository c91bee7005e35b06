/** What a person typed, taken apart: the last word may be half typed, so it also finds what begins so. */
export type ParsedQuery = { whole: string; rest: string; prefix: string | null; words: string[] }

/** Websearch syntax: quotes, minus, `or`. A last bare word of two letters or more is also a prefix. */
export function parseQuery(q: string): ParsedQuery {
  const whole = q.trim().replaceAll(/\s+/g, ' ')
  const quoted = (whole.match(/"/g)?.length ?? 0) % 2 === 1
  const last = /(?:^|\s)([\p{L}\p{N}]{2,})$/u.exec(whole)?.[1] ?? null
  const bare = last !== null && !quoted && last.toLowerCase() !== 'or'
  return {
    whole,
    rest: bare ? whole.slice(0, whole.length - last.length).trim() : whole,
    prefix: bare ? last : null,
    words: [...whole.replaceAll(/"[^"]*"/g, ' ').matchAll(/(?:^|\s)(\p{L}{4,40})(?=\s|$)/gu)].map(
      ([, word]) => (word as string).toLowerCase(),
    ),
  }
}

/** The same query with one word put right. */
export function replaceWord(q: string, word: string, by: string): string {
  return q.replaceAll(/\p{L}+/gu, (found) => (found.toLowerCase() === word ? by : found))
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/**
 * All that a word may have been meant to be, had one key gone wrong: two letters swapped, one too many, one missing,
 * one wrong. Swapped letters come first: in a short word they leave no two of three letters together, so that the
 * trigrams see nothing of it.
 */
export function wordsOneSlipAway(word: string): string[] {
  const cuts = Array.from(
    { length: word.length + 1 },
    (_, at) => [word.slice(0, at), word.slice(at)] as const,
  )
  const swapped = cuts
    .filter(([, end]) => end.length > 1)
    .map(([start, end]) => start + (end[1] ?? '') + (end[0] ?? '') + end.slice(2))
  const shorter = cuts.filter(([, end]) => end).map(([start, end]) => start + end.slice(1))
  const longer = cuts.flatMap(([start, end]) => LETTERS.map((letter) => start + letter + end))
  const other = cuts
    .filter(([, end]) => end)
    .flatMap(([start, end]) => LETTERS.map((letter) => start + letter + end.slice(1)))
  const all = new Set([...swapped, ...longer, ...shorter, ...other])
  all.delete(word)
  return [...all]
}
