import { expect, test } from 'vitest'
import { placeInQueue } from './queue.ts'

const queue = ['a', 'b', 'c']

test.each([
  ['a', { index: 0, next: 'b', before: null }],
  ['b', { index: 1, next: 'c', before: 'a' }],
  ['c', { index: 2, next: null, before: 'b' }],
])('document %s of a review has its place there, and neighbors', (id, place) => {
  expect(placeInQueue(queue, id)).toEqual(place)
})

test('a document that is not under review has no place in it', () => {
  expect(placeInQueue(queue, 'x').index).toBe(-1)
})
