import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boundsIn,
  fitted,
  MAINLAND,
  MOST_ZOOM,
  panned,
  pixelOf,
  pointAt,
  thinned,
  type Viewport,
  zoomed,
} from './viewport.ts'

const START: Viewport = { x: 0.5, y: 0.5, zoom: 3, width: 1000, height: 600 }
const places = fc.tuple(
  fc.double({ min: -170, max: -60, noNaN: true }),
  fc.double({ min: 15, max: 72, noNaN: true }),
)

test('a map shows the contiguous states as a whole, on a screen and on a phone', () => {
  for (const size of [START, { ...START, width: 340, height: 480 }]) {
    const bounds = boundsIn(fitted(size, MAINLAND))
    expect(bounds.west).toBeLessThan(MAINLAND.west)
    expect(bounds.east).toBeGreaterThan(MAINLAND.east)
    expect(bounds.south).toBeLessThan(MAINLAND.south)
    expect(bounds.north).toBeGreaterThan(MAINLAND.north)
  }
})

test('a place is drawn where it is clicked', () => {
  fc.assert(
    fc.property(places, fc.double({ min: -1, max: 9, noNaN: true }), (place, by) => {
      const view = zoomed(fitted(START, MAINLAND), by)
      const [longitude, latitude] = pointAt(view, pixelOf(view, place))
      expect(longitude).toBeCloseTo(place[0], 6)
      expect(latitude).toBeCloseTo(place[1], 6)
    }),
  )
})

test('what is under the pointer stays there while the map is zoomed, and moves with it while it is dragged', () => {
  const view = fitted(START, MAINLAND)
  const at = { left: 700, top: 200 }
  const [longitude, latitude] = pointAt(view, at)
  const [closer, lower] = pointAt(zoomed(view, 2, at), at)
  expect([closer, lower]).toEqual([expect.closeTo(longitude, 6), expect.closeTo(latitude, 6)])
  const dragged = pixelOf(panned(view, { left: 30, top: -20 }), [longitude, latitude])
  expect(dragged).toEqual({ left: expect.closeTo(730, 3), top: expect.closeTo(180, 3) })
})

test('a map is zoomed neither beyond its streets nor beyond the world', () => {
  expect(zoomed(START, 100).zoom).toBe(MOST_ZOOM)
  expect(zoomed(START, -100).zoom).toBe(2)
  expect(panned(START, { left: 1e9, top: -1e9 })).toMatchObject({ x: 0, y: 1 })
  expect(fitted(START, { west: -77, south: 38, east: -77, north: 38 }, 11).zoom).toBe(11)
})

test('a drawn line keeps its shape in at most as many corners as an area has', () => {
  const line = Array.from({ length: 731 }, (_, at) => ({ left: at, top: at * 2 }))
  expect(thinned(line, 100).length).toBeLessThanOrEqual(100)
  expect(thinned(line.slice(0, 40), 100)).toHaveLength(40)
})
