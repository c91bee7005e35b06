/** One thing that was asked for: a phrase in quotes, a word, or the last word half typed. */
export type Clause = { text: string; kind: 'phrase' | 'word' | 'prefix'; excluded: boolean }

/** What a person typed, taken apart: any of these groups, of each group everything. */
export type ParsedQuery = { whole: string; groups: Clause[][]; words: string[] }

const MARKS = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g

/** Quotes of any shape, minus, `or`. A last bare word of two letters or more also finds what begins so. */
export function parseQuery(q: string): ParsedQuery {
  const whole = q.replaceAll(MARKS, '"').trim().replaceAll(/\s+/g, ' ')
  const pieces = [...whole.matchAll(/(-)?(?:"([^"]*)"?|([^\s"]+))/g)]
  const groups: Clause[][] = [[]]
  pieces.forEach(([, minus, phrase, word], index) => {
    const last = index === pieces.length - 1
    if (word?.toLowerCase() === 'or' && !minus && !last && groups.at(-1)?.length) groups.push([])
    else if (phrase?.trim())
      groups.at(-1)?.push({ text: phrase, kind: 'phrase', excluded: minus !== undefined })
    else if (word) {
      const half = last && !minus && /^[\p{L}\p{M}\p{N}]{2,}$/u.test(word)
      groups.at(-1)?.push({ text: word, kind: half ? 'prefix' : 'word', excluded: minus !== undefined })
    }
  })
  return {
    whole,
    groups: groups.filter((group) => group.length > 0),
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
