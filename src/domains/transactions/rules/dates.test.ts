import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#lib/dates.ts'
import { isBusinessDay } from '#lib/holidays.ts'
import { type DateRule, deriveDates, movedDates } from './dates.ts'

const rule = (more: Partial<DateRule>): DateRule => ({
  ...{ id: 'r', name: 'Inspection', from: 'contract_date', days: 10, unit: 'calendar', direction: 'after' },
  ...{ roll: 'none', first_day: 0 },
  ...more,
})
const dateOf = (given: string, more: Partial<DateRule>) =>
  deriveDates({ contract_date: given, closing_date: given }, [rule(more)]).get('r')

describe('a date is counted', () => {
  test.each<[string, string, Partial<DateRule>, string]>([
    ['17 days after acceptance, day 0', '2026-03-02', { days: 17 }, '2026-03-19'],
    ['17 days after acceptance, day 1', '2026-03-02', { days: 17, first_day: 1 }, '2026-03-18'],
    [
      '5 days before closing',
      '2026-07-10',
      { from: 'closing_date', days: 5, direction: 'before' },
      '2026-07-05',
    ],
    ['to the next business day after a weekend', '2026-03-04', { days: 3, roll: 'next' }, '2026-03-09'],
    ['to the business day before a weekend', '2026-03-04', { days: 3, roll: 'previous' }, '2026-03-06'],
    ['past Independence Day, kept on Friday', '2026-06-26', { days: 7, roll: 'next' }, '2026-07-06'],
    ['past Thanksgiving', '2026-11-23', { days: 3, roll: 'next' }, '2026-11-27'],
    ['past Christmas and its weekend', '2026-12-20', { days: 5, roll: 'next' }, '2026-12-28'],
    [
      'past New Year’s Day on a Saturday, kept on Friday',
      '2027-12-27',
      { days: 4, roll: 'next' },
      '2028-01-03',
    ],
    ['3 business days after a Thursday', '2026-03-05', { days: 3, unit: 'business' }, '2026-03-10'],
    ['3 business days over Presidents’ Day', '2026-02-12', { days: 3, unit: 'business' }, '2026-02-18'],
    [
      '3 business days before closing, over Memorial Day',
      '2026-05-27',
      { from: 'closing_date', days: 3, unit: 'business', direction: 'before' },
      '2026-05-21',
    ],
    ['over a leap day', '2028-02-20', { days: 10 }, '2028-03-01'],
    ['0 days', '2026-03-02', { days: 0 }, '2026-03-02'],
  ])('%s', (_, given, more, date) => {
    expect(dateOf(given, more)?.date).toBe(date)
  })

  test('and says from where it moved, and why', () => {
    expect(dateOf('2026-03-04', { days: 3, roll: 'next' })).toMatchObject({
      counted: '2026-03-07',
      rolled: 'weekend',
    })
    expect(dateOf('2026-11-23', { days: 3, roll: 'next' })).toMatchObject({
      counted: '2026-11-26',
      rolled: 'holiday',
    })
    expect(dateOf('2026-03-02', { days: 1, roll: 'next' })).toMatchObject({ rolled: null })
  })

  test('from another date that is counted itself, and waits while that is unknown', () => {
    const chain = [rule({ id: 'b', from: 'a', days: 3 }), rule({ id: 'a', days: 10 })]
    expect(deriveDates({ contract_date: '2026-03-02' }, chain).get('b')?.date).toBe('2026-03-15')
    expect(deriveDates({}, chain).get('b')?.date).toBeNull()
    const fixed = [chain[0] as DateRule, rule({ id: 'a', days: 10, fixed: '2026-04-01' })]
    expect(deriveDates({}, fixed).get('b')?.date).toBe('2026-04-04')
  })

  test('never in a circle, and from nothing that does not exist', () => {
    expect(() => deriveDates({}, [rule({ id: 'a', from: 'b' }), rule({ id: 'b', from: 'a' })])).toThrow(
      RangeError,
    )
    expect(() => deriveDates({}, [rule({ id: 'a', from: 'nowhere' })])).toThrow(RangeError)
  })
})

test('a change shows everything that moves with it, and nothing else', () => {
  const rules = [
    rule({ id: 'inspection', days: 10 }),
    rule({ id: 'walk', name: 'Walk-through', from: 'closing_date', days: 1, direction: 'before' }),
  ]
  const before = { given: { contract_date: '2026-03-02', closing_date: '2026-04-15' }, rules }
  const after = { given: { contract_date: '2026-03-02', closing_date: '2026-04-20' }, rules }
  expect(movedDates(before, after)).toEqual([
    { id: 'closing_date', name: 'closing_date', from: '2026-04-15', to: '2026-04-20' },
    { id: 'walk', name: 'Walk-through', from: '2026-04-14', to: '2026-04-19' },
  ])
  expect(movedDates(before, before)).toEqual([])
})

test('a date that rolls is always a business day, and so many business days away there are just so many', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days))
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('next' as const, 'previous' as const),
      (given, days, roll) => {
        expect(isBusinessDay(dateOf(given, { days, roll })?.date ?? '')).toBe(true)
        const business = dateOf(given, { days, unit: 'business' })?.date ?? ''
        let between = 0
        for (let at = addDays(given, 1); at <= business; at = addDays(at, 1)) if (isBusinessDay(at)) between++
        expect(between).toBe(days)
      },
    ),
  )
})
