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
