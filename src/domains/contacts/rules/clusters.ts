import type { Bounds } from './area.ts'

/** Contacts that are close to each other: how many, where their middle is, and how far they reach. */
export type Cluster = Bounds & { longitude: number; latitude: number; count: number; id: string }

/** Of a map of the world that is 256 pixels wide at zoom 0, and twice as wide with each step. */
const WORLD = 256
/** So many pixels apart, two circles don't touch. */
const APART = 46
const CELL = 32
const MOST_CELLS_ACROSS = 96

/** How wide the cells are in which contacts are counted, in degrees, and how high in the middle of the map. */
export function cellOf(
  { west, east, south, north }: Bounds,
  zoom: number,
): { width: number; height: number } {
  const width = Math.max((CELL * 360) / (WORLD * 2 ** zoom), (east - west) / MOST_CELLS_ACROSS)
  const flat = Math.cos((((south + north) / 2) * Math.PI) / 180)
  return { width, height: Math.max(width * flat, (north - south) / MOST_CELLS_ACROSS) }
}

/** Joins the counts of cells whose circles would lie on each other, the largest first. Nothing is lost or counted twice. */
export function joinCells(cells: readonly Cluster[], zoom: number): Cluster[] {
  const scale = (WORLD * 2 ** zoom) / 360
  const joined: Cluster[] = []
  for (const cell of cells.toSorted((a, b) => b.count - a.count)) {
    const flat = Math.cos((cell.latitude * Math.PI) / 180) || 1
    const at = joined.findIndex(({ longitude, latitude }) => {
      const across = (longitude - cell.longitude) * scale
      return Math.hypot(across, ((latitude - cell.latitude) * scale) / flat) < APART
    })
    const near = joined[at]
    if (near) joined[at] = together(near, cell)
    else joined.push(cell)
  }
  return joined
}

function together(one: Cluster, other: Cluster): Cluster {
  const count = one.count + other.count
  const middle = (a: number, b: number) => (a * one.count + b * other.count) / count
  return {
    ...{ count, id: one.id },
    longitude: middle(one.longitude, other.longitude),
    latitude: middle(one.latitude, other.latitude),
    ...{ west: Math.min(one.west, other.west), east: Math.max(one.east, other.east) },
    ...{ south: Math.min(one.south, other.south), north: Math.max(one.north, other.north) },
  }
}
