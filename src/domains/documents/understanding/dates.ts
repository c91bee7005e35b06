import { withDigits } from './digits.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** Not inside a word or a number; the line of a filled blank ("_August 9, 2025_") is neither. */
const BEFORE = String.raw`(?<![\p{L}\d])`
/**
 * The full name, also as a scan misreads it ("Ju1y", "Novernber"), or a common abbreviation, and no other word that
 * starts the same way: Marina, Octave and Augusta are streets.
 */
const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:i[l1])?|may|june?|ju[l1]y?|aug(?:ust)?|sept?(?:e(?:m|rn)ber)?|oct(?:ober)?|nov(?:e(?:m|rn)ber)?|dec(?:e(?:m|rn)ber)?)(?!\p{L})\.?`
const WEEKDAY = String.raw`(sun|mon|tue|wed|thu|fri|sat)(?:\p{L}{0,4}day|s|rs?)?`
const BLANK = String.raw`[\s_]{0,4}`

const ONES = 'one|two|three|four|five|six|seven|eight|nine'
const ORDINALS = [
  ...'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth'.split(
    ' ',
  ),
  ...'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(' '),
  ...'first second third fourth fifth sixth seventh eighth ninth'.split(' ').map((one) => `twenty-${one}`),
  'thirtieth',
  'thirty-first',
]
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')

const ORDINAL = `${ORDINALS.toReversed().join('|').replaceAll('-', '[- ]')}`
const DAY = String.raw`(\d{1,2}(?:\s?(?:st|nd|rd|th))?(?!\d)|${ORDINAL})`
/** "2025", "'25", "20 25" over the print of a form, "two thousand twenty-five". */
const YEAR_WORDS = String.raw`(?:two\s{1,4}thousand|twenty)\s{1,4}(?:and\s{1,4})?(?:(?:twenty|thirty)(?:[-\s]{1,4}(?:${ONES}))?|${TEENS.join('|')}|${ONES})`
const YEAR = String.raw`((?:\d{4}|20[\s_]{1,4}\d{2}|['’]\d{2})(?!\d)|${YEAR_WORDS})(?!\p{L})`

/** The ways in which American documents write a date; each says where its year, month and day are. */
const FORMS: { pattern: RegExp; order: [year: number, month: number, day: number] }[] = [
  {
    pattern: new RegExp(
      String.raw`${BEFORE}${MONTH}${BLANK}${DAY}${BLANK}(?:,${BLANK}|\s+(?:of\s+)?)${YEAR}`,
      'giu',
    ),
    order: [3, 1, 2],
  },
  {
    pattern: new RegExp(String.raw`${BEFORE}${MONTH}\s(\d{1,2})\/(\d{2})(?![\p{L}\d/])`, 'giu'),
    order: [3, 1, 2],
  },
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d/.,$-])(\d{1,2})-${MONTH}-(\d{2})(?![\p{L}\d-])`, 'giu'),
    order: [3, 2, 1],
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d/.,$-])${DAY}${BLANK}\)?${BLANK}(?:day\s+of\s+|of\s+)?[-\s]?${BLANK}${MONTH}${BLANK}[-,]?${BLANK}(?:of\s+|in\s+the\s+year\s+)?${YEAR}`,
      'giu',
    ),
    order: [3, 2, 1],
  },
  // A recorder's stamp.
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d/.,$-])(\d{4})\s+${MONTH}\s+(\d{1,2})(?!\d)`, 'giu'),
    order: [1, 2, 3],
  },
  {
    pattern: /(?<![\d/.-])(\d{1,2})\s?\/\s?(\d{1,2})\s?\/\s?(\d{4}|['’]?\d{2})(?![\d/]|-\d)/g,
    order: [3, 1, 2],
  },
  { pattern: /(?<![\d/.-])(\d{1,2})-(\d{1,2})-(\d{4}|['’]?\d{2})(?![\d/]|[-.]\d)/g, order: [3, 1, 2] },
  { pattern: /(?<![\p{L}\d/.,$-])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d/]|[-.]\d)/gu, order: [3, 1, 2] },
  // A number with this many digits is a date only if the words say so.
  { pattern: /(?<=\b(?:dated?|on|signed|recorded):?\s)(20\d{2})(\d{2})(\d{2})(?!\d)/gi, order: [1, 2, 3] },
  { pattern: /(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/]|[-.]\d)/g, order: [1, 3, 4] },
]

/** A date without its year: "Friday, 13 June", "by June 13", "Monday 11/3". */
const YEARLESS: { pattern: RegExp; order: [weekday: number, month: number, day: number] }[] = [
  {
    pattern: new RegExp(
      String.raw`${BEFORE}(?:${WEEKDAY}\.?,?\s+)?(?-i:(?=[A-Z]))${MONTH}\s(\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\d/-]|${BLANK},?${BLANK}(?:of\s+)?['’]?\d)`,
      'giu',
    ),
    order: [1, 2, 3],
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d/.,$-])(?:${WEEKDAY}\.?,?\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?-i:(?=[A-Z]))${MONTH}(?!${BLANK},?${BLANK}(?:of\s+|in\s+the\s)?(?:['’]?\d|two|twenty|year))`,
      'giu',
    ),
    order: [1, 3, 2],
  },
  {
    pattern: new RegExp(String.raw`${BEFORE}${WEEKDAY}\.?,?\s+(\d{1,2})\/(\d{1,2})(?![\d/])`, 'giu'),
    order: [1, 2, 3],
  },
]

