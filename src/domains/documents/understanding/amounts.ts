import type { Found } from './dates.ts'

/** With a sign of money before it, or written as money is in a column: 1,250.00. */
const AMOUNT =
  /(?<![\w.,])(\()?(-\s?)?(?:(US)?\$|USD)\s?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?(\s(?:million|thousand))?(?![\d.,]*\d)(\))?|(?<![\w.,$-])(\()?(-)?(\d{1,3}(?:,\d{3})+|\d{1,9})\.(\d{2})(?![\d.,]*\d|%)(\))?/g

/** Sums of money, exact, as strings with two decimals; in brackets they are negative. */
export function findAmounts(text: string): Found[] {
  return [...text.matchAll(AMOUNT)].flatMap((match) => {
    const [whole = '', cents = '', scale = ''] = [match[4] ?? match[10], match[5] ?? match[11], match[6]]
    const negative = (match[1] ?? match[8]) !== undefined && (match[7] ?? match[12]) !== undefined
    const minus = negative || (match[2] ?? match[9]) !== undefined
    const normalized = toMoney(whole.replaceAll(',', ''), cents, scale.trim())
    if (normalized === undefined) return []
    const value = match[0].trim()
    return [
      {
        start: match.index,
        end: match.index + value.length,
        value,
        normalized: (minus ? '-' : '') + normalized,
      },
    ]
  })
}

function toMoney(whole: string, cents: string, scale: string): string | undefined {
  if (scale === '') return whole.length > 12 ? undefined : `${BigInt(whole)}.${cents.padEnd(2, '0')}`
  // "$1.5 million": the decimals are of the million.
  const digits = BigInt(whole + cents.padEnd(2, '0')) * (scale === 'million' ? 1_000_000n : 1_000n)
  return `${digits / 100n}.${(digits % 100n).toString().padStart(2, '0')}`
}
