import { Temporal } from '#lib/dates.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A day as exports write it: "1980-05-12", "5/12/1980", "May 12, 1980"; undefined: it is none. */
export function readDay(text: string): string | undefined {
  const plain = text.trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2})?.*$/, '')
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ?? []
  if (year) return dayOf(Number(year), Number(month), Number(day))
  const [, first, second, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain) ?? []
  if (last) return dayOf(Number(last), Number(first), Number(second))
  const named = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i.exec(plain)
  if (named)
    return dayOf(Number(named[3]), MONTHS.indexOf((named[1] ?? '').toLowerCase()) + 1, Number(named[2]))
  return undefined
}

function dayOf(year: number, month: number, day: number): string | undefined {
  if (year < 1850 || month < 1) return undefined
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

/** A birthday without its year, "--05-12" or "5/12". */
export const isYearless = (text: string) => /^(--\d{2}-?\d{2}|\d{1,2}\/\d{1,2})$/.test(text.trim())
