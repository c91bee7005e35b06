import { expect, test } from 'vitest'
import { placeIn } from './place.ts'

const QUEUE = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

test('a review goes from document to document, and begins with the oldest', () => {
  expect(placeIn(QUEUE, undefined)).toEqual({ current: { id: 'a' }, before: undefined, next: { id: 'b' } })
  expect(placeIn(QUEUE, 'b')).toEqual({ current: { id: 'b' }, before: { id: 'a' }, next: { id: 'c' } })
  expect(placeIn(QUEUE, 'c').next).toBeUndefined()
})

test('a document that is done, or an empty queue, leads to the beginning', () => {
  expect(placeIn(QUEUE, 'gone').current).toEqual({ id: 'a' })
  expect(placeIn([], 'a').current).toBeUndefined()
})
