const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** The whole name or a usual short form and no other word that begins so: Marina, Octave and Augusta are streets. */
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?'
const DAY = '(\\d{1,2})(?:\\s?(?:st|nd|rd|th))?(?!\\d)'
const YEAR = "(\\d{4}|['’]\\d{2})(?!\\d)"

/** The ways in which American papers write a day; each says where its year, month and day are. */
const FORMS: { pattern: RegExp; order: [year: number, month: number, day: number] }[] = [
  {
    pattern: new RegExp(`\\b${MONTH}\\s*${DAY}\\s*(?:,\\s*|\\s+(?:of\\s+)?)${YEAR}`, 'gi'),
    order: [3, 1, 2],
  },
  {
    pattern: new RegExp(
      `(?<![\\d/.,$-])${DAY}\\s*\\)?\\s*(?:day\\s+of\\s+|of\\s+)?[-\\s]?\\s*${MONTH}\\s*[-,]?\\s*(?:of\\s+)?${YEAR}`,
      'gi',
    ),
    order: [3, 2, 1],
  },
  {
    pattern: /(?<![\d/.-])(\d{1,2})\s?\/\s?(\d{1,2})\s?\/\s?(\d{4}|['’]?\d{2})(?![\d/]|-\d)/g,
    order: [3, 1, 2],
  },
  { pattern: /(?<![\d/.-])(\d{1,2})-(\d{1,2})-(\d{4}|['’]?\d{2})(?![\d/]|[-.]\d)/g, order: [3, 1, 2] },
  { pattern: /(?<![\w/.,$-])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d/]|[-.]\d)/g, order: [3, 1, 2] },
  { pattern: /(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/]|[-.]\d)/g, order: [1, 3, 4] },
]

export type Found = { start: number; end: number; value: string; normalized: string }

/** Dates as ISO days. A day that no calendar has (February 30) is no date. */
export function findDates(text: string): Found[] {
  const found = FORMS.flatMap(({ pattern, order }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [year = '', month = '', day = ''] = order.map((group) => match[group] ?? '')
      const normalized = toDay(year, month, day)
      if (normalized === undefined) return []
      return [{ start: match.index, end: match.index + match[0].length, value: match[0], normalized }]
    }),
  )
  return found.toSorted((a, b) => a.start - b.start)
}

function toDay(yearText: string, monthText: string, dayText: string): string | undefined {
  const month = MONTHS.indexOf(monthText.slice(0, 3).toLowerCase()) + 1 || Number(monthText)
  const digits = yearText.replace(/\D/g, '')
  const year = digits.length === 2 ? 2_000 + Number(digits) - (Number(digits) > 70 ? 100 : 0) : Number(digits)
  const day = Number(dayText)
  if (year < 1_900 || year > 2_100) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}
