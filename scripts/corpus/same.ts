/** Whether two ways of writing mean the same, as a person who compares them would say. */

const IGNORED = new Set(['the', 'of', 'and', 'a', 'an', 'no', 'llc', 'inc', 'co'])
const SHORT: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  place: 'pl',
  boulevard: 'blvd',
  circle: 'cir',
  parkway: 'pkwy',
  highway: 'hwy',
  suite: 'ste',
  apartment: 'apt',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
}

/** The words of a text, made plain, with where they stand. */
export function wordsIn(text: string): { text: string; start: number; end: number }[] {
  return [...text.matchAll(/[\p{L}\p{M}\d]+/gu)].map((match) => {
    const plain = match[0].normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    return { text: SHORT[plain] ?? plain, start: match.index, end: match.index + match[0].length }
  })
}

function wordsOf(text: string): string[] {
  return wordsIn(text.replace(/['’]s?\b/gi, ''))
    .map((word) => word.text)
    .filter((word) => !IGNORED.has(word))
}

/** Whether at least eight tenths of the words of each are in the other. */
export function isSamePlace(first: string, second: string): boolean {
  const [a, b] = [wordsOf(first), wordsOf(second)]
  const shared = (from: string[], to: string[]) => {
    const left = [...to]
    return from.filter((word) => {
      const at = left.indexOf(word)
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    }).length
  }
  return a.length > 0 && b.length > 0 && shared(a, b) >= 0.8 * a.length && shared(b, a) >= 0.8 * b.length
}

/** The same name, or one of a couple's: "Ines and Tobias Calloway" has Ines Calloway in it. */
export function isSameName(first: string, second: string): boolean {
  return membersOf(first).some((a) => membersOf(second).some((b) => isSamePlace(a, b)))
}

function membersOf(name: string): string[] {
  const parts = name
    .replace(/\s*\([^)]*\)/g, '')
    .split(/\s+and\s+|\s*&\s*|\s*;\s*/i)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const last = parts.at(-1)?.split(/\s+/).at(-1) ?? ''
  return [
    name,
    ...parts.map((part) =>
      parts.length > 1 && !/\s/.test(part) && part !== last ? `${part} ${last}` : part,
    ),
  ]
}
