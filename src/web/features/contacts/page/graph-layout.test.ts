import { expect, test } from 'vitest'
import type { ContactGraph } from '#domains/contacts/relationships/schema.ts'
import { ROOM } from './graph-labels.ts'
import { layOut } from './graph-layout.ts'

const graph = (...pairs: string[]): ContactGraph => ({
  contacts: [],
  relationships: pairs.map((pair) => ({
    ...{ id: pair, from_contact_id: pair[0] ?? '', to_contact_id: pair[1] ?? '' },
    ...{ relation: 'owner', ownership_percent: null },
  })),
})

test('everyone in the picture has a place of their own inside it, also where relationships go around', () => {
  const { places } = layOut(graph('ab', 'ac', 'bc', 'bd', 'ca', 'de', 'ea'), 'a', 560)
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
  const { places } = layOut(graph('ab', 'bc', 'cd'), 'a', 560)
  const from = (id: string) => Math.hypot((places.get(id)?.x ?? 0) - 280, (places.get(id)?.y ?? 0) - 160)
  expect(from('b')).toBeLessThan(from('c'))
  expect(from('c')).toBeLessThan(from('d'))
})

const star = (count: number) =>
  graph(...Array.from({ length: count }, (_, n) => `a${String.fromCharCode(0x4e00 + n)}`))
const chain = (count: number) =>
  graph(
    ...Array.from({ length: count }, (_, n) => {
      const [from, to] = [
        n < 8 ? 'a' : String.fromCharCode(0x4e00 + (n % 8)),
        String.fromCharCode(0x4e00 + n),
      ]
      return `${from}${to}`
    }),
  )

test.each([
  ['12 around one', star(12), 560],
  ['30 around one', star(30), 560],
  ['30 in two rings', chain(30), 560],
  ['12 on a phone', star(12), 350],
  ['30 on a phone', star(30), 350],
  ['30 in two rings on a phone', chain(30), 350],
])('no name lies on another: %s', (_, dense, width) => {
  const { places, height } = layOut(dense, 'a', width)
  const all = [...places.values()]
  for (const [at, one] of all.entries()) {
    expect(one.y).toBeLessThanOrEqual(height)
    for (const other of all.slice(at + 1)) {
      const apart =
        Math.abs(one.x - other.x) >= ROOM.width - 2 || Math.abs(one.y - other.y) >= ROOM.height - 2
      expect(apart, `${JSON.stringify(one)} ${JSON.stringify(other)}`).toBe(true)
    }
  }
})
