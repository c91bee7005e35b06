import { CITY_STATE_ZIP, STREET_OR_BOX } from './addresses.ts'
import type { Found } from './dates.ts'
import type { PageText } from './rows.ts'

/** The text between two gaps of a row, and where it starts, as a fraction of the page's width. */
type Cell = { start: number; text: string; x0: number }

/** How far apart the starts of two cells above one another may be. */
const ALIGNED = 0.015

/**
 * Addresses in one of several columns, the street above its city. The address has the street's position, because the
 * text between the two belongs to another column.
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