export type Found = { start: number; end: number; value: string; normalized: string }

/** Dates as ISO days. A day that doesn't exist (February 30) is not a date. */
export function findDates(written: string): Found[] {
  const text = withDigits(written)
  const whole = FORMS.flatMap(({ pattern, order }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [year = '', month = '', day = ''] = order.map((group) => match[group] ?? '')
      return toFound(match, toDay(toYear(year), toMonth(month), toNumber(day)))
    }),
  )
  const first = whole.toSorted((a, b) => a.start - b.start)[0]?.normalized
  const yearless = YEARLESS.flatMap(({ pattern, order: [weekday, month, day] }) =>
    [...text.matchAll(pattern)].flatMap((match) =>
      toFound(match, nearestDay(first, match[weekday], toMonth(match[month] ?? ''), Number(match[day]))),
    ),
  )
  let until = 0
  return [...whole, ...yearless]
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      const free = start >= until
      if (free) until = end
      return free
    })
    .map((each) => ({ ...each, value: written.slice(each.start, each.end) }))
}

/** The day in the intended year: the one nearest to the first full date, and on its weekday if that is given. */
function nearestDay(
  first: string | undefined,
  weekday: string | undefined,
  month: number,
  day: number,
): string | undefined {
  if (first === undefined) return undefined
  const year = Number(first.slice(0, 4))
  const distance = (one: string) => Math.abs(Date.parse(one) - Date.parse(first))
  const [nearest] = [year - 1, year, year + 1]
    .flatMap((each) => toDay(each, month, day) ?? [])
    .toSorted((a, b) => distance(a) - distance(b))
  const said = weekday && WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase())
  return nearest && said !== undefined && new Date(nearest).getUTCDay() !== said ? undefined : nearest
}

function toFound(match: RegExpExecArray, normalized: string | undefined): Found[] {
  if (normalized === undefined) return []
  return [{ start: match.index, end: match.index + match[0].length, value: match[0], normalized }]
}

function toMonth(text: string): number {
  return MONTHS.indexOf(text.slice(0, 3).toLowerCase().replace('1', 'l')) + 1 || Number(text)
}

function toYear(text: string): number {
  if (/\p{L}/u.test(text)) {
    const [, rest = ''] = /^(?:two\s{1,4}thousand|twenty)\s{1,4}(?:and\s{1,4})?(.*)$/is.exec(text) ?? []
    return 2_000 + toNumber(rest)
  }
  const digits = text.replace(/\D/g, '')
  return digits.length === 2 ? 2_000 + Number(digits) - (Number(digits) > 70 ? 100 : 0) : Number(digits)
}

/** "9th", "ninth", "twenty-first", "twenty-five": under one hundred; NaN for anything else. */
function toNumber(text: string): number {
  if (/\d/.test(text)) return Number(text.replace(/\D/g, ''))
  const word = text.trim().toLowerCase().replace(/\s+/g, '-')
  const ordinal = ORDINALS.indexOf(word) + 1
  if (ordinal > 0) return ordinal
  const teen = TEENS.indexOf(word)
  if (teen >= 0) return 10 + teen
  const [ten = '', one = ''] = /^twenty|^thirty/.test(word) ? word.split('-') : ['', word]
  const tens = ten === 'twenty' ? 20 : ten === 'thirty' ? 30 : 0
  return tens + (one === '' ? 0 : ONES.split('|').indexOf(one) + 1 || Number.NaN)
}

function toDay(year: number, month: number, day: number): string | undefined {
  if (!(year >= 1_800 && year <= 2_100)) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : undefined
}
