export type Place = { x: number; y: number }
type Bounds = { left: number; right: number; top: number; bottom: number }
type Moved = { id: string; x: number; y: number }

/** A contact with its name below it, and some air. */
export const ROOM = { width: 144, height: 42 }
const ROUNDS = 400

/**
 * The same places, moved apart until no contact's name lies on another's, as far as the bounds allow. The one in the middle
 * stays; two push each other in the direction in which less is missing.
 */
export function clearOf(
  all: readonly (readonly [string, Place])[],
  center: string,
  bounds: Bounds,
): [string, Place][] {
  const moved: Moved[] = all.map(([id, { x, y }]) => ({ id, x, y }))
  for (let round = 0; round < ROUNDS; round++) {
    let apart = true
    for (const [at, one] of moved.entries())
      for (const other of moved.slice(at + 1)) if (push(one, other, center, bounds)) apart = false
    if (apart) break
  }
  return moved.map(({ id, x, y }) => [id, { x, y }])
}

/** Whether they lay on each other. */
function push(one: Moved, other: Moved, center: string, bounds: Bounds): boolean {
  const [acrossBy, downBy] = [other.x - one.x, other.y - one.y]
  const missing = { x: ROOM.width - Math.abs(acrossBy), y: ROOM.height - Math.abs(downBy) }
  if (missing.x <= 0.5 || missing.y <= 0.5) return false
  const axis = missing.x < missing.y ? 'x' : 'y'
  const ahead = (axis === 'x' ? acrossBy : downBy) < 0 ? -1 : 1
  const shares = one.id === center ? [0, 1] : other.id === center ? [1, 0] : [0.5, 0.5]
  move(one, axis, -ahead * missing[axis] * (shares[0] ?? 0), bounds)
  move(other, axis, ahead * missing[axis] * (shares[1] ?? 0), bounds)
  return true
}

function move(one: Moved, axis: 'x' | 'y', by: number, { left, right, top, bottom }: Bounds): void {
  const [least, most] = axis === 'x' ? [left, right] : [top, bottom]
  one[axis] = Math.min(most, Math.max(least, one[axis] + by))
}
