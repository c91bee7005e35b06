import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Contacted, type Deeds, strengthOf } from './strength.ts'

const NONE: Contacted = { in_90: 0, out_90: 0, in_365: 0, out_365: 0 }
const closed = (last_90: number, last_365: number, ever: number): Deeds => ({
  ...{ reason: 'Deals closed together', points: 8, last_90, last_365, ever },
})

describe('the strength of a relationship', () => {
  test.each<[string, Deeds[], Contacted, number | null]>([
    ['nothing at all', [], NONE, null],
    ['one call to someone who never called back', [], { ...NONE, out_90: 1, out_365: 1 }, 1],
    ['twenty calls to someone who never called back', [], { ...NONE, out_90: 20, out_365: 20 }, 2],
    ['one conversation lately', [], { in_90: 1, out_90: 1, in_365: 1, out_365: 1 }, 2],
    ['four conversations lately', [], { in_90: 4, out_90: 4, in_365: 4, out_365: 4 }, 4],
    ['a deal closed two years ago', [closed(0, 0, 1)], NONE, 2],
    ['a deal closed this year', [closed(0, 1, 1)], NONE, 2],
    ['a deal closed this month', [closed(1, 1, 1)], NONE, 3],
    [
      'deals every year, and conversations',
      [closed(1, 2, 5)],
      { in_90: 2, out_90: 3, in_365: 9, out_365: 9 },
      5,
    ],
  ])('of %s', (_, deeds, contacted, strength) => {
    expect(strengthOf(deeds, contacted).strength).toBe(strength)
  })

  test('says why, the weightiest first', () => {
    const { reasons } = strengthOf([closed(1, 2, 2)], { in_90: 1, out_90: 3, in_365: 1, out_365: 4 })
    expect(reasons).toEqual([
      { points: 12, reason: 'Deals closed together: 1 in 90 days' },
      { points: 3, reason: 'Contact in both directions: 1 in 90 days' },
      { points: 1.3, reason: 'You reached out: 2 in 90 days' },
    ])
  })

  test('never falls when more is done, and is always 1 to 5', () => {
    const count = fc.nat(30)
    fc.assert(
      fc.property(count, count, count, count, count, (near, year, ever, incoming, outgoing) => {
        const deeds = [closed(near, near + year, near + year + ever)]
        const contacted = { in_90: incoming, out_90: outgoing, in_365: incoming, out_365: outgoing }
        const { strength, reasons } = strengthOf(deeds, contacted)
        const more = strengthOf([closed(near + 1, near + year + 1, near + year + ever + 1)], contacted)
        expect(more.strength).toBeGreaterThanOrEqual(strength ?? 1)
        for (const { points } of reasons) expect(points).toBeGreaterThanOrEqual(0)
        if (strength !== null) expect([1, 2, 3, 4, 5]).toContain(strength)
      }),
    )
  })
})
