import { type Bounds, readBounds, writeArea } from '#domains/contacts/rules/area.ts'
import { cornersOf } from './viewport.ts'

const SPOT = 'spot:'
/** In degrees, about 10 m: what is rounded away in an address is still within. */
const AROUND = 0.0001

/** One place with several contacts, such as the middle of a ZIP code, as it is named in the address of the page. */
export function spotOf({ west, south, east, north }: Bounds): string {
  const edges = [west - AROUND, south - AROUND, east + AROUND, north + AROUND]
  return SPOT + edges.map((edge) => edge.toFixed(5)).join(',')
}

/** The area of such a place; undefined for a contact's id. */
export function areaOfSpot(open: string): string | undefined {
  const bounds = open.startsWith(SPOT) ? readBounds(open.slice(SPOT.length)) : undefined
  return bounds && writeArea(cornersOf(bounds))
}
