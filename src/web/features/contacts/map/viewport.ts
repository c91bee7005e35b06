import type { Bounds, Point } from '#domains/contacts/rules/area.ts'

/**
 * What a map shows. `x` and `y` are its middle on a map of the world in Mercator's projection, from 0 at the west and the
 * north to 1; that map is 256 pixels wide at zoom 0, and twice as wide with each step.
 */
export type Viewport = { x: number; y: number; zoom: number; width: number; height: number }
export type Pixel = { left: number; top: number }

export const [LEAST_ZOOM, MOST_ZOOM] = [2, 15]
const TILE = 256
/** Of a map that fits something: so many pixels stay free on each side. */
const MARGIN = 48

/** The contiguous states. */
export const MAINLAND: Bounds = { west: -125, south: 24.4, east: -66.8, north: 49.5 }

export const scaleOf = ({ zoom }: Pick<Viewport, 'zoom'>) => TILE * 2 ** zoom

export function project([longitude, latitude]: Point): [x: number, y: number] {
  const angle = (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180
  return [(longitude + 180) / 360, 0.5 - Math.log(Math.tan(Math.PI / 4 + angle / 2)) / (2 * Math.PI)]
}

function unproject(x: number, y: number): Point {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI
  return [Math.max(-180, Math.min(180, x * 360 - 180)), latitude]
}

export function pixelOf(view: Viewport, point: Point): Pixel {
  const [x, y] = project(point)
  const scale = scaleOf(view)
  return { left: (x - view.x) * scale + view.width / 2, top: (y - view.y) * scale + view.height / 2 }
}

export function pointAt(view: Viewport, { left, top }: Pixel): Point {
  const scale = scaleOf(view)
  return unproject(view.x + (left - view.width / 2) / scale, view.y + (top - view.height / 2) / scale)
}

export function boundsIn(view: Viewport): Bounds {
  const [west, north] = pointAt(view, { left: 0, top: 0 })
  const [east, south] = pointAt(view, { left: view.width, top: view.height })
  return { west, south, east, north }
}

export function cornersOf({ west, south, east, north }: Bounds): Point[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
}

export function panned(view: Viewport, { left, top }: Pixel): Viewport {
  const scale = scaleOf(view)
  return within({ ...view, x: view.x - left / scale, y: view.y - top / scale })
}

/** What is under `at` stays there. */
export function zoomed(view: Viewport, by: number, at?: Pixel): Viewport {
  const zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, view.zoom + by))
  const [left, top] = [
    (at?.left ?? view.width / 2) - view.width / 2,
    (at?.top ?? view.height / 2) - view.height / 2,
  ]
  const shift = 1 / scaleOf(view) - 1 / scaleOf({ zoom })
  return within({ ...view, zoom, x: view.x + left * shift, y: view.y + top * shift })
}

/** Shows all of the bounds, as large as they fit. */
export function fitted(view: Viewport, { west, south, east, north }: Bounds, most = MOST_ZOOM): Viewport {
  const [[left, bottom], [right, top]] = [project([west, south]), project([east, north])]
  const free = (pixels: number) => Math.max(64, pixels - 2 * MARGIN)
  const across = Math.min(free(view.width) / (right - left), free(view.height) / (bottom - top))
  const zoom = Math.max(LEAST_ZOOM, Math.min(most, Math.log2(across / TILE)))
  return within({ ...view, zoom, x: (left + right) / 2, y: (top + bottom) / 2 })
}

const within = (view: Viewport): Viewport => ({
  ...view,
  x: Math.max(0, Math.min(1, view.x)),
  y: Math.max(0, Math.min(1, view.y)),
})

/** Every corner that is needed to draw a line, at most `most`: the rest lies on the way from one to the next. */
export function thinned(line: readonly Pixel[], most: number): Pixel[] {
  const step = Math.max(1, Math.ceil(line.length / most))
  return line.filter((_, place) => place % step === 0)
}
