import { expect, test } from 'vitest'
import { daysInWords, urgencyOf } from './days-left.ts'

test.each([
  [30, 'calm', '30 days left'],
  [14, 'soon', '14 days left'],
  [5, 'urgent', '5 days left'],
  [1, 'urgent', '1 day left'],
  [0, 'urgent', 'ends today'],
  [-1, 'late', 'ended 1 day ago'],
])('a deadline with %i days to go is %s: %s', (left, urgency, words) => {
  expect([urgencyOf(left), daysInWords(left)]).toEqual([urgency, words])
})
