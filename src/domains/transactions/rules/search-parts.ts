import { addressKey } from '#domains/documents/rules/addresses.ts'

const MOST_PARTS = 8

/** The number of a house or of a deal: too short for a phone number, and no name. */
const SHORT_NUMBER = /^[\d-]{1,6}$/

const escaped = (part: string) => part.replaceAll(/[\\%_]/g, '\\$&')

/** What is typed, in parts that a deal or an exchange must all have. */
export function partsOf(q: string): string[] {
  return q
    .toLowerCase()
    .split(/[\s,;#]+/)
    .filter(Boolean)
    .slice(0, MOST_PARTS)
}

/** Of each part, as patterns, what was typed and how an address writes it ("St" is in "12 Harbor Street"); and the name that it can be. */
export function patternsOf(parts: string[]): {
  typed: string[]
  written: string[]
  names: (string | null)[]
} {
  const typed = parts.map((part) => `%${escaped(part)}%`)
  return {
    typed,
    written: parts.map((part, n) => {
      const key = addressKey(part, null)
      return key ? `% ${escaped(key)}%` : (typed[n] ?? '')
    }),
    names: parts.map((part) => (part.length < 3 || SHORT_NUMBER.test(part) ? null : part)),
  }
}
