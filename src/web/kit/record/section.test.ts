import { expect, test } from 'vitest'
import { sectionAt } from './section.ts'

const LINE = 122
const at = (...tops: number[]) => tops.map((top, n) => ({ id: 'abc'[n] ?? '', top }))

test.each([
  ['at the top of the page, the first', at(300, 900, 1500), 'a'],
  [
    'where one begins at the line, that one and not the one before, whose end is still above it',
    at(-400, 120, 700),
    'b',
  ],
  ['between two, the one that began', at(-700, -100, 500), 'b'],
  ['at the end, the last', at(-1500, -900, 119.6), 'c'],
])('the section that is marked is %s', (_, sections, id) => {
  expect(sectionAt(sections, LINE)).toBe(id)
})

test('a page without sections marks none', () => {
  expect(sectionAt([], LINE)).toBeUndefined()
})
