const PATTERN = '{YYYY}-{####}'

/** The number of a deal: its year, and its place among the deals of the year, with as many digits as the pattern has at least. */
export function numberOf(year: number, place: number): string {
  return PATTERN.replace('{YYYY}', String(year)).replace(/\{(#+)\}/, (_, digits: string) =>
    String(place).padStart(digits.length, '0'),
  )
}
