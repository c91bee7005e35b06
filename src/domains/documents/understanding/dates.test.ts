import { expect, test } from 'vitest'
import { findDates } from './dates.ts'

test.each([
  ['March 1, 2024', '2024-03-01'],
  ['MARCH 20, 2024', '2024-03-20'],
  ['Mar. 6th, 2024', '2024-03-06'],
  ["March 15, '24", '2024-03-15'],
  ['Mar 16/24', '2024-03-16'],
  ['11 March 2024', '2024-03-11'],
  ['13-Mar-2024', '2024-03-13'],
  ['14-Mar-24', '2024-03-14'],
  ['3/2/24', '2024-03-02'],
  ['03-04-24', '2024-03-04'],
  ['3.5.2024', '2024-03-05'],
  ['2024/03/12', '2024-03-12'],
  ['dated 20240318', '2024-03-18'],
  ['2021 NOV 08', '2021-11-08'],
  ['October 3, 1887', '1887-10-03'],
  ['the 7th day of March, 2024', '2024-03-07'],
  ['the 8th day of March, 20 24', '2024-03-08'],
  ['July 19 , 20 25', '2025-07-19'],
  ['_August 9, 2025_', '2025-08-09'],
  ['the 9th day of June in the year 2025', '2025-06-09'],
  ['this ninth day of March, Two Thousand Twenty-Four', '2024-03-09'],
  ['the thirtieth day of June, two thousand twenty-five', '2025-06-30'],
  ['the thirty-first day of May, two thousand and nineteen', '2019-05-31'],
  ['March seventeenth, 2024', '2024-03-17'],
  ['the twenty first of May, twenty twenty', '2020-05-21'],
  ['Ju1y 25, 2O25', '2025-07-25'],
  ['Novernber 15, 2025', '2025-11-15'],
  ['08/O6/2O24', '2024-08-06'],
  ['l2/3l/2025', '2025-12-31'],
])('%s is read as %s', (written, day) => {
  expect(findDates(`Signed ${written}.`).map(({ normalized }) => normalized)).toEqual([day])
})

test.each([
  'February 30, 2024',
  'account 20240318',
  'Marina 5, 2024',
  'Section 3.5.2',
  'Octave 3, 2024',
  'the fifth of many, 2024',
  'call 03-04-2424-1',
  'in May 2024',
])('%s is not a date', (written) => {
  expect(findDates(`Signed: ${written}.`)).toEqual([])
})

test('a date without a year is the one nearest to the first full date of the page, if its weekday matches', () => {
  const days = (text: string) => findDates(text).map(({ normalized }) => normalized)
  expect(days('Signed June 9, 2025. Confirm by Friday, 13 June.')).toEqual(['2025-06-09', '2025-06-13'])
  expect(days('Signed June 9, 2025. Confirm by Fri., June 13 at noon.')).toEqual(['2025-06-09', '2025-06-13'])
  expect(days('Signed June 9, 2025. This dies Friday 6/13 at 8 pm.')).toEqual(['2025-06-09', '2025-06-13'])
  expect(days('Signed June 9, 2025. Confirm by Monday, June 13.')).toEqual(['2025-06-09'])
  expect(days('December 12, 2025. We close on January 8.')).toEqual(['2025-12-12', '2026-01-08'])
  expect(days('Mailed 9/22/2025. Up the 25th of September so get it in.')).toEqual([
    '2025-09-22',
    '2025-09-25',
  ])
  expect(days('June 9, 2025. You may 1 day later ask for 5 march bands.')).toEqual(['2025-06-09'])
  expect(days('Confirm by Friday, June 13.')).toEqual([])
  expect(days('Confirm by Friday, June 13, 2025.')).toEqual(['2025-06-13'])
})
