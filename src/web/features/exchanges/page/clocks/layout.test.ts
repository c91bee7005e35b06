import { describe, expect, test } from 'vitest'
import type { Deadline, DeadlineFacts } from '#domains/exchanges/deadlines/schema.ts'
import { marksOf, progressOf, scaleOf, startOf, todayOf } from './layout.ts'

const deadline = (kind: Deadline['kind'], date: string, days_remaining: number): Deadline => ({
  ...{ kind, date, days_remaining, limiting_factor: 'day_45', citation: '', reason: '' },
  ...{ weekday: '', falls_on: null, ends_at: '' },
})
const none: DeadlineFacts = { return: null, parked_on: null, disasters: [] }
const running = {
  clock_start: '2026-03-02',
  facts: none,
  deadlines: [deadline('identification', '2026-04-16', 9), deadline('exchange', '2026-08-29', 144)],
}

describe('the picture of the clocks', () => {
  test('goes from day 0 to day 180, with day 45 at a quarter of it', () => {
    const scale = scaleOf(running)
    expect(scale && ['2026-03-02', '2026-04-16', '2026-08-29'].map(scale)).toEqual([0, 25, 100])
    expect(scale && marksOf('2026-03-02', scale)).toEqual([
      { label: 'Day 0', at: 0, anchor: 'start', shown: true },
      { label: 'Day 45', at: 25, anchor: 'middle', shown: true },
      { label: 'Day 180', at: 100, anchor: 'end', shown: true },
    ])
  })

  test('still shows day 180 where the return ends the period before it', () => {
    const scale = scaleOf({ ...running, deadlines: [deadline('exchange', '2026-04-15', 8)] })
    expect(scale?.('2026-08-29')).toBe(100)
  })

  test('begins with the parking of a property, whose clocks count from their own day', () => {
    const parked = { ...running, facts: { ...none, parked_on: '2026-01-01' } }
    expect(scaleOf(parked)?.('2026-01-01')).toBe(0)
    expect(startOf({ kind: 'parking' }, parked)).toBe('2026-01-01')
    expect(startOf({ kind: 'exchange' }, parked)).toBe('2026-03-02')
  })

  test('leaves out a label that would touch another, and is none before the first transfer', () => {
    const far = { ...running, deadlines: [deadline('exchange', '2027-03-02', 300)] }
    const scale = scaleOf(far)
    expect(scale && marksOf('2026-03-02', scale).map(({ shown }) => shown)).toEqual([true, false, true])
    expect(scaleOf({ clock_start: null, facts: none, deadlines: [] })).toBeNull()
  })
})

test('a clock says which of its days today is', () => {
  const [identification] = running.deadlines
  if (!identification) throw new Error('There is an identification deadline.')
  expect(todayOf(identification)).toBe('2026-04-07')
  expect(progressOf('2026-03-02', identification)).toBe('Day 36 of 45')
  expect(progressOf('2026-03-02', { ...identification, days_remaining: -1 })).toBe('All 45 days have passed')
})
