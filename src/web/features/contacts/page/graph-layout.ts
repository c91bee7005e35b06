import type { ContactGraph } from '#domains/contacts/relationships/schema.ts'
import { clearOf, type Place } from './graph-labels.ts'

type Layout = { places: Map<string, Place>; height: number }

type Sector = { id: string; step: number; from: number; to: number }

/** Room for half a name at the sides, and for names below their contact. */
const MARGIN = { x: 76, y: 34 }
const NAME = 20
const LOW = 340
/** So much room each contact needs beyond the first ten. */
const MORE_PER_CONTACT = 12_300
const FEW = 10

/**
 * The contact in the middle, the others around it in rings by how many steps away they are, near those they came by. Where
 * names would lie on each other they move apart, and the picture of many contacts is higher.
 */
export function layOut(graph: ContactGraph, center: string, width: number): Layout {
  const sectors = sectorsAround(graph, center)
  const height = LOW + Math.max(0, sectors.length - FEW) * (MORE_PER_CONTACT / width)
  const rings = Math.max(1, ...sectors.map(({ step }) => step))
  const [middle, reach] = [
    { x: width / 2, y: height / 2 - NAME / 2 },
    { x: width / 2 - MARGIN.x, y: height / 2 - MARGIN.y },
  ]
  const round = sectors.map(({ id, step, from, to }) => {
    const angle = (from + to) / 2 - Math.PI / 2
    const part = step / rings
    const place = {
      x: middle.x + Math.cos(angle) * reach.x * part,
      y: middle.y + Math.sin(angle) * reach.y * part,
    }
    return [id, place] as const
  })
  const bounds = { left: MARGIN.x, right: width - MARGIN.x, top: 14, bottom: height - MARGIN.y }
  return { places: new Map(clearOf(round, center, bounds)), height }
}

function sectorsAround(graph: ContactGraph, center: string): Sector[] {
  const all: Sector[] = [{ id: center, step: 0, from: 0, to: 2 * Math.PI }]
  const known = new Set([center])
  for (const { id, step, from, to } of all) {
    const children = neighborsOf(graph, id).filter((one) => !known.has(one))
    const slice = (to - from) / Math.max(children.length, 1)
    for (const [place, child] of children.entries()) {
      known.add(child)
      all.push({ id: child, step: step + 1, from: from + place * slice, to: from + (place + 1) * slice })
    }
  }
  return all
}

function neighborsOf({ relationships }: ContactGraph, id: string): string[] {
  const all = relationships.flatMap(({ from_contact_id, to_contact_id }) =>
    from_contact_id === id ? [to_contact_id] : to_contact_id === id ? [from_contact_id] : [],
  )
  return [...new Set(all)]
}
