import { describe, expect, test } from 'vitest'
import { Stage } from '#domains/transactions/schema.ts'
import { nextStages, stepFrom } from './stages.ts'

/** f: freely, r: with a reason, and a space: not at all. From the stage of the line to that of the column. */
const TABLE = [
  // pre, listed, offer, contract, cleared, clear, closed, cancelled
  ['pre_listing', ' fff   r'],
  ['listed', 'f ff   r'],
  ['offer', 'ff f   r'],
  ['under_contract', 'rrr fffr'],
  ['contingencies_cleared', 'rrrf ffr'],
  ['clear_to_close', 'rrrff fr'],
  ['closed', '     r  '],
  ['cancelled', 'rrrr    '],
] as const

describe('a deal goes', () => {
  test.each(TABLE)('from %s only where it may', (from, line) => {
    const letters = { free: 'f', with_reason: 'r' }
    const found = Stage.options.map((to) => {
      const step = stepFrom(from, to)
      return step ? letters[step] : ' '
    })
    expect(found.join('')).toBe(line)
  })

  test('from every stage to those that are offered, none of them twice and none its own', () => {
    for (const from of Stage.options) {
      const next = nextStages(from)
      expect(new Set(next).size).toBe(next.length)
      expect(next).not.toContain(from)
      expect(next.every((to) => stepFrom(from, to))).toBe(true)
      expect(next.length).toBeGreaterThan(0)
    }
  })
})
