import type { ContactGraph } from '#domains/contacts/relationships/schema.ts'

export type Place = { x: number; y: number }

/** The contact in the middle, the others around it in rings by how many steps away they are, near those they came by. */
export function layOut(
  graph: ContactGraph,
  center: string,
  width: number,
  height: number,
): Map<string, Place> {
  const places = new Map<string, Place>([[center, { x: width / 2, y: height / 2 }]])
  let ring = [{ id: center, from: 0, to: 2 * Math.PI }]
  for (let step = 1; ring.length > 0; step++) {
    const next: typeof ring = []
    for (const { id, from, to } of ring) {
      const children = neighborsOf(graph, id).filter((one) => !places.has(one))
      const slice = (to - from) / Math.max(children.length, 1)
      for (const [place, child] of children.entries()) {
        const sector = { id: child, from: from + place * slice, to: from + (place + 1) * slice }
        const angle = (sector.from + sector.to) / 2 - Math.PI / 2
        const reach = Math.min(0.4 * step - 0.08, 0.9)
        places.set(child, {
          x: width / 2 + Math.cos(angle) * (width / 2) * reach,
          y: height / 2 + Math.sin(angle) * (height / 2) * reach,
        })
        next.push(sector)
      }
    }
    ring = next
  }
  return places
}

function neighborsOf({ relationships }: ContactGraph, id: string): string[] {
  const all = relationships.flatMap(({ from_contact_id, to_contact_id }) =>
    from_contact_id === id ? [to_contact_id] : to_contact_id === id ? [from_contact_id] : [],
  )
  return [...new Set(all)]
}
