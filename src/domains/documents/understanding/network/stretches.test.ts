import { expect, test } from 'vitest'
import { KINDS, ROLES, TAGS } from './meanings.ts'
import type { Said } from './network.ts'
import { findStretches } from './stretches.ts'
import type { Token } from './tokens.ts'

/** What a network would say that is this sure of each tag. */
function say(...tags: [tag: string, sure: number][]): { tokens: Token[]; said: Said[] } {
  const tokens = tags.map((_, index) => ({
    page: 0,
    start: index * 5,
    end: index * 5 + 4,
    head: true,
    id: 2000,
    shape: 2,
    column: 1,
    mark: 0,
    value: null,
  }))
  const said = tags.map(([tag, sure]) => ({
    tags: Float32Array.from(TAGS, (each) => (each === tag ? sure : (1 - sure) / (TAGS.length - 1))),
    roles: Float32Array.from(ROLES, (role) => (role === 'buyer' ? 0.9 : 0.1 / (ROLES.length - 1))),
    amounts: new Float32Array(),
    dates: new Float32Array(),
  }))
  return { tokens, said }
}
const found = ({ tokens, said }: ReturnType<typeof say>) =>
  findStretches(tokens, said).map(({ kind, start, end }) => [kind, start, end])

test('a stretch goes from its start as far as it continues', () => {
  const spoken = say(['none', 0.9], ['begins name', 0.9], ['continues name', 0.9], ['none', 0.9])
  expect(found(spoken)).toEqual([['name', 5, 14]])
  expect(findStretches(spoken.tokens, spoken.said)[0]?.sure).toBeGreaterThan(0.9)
  expect(findStretches(spoken.tokens, spoken.said)[0]?.roles[ROLES.indexOf('buyer')]).toBeCloseTo(0.9)
})

test('none continues without a start, and none changes its kind on the way', () => {
  expect(found(say(['continues name', 0.9], ['none', 0.9]))).toEqual([])
  expect(found(say(['none', 0.6], ['continues name', 0.9], ['continues name', 0.9]))).toEqual([
    ['name', 0, 14],
  ])
  const mixed = found(say(['begins address', 0.9], ['continues name', 0.6], ['continues address', 0.9]))
  expect(mixed).toEqual([['address', 0, 14]])
})

test('two that follow each other are two, and the end of a page ends a stretch', () => {
  expect(found(say(['begins name', 0.9], ['begins name', 0.9], ['continues name', 0.9]))).toEqual([
    ['name', 0, 4],
    ['name', 5, 14],
  ])
  const { tokens, said } = say(['begins parcel', 0.9], ['continues parcel', 0.9])
  ;(tokens[1] as Token).page = 1
  expect(findStretches(tokens, said).map(({ page }) => page)).toEqual([0])
  expect(KINDS).toContain('parcel')
})

test('nothing has no stretches', () => {
  expect(findStretches([], [])).toEqual([])
})
