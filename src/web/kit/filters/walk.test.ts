import { expect, test } from 'vitest'
import { stepFrom } from './walk.ts'

test.each([
  ['from the field to the first choice', 0, 1, 1],
  ['from a choice back to the field', 1, -1, 0],
  ['no further than the last', 3, 1, 3],
  ['no further than the field', 0, -1, 0],
  ['to the field when nothing has focus', -1, 1, 0],
])('an arrow key moves %s', (_, at, step, place) => {
  expect(stepFrom(at, step, 4)).toBe(place)
})
