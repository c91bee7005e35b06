import type { Found } from './dates.ts'

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const WORD = [...SMALL.toReversed(), ...TENS, 'hundred', 'thousand', 'million'].join('|')
const BETWEEN = String.raw`(?:[\s,-]{1,6}(?:and\s{1,4})?)`
const SUM = new RegExp(
  String.raw`(?<![\p{L}-])(?<words>(?:${WORD})(?:${BETWEEN}(?:${WORD})(?!\p{L})){0,14})(?:\s{1,4}and\s{1,4}(?<cents>\d\d|no)/100)?\s{1,4}(?:U\.?S\.?\s)?dollars(?!\p{L})`,
  'giu',
)
/** The same amount in figures, which is easier to read and to point at. */
const FIGURES_FOLLOW = /^[\s,]{0,6}\(?\s?(?:US)?\$?\s?\d/

/** Amounts written only in words: "Seven Hundred Eighty-five Thousand Dollars". */
export function findSumsInWords(text: string): Found[] {
  return [...text.matchAll(SUM)].flatMap((match) => {
    const { words = '', cents = '00' } = match.groups ?? {}
    const [value, start] = [match[0], match.index]
    const end = start + value.length
    const dollars = numberInWords(words.toLowerCase().match(/\p{L}+/gu) ?? [])
    if (dollars === undefined || FIGURES_FOLLOW.test(text.slice(end, end + 12))) return []
    return [{ start, end, value, normalized: `${dollars}.${cents === 'no' ? '00' : cents}` }]
  })
}

/** Undefined if the words are not a number: "five ten", "hundred". */
export function numberInWords(words: string[]): number | undefined {
  let [total, part, last] = [0, 0, '']
  for (const word of words) {
    if (word === 'and') continue
    const [small, ten] = [SMALL.indexOf(word), TENS.indexOf(word)]
    if (small >= 0 && (SMALL.includes(last) || (small > 9 && TENS.includes(last)))) return undefined
    if (ten >= 0 && (SMALL.includes(last) || TENS.includes(last))) return undefined
    if (small >= 0) part += small
    else if (ten >= 0) part += 20 + 10 * ten
    else if (part === 0) return undefined
    else if (word === 'hundred') part *= 100
    else {
      total += part * (word === 'thousand' ? 1_000 : 1_000_000)
      part = 0
    }
    last = word
  }
  return total + part > 0 ? total + part : undefined
}
