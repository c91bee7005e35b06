import type { Found } from './dates.ts'
import { withDigits } from './digits.ts'

/** Thousands in groups, or digits alone; a number with commas anywhere else is not an amount that we can read. */
const NUMBER = String.raw`(?<whole>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?<cents>\d{1,6}))?`
/**
 * "$1.2 million", "$950k"; a letter that starts the next item of a list ("$1,486.00 B. Other structures") is not a
 * scale.
 */
const SCALE = String.raw`(?:(?<scale>\s?(?:million|billion|thousand)|mm|mil|[mkb]|[ ](?:mm|mil|[mkb])(?!\.))(?![\p{L}\d]))?`
/** Not inside a number or a word, on either side: part of an amount is worse than none. */
/** "per $500" is not an amount either: it is the unit of a rate. */
const BEFORE = String.raw`(?<![\p{L}\d.,$€£/]|\bper\s)`
const AFTER = String.raw`(?![ \t]?,?\d|[.,]\d|\p{L})`
/** A dash with a space after it starts a list item or ends a range; an amount's minus sign is right next to it. */
const OPEN = String.raw`(?<open>\()?(?<minus>[-–−])?`
const CLOSE = String.raw`(?:\.[-–—])?(?<close>\))?`

/**
 * Without a currency sign, a number that counts something else, or numbers parts of a law or a form, is not an amount.
 */
const MEASURED = String.raw`\s{0,3}(?:%|['’′"”″](?!\w)|(?:per\s?cent|percent|acres?|ac|sq|square|feet|foot|ft|inch|inches|gallons?|miles?|yards?|rods?|chains?|hours?|years?|months?|days?|pCi|ppm|mg|gpm|points?|mills?|a\.m|p\.m|am|pm)(?![\p{L}]))`
const NUMBERED = String.raw`(?<!\b(?:sections?|sec\.|§|chapters?|articles?|paragraphs?|tracts?|parcels?|lots?|blocks?|maps?|pages?|versions?|rates?|rate of|time|north|south|east|west|thence)\s(?:no\.\s)?)`

const FORMS = [
  // $1,250.00, US$ 4,150, USD 240,000, $1.2M, $-1,500.00
  String.raw`${BEFORE}${OPEN}(?:(?:US\s?)?\$|USD)[\s_]{0,2}(?<inner>[-–−]\s?)?${NUMBER}${SCALE}${AFTER}${CLOSE}`,
  // 240,000 USD, 1.2 million dollars
  String.raw`${BEFORE}${OPEN}${NUMBER}${SCALE}\s?(?:USD|US\s?dollars|dollars)(?!\p{L})${CLOSE}`,
  // As money is written in a column: 1,250.00
  String.raw`${NUMBERED}(?<![\p{L}\d.,$€£-]|[$€£] ?\d{1,3}(?: \d{3}){0,4} )(?<open>\()?(?<minus>-)?(?<whole>\d{1,3}(?:,\d{3})+|\d{1,9})\.(?<cents>\d{2})(?![\d.,]*\d|\p{L}|${MEASURED})(?<close>\))?`,
].map((source) => new RegExp(source, 'giu'))

/** Money or any other count: only the context tells which. */
const FIGURE = new RegExp(
  String.raw`${NUMBERED}${BEFORE}(?<whole>\d{1,3}(?:,\d{3})+|\d{1,4}(?=(?:\.\d{1,3})?\s?[km](?!\p{L})))(?:\.(?<cents>\d{1,3})(?=\s?[km](?!\p{L})))?${SCALE}${AFTER}(?!\.\d|${MEASURED}|\s{1,3}(?:USD|dollars))`,
  'giu',
)

/** In a column, parentheses make an amount negative; in a sentence they hold it in figures, after its words. */
const COLUMN = /^$|\n$|\s{2}$/

/** "… Seven Hundred Thousand Dollars" before the parentheses, also if these start the next row. */
const IN_WORDS = /\b(?:dollars?|thousand|hundred|million)[\s,:]*$/i

const SCALES: Record<string, bigint> = {
  k: 1_000n,
  thousand: 1_000n,
  m: 1_000_000n,
  mm: 1_000_000n,
  mil: 1_000_000n,
  million: 1_000_000n,
  b: 1_000_000_000n,
  billion: 1_000_000_000n,
}

/** Amounts of money, exact, as strings with two decimals. */
export function findAmounts(written: string): Found[] {
  const text = withDigits(written)
  const found: Found[] = []
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const { whole = '', cents = '', scale = '', open, close, minus, inner } = match.groups ?? {}
      const start = match.index
      const value = match[0].trim()
      const taken = found.some((other) => start < other.end && other.start < start + value.length)
      const normalized = taken ? undefined : toMoney(whole, cents, scale.trim().toLowerCase())
      if (normalized === undefined) continue
      const bracketed =
        open !== undefined &&
        close !== undefined &&
        COLUMN.test(text.slice(Math.max(0, start - 2), start)) &&
        !IN_WORDS.test(text.slice(Math.max(0, start - 60), start))
      const negative = bracketed || minus !== undefined || inner !== undefined
      // A parenthesis that doesn't make the amount negative belongs to the sentence.
      const lead = open !== undefined && !negative ? 1 : 0
      const shown = negative ? value : value.slice(lead).replace(/\)$/, '')
      found.push({
        start: start + lead,
        end: start + lead + shown.length,
        value: shown,
        normalized: (negative ? '-' : '') + normalized,
      })
    }
  }
  return found
    .toSorted((a, b) => a.start - b.start)
    .map((each) => ({ ...each, value: written.slice(each.start, each.end) }))
}

/** Numbers without a currency sign that may be amounts: "emd 3,000 with the title company", "10k over asking". */
export function findFigures(text: string): Found[] {
  return [...text.matchAll(FIGURE)].flatMap((match) => {
    const { whole = '', cents = '', scale = '' } = match.groups ?? {}
    const normalized = toMoney(whole, cents, scale.trim().toLowerCase())
    const value = match[0].trim()
    if (normalized === undefined) return []
    return [{ start: match.index, end: match.index + value.length, value, normalized }]
  })
}

/** Undefined for a value that is exact to less than a cent: a rate, or the price of something else. */
function toMoney(whole: string, cents: string, scale: string): string | undefined {
  const digits = whole.replaceAll(',', '')
  const micros = BigInt(digits + cents.padEnd(6, '0')) * (SCALES[scale] ?? 1n)
  if (micros % 10_000n !== 0n) return undefined
  const total = micros / 10_000n
  const units = String(total / 100n)
  return units.length > 15 ? undefined : `${units}.${String(total % 100n).padStart(2, '0')}`
}
