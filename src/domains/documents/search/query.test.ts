import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOneSlipAway } from './query.ts'

const word = fc.stringMatching(/^[a-z]{2,12}$/)

test.each([
  ['escorw', 'escrow'],
  ['laon', 'loan'],
  ['dede', 'deed'],
  ['titel', 'title'],
  ['lein', 'lien'],
])('%s is %s with two letters swapped, which is tried before all else', (typed, meant) => {
  const first = wordsOneSlipAway(typed).slice(0, typed.length - 1)
  expect(first).toContain(meant)
})

test('a letter too many, missing or wrong is one slip, and of a slip the right word is one', () => {
  fc.assert(
    fc.property(word, fc.nat(), (right, seed) => {
      const slips = wordsOneSlipAway(right)
      const typed = slips[seed % slips.length] as string
      expect(wordsOneSlipAway(typed)).toContain(right)
    }),
  )
})

test('a word is no slip of itself, and nothing is tried twice', () => {
  fc.assert(
    fc.property(word, (right) => {
      const slips = wordsOneSlipAway(right)
      expect(slips).not.toContain(right)
      expect(new Set(slips).size).toBe(slips.length)
    }),
  )
})
