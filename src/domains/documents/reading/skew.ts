/** A grey picture, one byte a pixel. */
export type Grey = { data: Uint8Array; width: number; height: number }

export type Slant = {
  /** Degrees by which the lines of text slope: positive when they fall to the right. */
  degrees: number
  /** Lines of text run down the page: the sheet lies on its side. */
  sideways: boolean
  /** Share of the picture that is ink. */
  ink: number
}

const RANGE = 10
type Point = { x: number; y: number }

/**
 * How a page of text lies, by projection profiles: along the true direction of the lines, rows of ink alternate
 * with empty ones, so the differences between neighbouring rows are greatest. 25 ms for 800 by 1,000 pixels.
 */
export function findSlant(picture: Grey): Slant {
  const points = textPoints(picture)
  const ink = points.length / (picture.width * picture.height)
  if (points.length < 200) return { degrees: 0, sideways: false, ink }
  const upright = bestAngle(points, picture)
  const turned = points.map(({ x, y }) => ({ x: y, y: picture.width - 1 - x }))
  const side = bestAngle(turned, { width: picture.height, height: picture.width })
  // A tie is an upright page: most are.
  const sideways = side.sharpness > upright.sharpness * 1.25
  return { degrees: sideways ? side.degrees : upright.degrees, sideways, ink }
}

function bestAngle(points: Point[], size: { width: number; height: number }) {
  const score = (degrees: number) => ({ degrees, sharpness: sharpness(points, size, degrees) })
  const best = (angles: number[]) =>
    angles.map(score).reduce((best, next) => (next.sharpness > best.sharpness ? next : best))
  const coarse = best(range(-RANGE, RANGE, 0.5))
  return best(range(coarse.degrees - 0.4, coarse.degrees + 0.4, 0.1))
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)
}

/** The sum of squared differences of neighbouring rows when the page is sheared by the angle. */
function sharpness(points: Point[], size: { width: number; height: number }, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180)
  const shift = Math.ceil(Math.abs(slope) * size.width) + 1
  const rows = new Int32Array(size.height + 2 * shift)
  for (const { x, y } of points) {
    const row = Math.round(y - x * slope) + shift
    rows[row] = (rows[row] ?? 0) + 1
  }
  let sum = 0
  for (let row = 1; row < rows.length; row += 1) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2
  return sum
}

/** Dark pixels that may be letters: without the margin, and without rules, borders and shadows (long runs). */
function textPoints({ data, width, height }: Grey): Point[] {
  const limit = inkLimit(data)
  const longest = Math.round(Math.max(width, height) / 16)
  const dark = (x: number, y: number) => (data[y * width + x] ?? 255) < limit
  const rule = new Uint8Array(width * height)
  const sweep = (outer: number, inner: number, at: (outer: number, inner: number) => [number, number]) => {
    for (let a = 0; a < outer; a += 1) {
      let start = 0
      for (let b = 0; b <= inner; b += 1) {
        if (b < inner && dark(...at(a, b))) continue
        if (b - start > longest) {
          for (let c = start; c < b; c += 1) {
            const [x, y] = at(a, c)
            rule[y * width + x] = 1
          }
        }
        start = b + 1
      }
    }
  }
  sweep(height, width, (y, x) => [x, y])
  sweep(width, height, (x, y) => [x, y])
  const points: Point[] = []
  const edge = Math.round(width * 0.03)
  for (let y = edge; y < height - edge; y += 1) {
    for (let x = edge; x < width - edge; x += 1) {
      if (dark(x, y) && rule[y * width + x] === 0) points.push({ x, y })
    }
  }
  return points
}

/** Otsu's limit between ink and paper, never so light that clean paper counts as ink. */
function inkLimit(data: Uint8Array): number {
  const histogram = new Float64Array(256)
  for (const value of data) histogram[value] = (histogram[value] ?? 0) + 1
  const total = histogram.reduce((sum, count, value) => sum + count * value, 0)
  let below = 0
  let sumBelow = 0
  let best = { limit: 128, spread: 0 }
  for (let value = 0; value < 255; value += 1) {
    below += histogram[value] ?? 0
    sumBelow += (histogram[value] ?? 0) * value
    const above = data.length - below
    if (below === 0 || above === 0) continue
    const spread = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2
    if (spread > best.spread) best = { limit: value + 1, spread }
  }
  return Math.min(best.limit, 190)
}
