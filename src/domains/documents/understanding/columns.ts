import { CITY_STATE_ZIP, STREET_OR_BOX } from './addresses.ts'
import type { Found } from './dates.ts'
import type { PageText } from './rows.ts'

/** What stands between the gaps of one row, and where it begins, as a fraction of the page's width. */
type Cell = { start: number; text: string; x0: number }

/** How far two cells that stand below one another may begin apart. */
const ALIGNED = 0.015

/**
 * Addresses that stand in one of several columns, the street above its city. The street's place is the address's, because
 * what lies between the two is another column's.
 */
export function findAddressesInColumns(page: PageText): Found[] {
  const rows = toRows(page)
  return rows.flatMap((row, index) => {
    const below = rows[index + 1] ?? []
    if (row.length < 2 && below.length < 2) return []
    return row.flatMap(({ start, text, x0 }) => {
      const street = STREET_OR_BOX.exec(text)
      const city = below.find((cell) => Math.abs(cell.x0 - x0) < ALIGNED)
      const rest = street && CITY_STATE_ZIP.exec(city?.text ?? '')?.[0]
      if (!rest) return []
      const value = `${street[0].replace(/,?\s*$/, '')}, ${rest}`.replace(/\s+/g, ' ')
      return [{ start, end: start + street[0].length, value, normalized: value }]
    })
  })
}

function toRows({ text, spans }: PageText): Cell[][] {
  const rows: Cell[][] = []
  let at = 0
  for (const row of text.split('\n')) {
    rows.push(
      [...row.matchAll(/\S+(?: {1,2}\S+)*/g)].map((cell) => {
        const start = at + cell.index
        return { start, text: cell[0], x0: spans.find((span) => span.end > start)?.word.x0 ?? 0 }
      }),
    )
    at += row.length + 1
  }
  return rows
}
