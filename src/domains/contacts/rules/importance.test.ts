import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Dealings, importanceOf } from './importance.ts'
import type { Deeds } from './strength.ts'

const NONE: Dealings = { contact_type: [], deeds: [], largest: null, followup: false }
const closed = (last_90: number, last_365: number, ever: number): Deeds => ({
  ...{ reason: 'Deals closed together', points: 8, last_90, last_365, ever },
})
const client = { ...NONE, contact_type: ['client'] }

describe('the importance of a contact', () => {
  test.each<[string, Dealings, number]>([
    ['of whom nothing is known', NONE, 10],
    ['who inspects homes', { ...NONE, contact_type: ['inspector'] }, 10],
    ['who is both a client and an inspector', { ...NONE, contact_type: ['inspector', 'client'] }, 35],
    [
      'who may become a client, with a follow-up',
      { ...NONE, contact_type: ['prospect'], followup: true },
      30,
    ],
    ['who closed a deal this month', { ...client, deeds: [closed(1, 1, 1)], largest: 500_000 }, 49],
    ['who closed one long ago', { ...client, deeds: [closed(0, 0, 1)], largest: 100_000 }, 37],
    ['who closes deals all the time', { ...client, deeds: [closed(9, 20, 40)], largest: 90_000_000 }, 82],
  ])('%s', (_, known, importance) => {
    expect(importanceOf(known).importance).toBe(importance)
  })

  test('says why, the weightiest first', () => {
    const { reasons } = importanceOf({
      ...client,
      deeds: [closed(1, 1, 1)],
      largest: 1_250_000,
      followup: true,
    })
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'Client',
      'Largest deal: $1,250,000',
      'Deals closed together: 1 in 90 days',
      'A follow-up is open',
    ])
  })

  test('lies between 1 and 100, and one more deal or a larger one never lowers it', () => {
    const some = fc.nat({ max: 50 })
    fc.assert(
      fc.property(some, some, some, fc.nat({ max: 1e9 }), (near, year, ever, largest) => {
        const known = { ...client, deeds: [closed(near, near + year, near + year + ever)], largest }
        const { importance } = importanceOf(known)
        expect(importance).toBeGreaterThanOrEqual(1)
        expect(importance).toBeLessThanOrEqual(100)
        const more = [closed(near + 1, near + year + 1, near + year + ever + 1)]
        expect(importanceOf({ ...known, deeds: more }).importance).toBeGreaterThanOrEqual(importance)
        expect(importanceOf({ ...known, largest: largest * 2 }).importance).toBeGreaterThanOrEqual(importance)
      }),
    )
  })
})
