/** In degrees: longitude, then latitude. */
export type Point = readonly [longitude: number, latitude: number]
export type Bounds = { west: number; south: number; east: number; north: number }

export const MOST_POINTS = 100
const NUMBER = /^-?\d{1,3}(\.\d{1,8})?$/

/** The corners of an area, written as "-122.5,37.7;-122.3,37.7;-122.3,37.9". Undefined: it's not an area. */
export function readArea(text: string): Point[] | undefined {
  const points = text.split(';').map((pair) => numbersOf(pair))
  if (points.length < 3 || points.length > MOST_POINTS) return undefined
  const corners = points.flatMap((point) => (isPlace(point) ? [point] : []))
  return corners.length === points.length ? corners : undefined
}

export function writeArea(points: readonly Point[]): string {
  return points.map((point) => point.map((degrees) => Number(degrees.toFixed(5))).join(',')).join(';')
}

/** West, south, east and north, written as "-125,24,-66,50". Undefined: they bound nothing. */
export function readBounds(text: string): Bounds | undefined {
  const [west, south, east, north, ...more] = numbersOf(text) ?? []
  if (west === undefined || south === undefined || east === undefined || north === undefined) return undefined
  if (more.length > 0 || east <= west || north <= south) return undefined
  return isPlace([west, south]) && isPlace([east, north]) ? { west, south, east, north } : undefined
}

export function boundsOf(points: readonly Point[]): Bounds {
  const [longitudes, latitudes] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return {
    ...{ west: Math.min(...longitudes), east: Math.max(...longitudes) },
    ...{ south: Math.min(...latitudes), north: Math.max(...latitudes) },
  }
}

function numbersOf(text: string): number[] | undefined {
  const parts = text.split(',')
  return parts.every((part) => NUMBER.test(part)) ? parts.map(Number) : undefined
}

function isPlace(point: number[] | undefined): point is [number, number] {
  const [x = Number.NaN, y = Number.NaN] = point ?? []
  return point?.length === 2 && Math.abs(x) <= 180 && Math.abs(y) <= 90
}
