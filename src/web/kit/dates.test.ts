import { afterEach, describe, expect, test } from 'vitest'
import { formatDay, formatInstant, formatTime } from './dates.tsx'
import { readAs, readerDay, readerHour } from './reader.ts'

afterEach(() => readAs(null))

const LATE_AND_EARLY = [
  { timezone: 'Pacific/Honolulu', late: '2026-01-16T09:30:00Z', early: '2026-01-16T10:30:00Z' },
  { timezone: 'America/New_York', late: '2026-01-16T04:30:00Z', early: '2026-01-16T05:30:00Z' },
  { timezone: 'UTC', late: '2026-01-15T23:30:00Z', early: '2026-01-16T00:30:00Z' },
]

describe.each(LATE_AND_EARLY)('For a person in $timezone', ({ timezone, late, early }) => {
  test('half past eleven at night still belongs to the ending day', () => {
    readAs({ timezone, locale: 'en-GB' })
    expect(readerDay(new Date(late))).toBe('2026-01-15')
    expect(readerHour(new Date(late))).toBe(23)
    expect(formatInstant(late)).toBe('Thu 15 Jan 2026')
    expect(formatTime(late)).toMatch(/^23:30 /)
  })

  test('half past midnight belongs to the next day', () => {
    readAs({ timezone, locale: 'en-GB' })
    expect(readerDay(new Date(early))).toBe('2026-01-16')
    expect(readerHour(new Date(early))).toBe(0)
    expect(formatInstant(early)).toBe('Fri 16 Jan 2026')
    expect(formatTime(early)).toMatch(/^00:30 /)
  })

  test('a date without a time never shifts', () => {
    readAs({ timezone, locale: 'en-US' })
    expect(formatDay('2026-01-15')).toBe('Thu 15 Jan 2026')
  })
})

test('The clock is written as the locale of the profile writes it', () => {
  readAs({ timezone: 'America/New_York', locale: 'en-US' })
  expect(formatTime('2026-01-16T04:30:00Z')).toMatch(/^11:30\sPM EST$/)
})
