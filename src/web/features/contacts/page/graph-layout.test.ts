import { expect, test } from 'vitest'
import type { ContactGraph } from '#domains/contacts/relationships/schema.ts'
import { layOut } from './graph-layout.ts'

const graph = (...pairs: string[]): ContactGraph => ({
  contacts: [],
  relationships: pairs.map((pair) => ({
    ...{ id: pair, from_contact_id: pair[0] ?? '', to_contact_id: pair[1] ?? '' },
    ...{ relation: 'owner', ownership_percent: null },
  })),
})

test('everyone in the picture has a place of their own inside it, also where relationships go around', () => {
  const places = layOut(graph('ab', 'ac', 'bc', 'bd', 'ca', 'de', 'ea'), 'a', 560, 340)
  expect([...places.keys()].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(5)
  for (const { x, y } of places.values()) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(560)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(340)
  }
})

test('who is further away stands further out', () => {
  const places = layOut(graph('ab', 'bc', 'cd'), 'a', 560, 340)
  const from = (id: string) => Math.hypot((places.get(id)?.x ?? 0) - 280, (places.get(id)?.y ?? 0) - 160)
  expect(from('b')).toBeLessThan(from('c'))
  expect(from('c')).toBeLessThan(from('d'))
})
