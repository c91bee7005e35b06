import { expect, test } from 'vitest'
import { nextBusinessDay } from './holidays.ts'
import { returnDueDates } from './return-due-dates.ts'

// The days that the IRS announced for the years' returns.
test.each([
  ['2011-04-15', '2011-04-18', 'Emancipation Day on a Saturday is kept on Friday'],
  ['2012-04-15', '2012-04-17', 'a Sunday, then Emancipation Day'],
  ['2016-04-15', '2016-04-18', 'Emancipation Day kept on Friday'],
  ['2017-04-15', '2017-04-18', 'a Saturday, a Sunday, then Emancipation Day kept on Monday'],
  ['2018-04-15', '2018-04-17', 'a Sunday, then Emancipation Day'],
  ['2019-04-15', '2019-04-15', 'a Monday'],
  ['2022-04-15', '2022-04-18', 'Emancipation Day kept on Friday'],
  ['2023-04-15', '2023-04-18', 'a Saturday, a Sunday, then Emancipation Day kept on Monday'],
  ['2024-04-15', '2024-04-15', 'a Monday'],
  ['2004-04-15', '2004-04-15', 'before Emancipation Day was kept'],
  ['2023-01-15', '2023-01-17', 'a Sunday, then Martin Luther King Day'],
  ['2025-01-20', '2025-01-21', 'the inauguration and Martin Luther King Day'],
  ['2021-06-19', '2021-06-21', 'Juneteenth on a Saturday'],
  ['2026-07-03', '2026-07-06', 'Independence Day on a Saturday is kept on Friday'],
  ['2026-11-26', '2026-11-27', 'Thanksgiving'],
  ['2026-05-25', '2026-05-26', 'Memorial Day'],
  ['2028-01-01', '2028-01-03', 'New Year on a Saturday'],
])('a return due %s may be filed until %s: %s', (due, filed) => {
  expect(nextBusinessDay(due)).toBe(filed)
})

test('the statutory day stays, and the later day for filing is shown beside it with a word of caution', () => {
  const { outcome, flags } = returnDueDates({ form: '1040', tax_year_end: '2022-12-31' })
  expect(outcome).toEqual({
    return_due_date: '2023-04-15',
    extended_due_date: '2023-10-15',
    filing_due_date: '2023-04-18',
    extended_filing_due_date: '2023-10-16',
  })
  expect(flags.join(' ')).toContain('does not move the end of the exchange period')
})

test('a due date on a working day needs no word of caution', () => {
  const { outcome, flags } = returnDueDates({ form: '1040', tax_year_end: '2023-12-31' })
  expect(outcome).toMatchObject({ filing_due_date: '2024-04-15', extended_filing_due_date: '2024-10-15' })
  expect(flags).toHaveLength(1)
})
