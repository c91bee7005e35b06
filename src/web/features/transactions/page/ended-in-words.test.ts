import { expect, test } from 'vitest'
import { endedInWords } from './ended-in-words.ts'

test('what ended with the access of a client is said, and what a colleague has to end', () => {
  expect(endedInWords({ shares: 0, requests: 0, left: 0 })).toBe('Their link no longer works.')
  expect(endedInWords({ shares: 2, requests: 1, left: 0 })).toBe(
    'Their link no longer works. Also ended: 2 shares and 1 document request sent to the same address.',
  )
  expect(endedInWords({ shares: 0, requests: 0, left: 1 })).toBe(
    'Their link no longer works. 1 link of colleagues still works: ask them to end it.',
  )
})
