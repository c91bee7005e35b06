import type { CivilDate } from '#lib/dates.ts'

export const DEFAULT_PATTERN = '{YYYY}-{####}'

/** What may stand in a pattern: text, {YYYY} or {YY}, {MM} beside a year, and once {#}, with a # for each digit. */
export function isPattern(pattern: string): boolean {
  const parts: string[] = pattern.match(/\{[^}]*\}/g) ?? []
  const places = parts.filter((part) => /^\{#{1,9}\}$/.test(part))
  const known = parts.every((part) => /^\{(YYYY|YY|MM|#{1,9})\}$/.test(part))
  const dated = !parts.includes('{MM}') || parts.includes('{YYYY}') || parts.includes('{YY}')
  return known && places.length === 1 && dated && !/[{}]/.test(pattern.replaceAll(/\{[^}]*\}/g, ''))
}

/**
 * The period in which the deals of a pattern are counted from one: a month (202611), a year (2026), or, where the pattern
 * names neither, all time (0).
 */
export function periodOfPattern(pattern: string, day: CivilDate): number {
  const [year = '', month = ''] = day.split('-')
  if (pattern.includes('{MM}')) return Number(`${year}${month}`)
  return /\{YY(YY)?\}/.test(pattern) ? Number(year) : 0
}

/** The number of the deal in this place of its period, with as many digits as the pattern has at least. */
export function numberOf(pattern: string, day: CivilDate, place: number): string {
  const [year = '', month = ''] = day.split('-')
  return pattern
    .replaceAll('{YYYY}', year)
    .replaceAll('{YY}', year.slice(2))
    .replaceAll('{MM}', month)
    .replace(/\{(#+)\}/, (_, digits: string) => String(place).padStart(digits.length, '0'))
}
