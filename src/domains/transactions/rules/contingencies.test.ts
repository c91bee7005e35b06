import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CONTINGENCIES, formatPeriod, isUnclear, parsePeriod } from '#domains/documents/rules/periods.ts'
import { CONTINGENCY_NAMES, contingencyNamed, endOf, saidOf } from './contingencies.ts'

const KNOWN = { contract_date: '2026-03-03', closing_date: '2026-05-26' }

describe('the end of a period', () => {
  test.each([
    ['inspection_contingency', '17 days after acceptance', '2026-03-20'],
    ['attorney_review', '3 business days after acceptance', '2026-03-06'],
    // March 21 is a Saturday.
    ['loan_contingency', '18 days after acceptance', '2026-03-23'],
    ['option_period', '18 days after acceptance', '2026-03-21'],
    // May 25 is Memorial Day.
    ['loan_contingency', '1 day before closing', '2026-05-22'],
    ['appraisal_contingency', '2026-04-01', '2026-04-01'],
    ['title_contingency', '5 days after delivery', null],
    ['closing_period', '45 days after acceptance', '2026-04-17'],
  ] as const)('of %s, %s, is %s', (field, value, day) => {
    expect(endOf(field, value, KNOWN)).toBe(day)
  })

  test('is unknown while the day from which it is counted is', () => {
    expect(endOf('inspection_contingency', '17 days after acceptance', { contract_date: null })).toBeNull()
  })
})

describe('a date that a person entered', () => {
  test('is the contingency that its name says', () => {
    expect(contingencyNamed('Inspection period')).toBe('inspection_contingency')
    expect(contingencyNamed('Financing contingency')).toBe('loan_contingency')
    expect(contingencyNamed('Final walkthrough')).toBeNull()
    expect(contingencyNamed('Appraisal ordered')).toBeNull()
    for (const one of CONTINGENCIES) expect(contingencyNamed(CONTINGENCY_NAMES[one])).toBe(one)
  })

  test('is compared with documents in their words', () => {
    const rule = { days: 5, unit: 'business', direction: 'before', counted_from: 'closing_date' } as const
    expect(saidOf({ ...rule, fixed: null })).toBe('5 business days before closing')
    expect(saidOf({ ...rule, fixed: '2026-04-01' })).toBe('2026-04-01')
  })
})

test('a period is written and read as the same', () => {
  const period = fc.record({
    days: fc.integer({ min: 0, max: 365 }),
    unit: fc.constantFrom('calendar' as const, 'business' as const),
    direction: fc.constantFrom('after' as const, 'before' as const),
    from: fc.constantFrom('acceptance' as const, 'delivery' as const, 'closing' as const),
  })
  fc.assert(
    fc.property(period, (one) => {
      expect(parsePeriod(formatPeriod(one))).toEqual(one)
      expect(isUnclear('loan_contingency', formatPeriod(one))).toBe(false)
    }),
  )
  expect(isUnclear('loan_contingency', 'ten (15) days after acceptance')).toBe(true)
  expect(isUnclear('buyer', 'Priya Raman')).toBe(false)
})
