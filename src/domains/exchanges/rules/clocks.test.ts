import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, earliest, latest } from '#lib/dates.ts'
import { type ClockFacts, type ClockKind, clocksOf, movedClocks, statusOn } from './clocks.ts'

const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n))
const due = fc.record({
  return_due_date: day,
  extension_obtained: fc.boolean(),
  more: fc.constantFrom(0, 168, 184),
})
const relief = fc.record({
  relief: fc.constantFrom('section_6' as const, 'section_17' as const),
  disaster_date: day,
  days: fc.integer({ min: 0, max: 200 }),
  affected_taxpayer: fc.boolean(),
  difficulty_meeting_deadline: fc.boolean(),
})

/** Facts in any combination, also those that don't fit together. */
const anyFacts: fc.Arbitrary<ClockFacts> = fc
  .record({
    transfers: fc.array(day, { maxLength: 4 }),
    due: fc.option(due),
    parked_on: fc.option(day),
    disasters: fc.array(relief, { maxLength: 3 }),
  })
  .map(({ transfers, due, parked_on, disasters }) => ({
    ...{ transfers, parked_on },
    return: due && {
      ...{ return_due_date: due.return_due_date, extension_obtained: due.extension_obtained },
      extended_due_date: due.more ? addDays(due.return_due_date, due.more) : null,
    },
    disasters: disasters.map(({ days, ...one }) => ({
      ...one,
      general_postponement_date: addDays(one.disaster_date, days),
    })),
  }))

const dateOf = (facts: ClockFacts, kind: ClockKind) =>
  clocksOf(facts).clocks.find((clock) => clock.kind === kind)?.date

describe('the clocks of an exchange', () => {
  test('don’t depend on the order of its facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = {
          ...facts,
          transfers: facts.transfers.toReversed(),
          disasters: facts.disasters.toReversed(),
        }
        expect(movedClocks(clocksOf(facts).clocks, clocksOf(turned).clocks)).toEqual([])
      }),
    )
  })

  test('never give more than 45 and 180 days from the first transfer without relief', () => {
    fc.assert(
      fc.property(anyFacts, ({ disasters: _, ...facts }) => {
        const plain = { ...facts, disasters: [] }
        const [first, ...others] = facts.transfers
        fc.pre(first !== undefined)
        if (first === undefined) return
        const start = earliest(first, ...others)
        expect(dateOf(plain, 'identification')).toBe(addDays(start, 45))
        const end = dateOf(plain, 'exchange') ?? ''
        expect(end <= addDays(start, 180)).toBe(true)
        expect(end > start).toBe(true)
      }),
    )
  })

  test('are moved by relief only to a later day, and never those of the agreement with a titleholder', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { kind, date, limiting_factor } of clocksOf(facts).clocks) {
          const before = dateOf({ ...facts, disasters: [] }, kind) ?? ''
          expect(date >= before).toBe(true)
          if (kind === 'parking_agreement') expect(date).toBe(before)
          if (limiting_factor === 'disaster_relief') expect(date > before).toBe(true)
        }
      }),
    )
  })

  test('are moved by an extension only once it is obtained', () => {
    const facts: ClockFacts = { transfers: ['2026-11-02'], return: null, parked_on: null, disasters: [] }
    const filed = { return_due_date: '2027-04-15', extended_due_date: '2027-10-15' }
    const end = (extension_obtained: boolean) =>
      dateOf({ ...facts, return: { ...filed, extension_obtained } }, 'exchange')
    expect([end(false), end(true)]).toEqual(['2027-04-15', '2027-05-01'])
  })

  test('of a parked property count 5 business days across a holiday, 45 and 180 days', () => {
    const facts: ClockFacts = { transfers: [], return: null, parked_on: '2026-12-23', disasters: [] }
    expect(clocksOf(facts).clocks.map(({ kind, date }) => [kind, date])).toEqual([
      ['parking_agreement', '2026-12-31'],
      ['parking_identification', '2027-02-06'],
      ['parking', '2027-06-21'],
    ])
  })
})

test('an exchange is in its identification period until the midnight of its last day, and never leaves its end by itself', () => {
  fc.assert(
    fc.property(anyFacts, day, (facts, now) => {
      const clocks = clocksOf(facts)
      const identification = dateOf(facts, 'identification')
      const status = statusOn('active', clocks, now)
      if (!identification) expect(status).toBe('active')
      else expect(status).toBe(now <= identification ? 'identification_period' : 'exchange_period')
      for (const ended of ['completed', 'failed', 'cancelled'] as const)
        expect(statusOn(ended, clocks, latest(now, '2026-01-01'))).toBe(ended)
    }),
  )
})
