import { expect, test } from 'vitest'
import { together } from './timeline.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 12, minute)).toISOString()
const one = (id: string, sort: string, who: string, minute: number) => ({ id, sort, who, at: at(minute) })
const ids = (happened: Parameters<typeof together>[0]) =>
  together(happened).map((entry) => entry.map(({ id }) => id))

test('what one person did of one sort, one after the other, is one entry', () => {
  expect(
    ids([
      one('d', 'accepted', 'Ana', 9),
      one('c', 'accepted', 'Ana', 8),
      one('b', 'accepted', 'Ben', 7),
      one('a', 'viewed', 'Ben', 6),
    ]),
  ).toEqual([['d', 'c'], ['b'], ['a']])
})

test('what lies a while apart, or has something between, stays apart', () => {
  expect(ids([one('b', 'viewed', 'Ana', 40), one('a', 'viewed', 'Ana', 10)])).toEqual([['b'], ['a']])
  expect(
    ids([one('c', 'viewed', 'Ana', 3), one('b', 'changed', 'Ana', 2), one('a', 'viewed', 'Ana', 1)]),
  ).toEqual([['c'], ['b'], ['a']])
  expect(ids([])).toEqual([])
})
