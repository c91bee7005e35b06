import { afterEach, describe, expect, test } from 'vitest'
import {
  daysLate,
  formatAgo,
  formatDay,
  formatDaysIn,
  formatDue,
  formatExpiry,
  formatInstant,
  formatMoment,
  formatShortDay,
  formatTime,
  formatUntil,
  formatWhen,
} from './dates.tsx'
import { formatBytes, formatCount, formatMoney, formatPercent } from './figures.ts'
import { LOCALES, localeName, nearestLocale } from './locales.ts'
import { readAs, readerDay, readerHour } from './reader.ts'

afterEach(() => readAs(null))

/** Half past eleven at night on Wednesday, and half past midnight on Thanksgiving. */
const NIGHT = [
  { timezone: 'Pacific/Honolulu', late: '2026-11-26T09:30:00Z', early: '2026-11-26T10:30:00Z' },
  { timezone: 'America/New_York', late: '2026-11-26T04:30:00Z', early: '2026-11-26T05:30:00Z' },
  { timezone: 'UTC', late: '2026-11-25T23:30:00Z', early: '2026-11-26T00:30:00Z' },
]
const WRITTEN = [
  { locale: 'en-US', wednesday: 'Wed, Nov 25, 2026', thursday: 'Thu, Nov 26, 2026' },
  { locale: 'en-GB', wednesday: 'Wed, 25 Nov 2026', thursday: 'Thu, 26 Nov 2026' },
  { locale: 'de-DE', wednesday: 'Mi., 25. Nov. 2026', thursday: 'Do., 26. Nov. 2026' },
  { locale: 'es-US', wednesday: 'mié, 25 de nov de 2026', thursday: 'jue, 26 de nov de 2026' },
]
const CASES = NIGHT.flatMap((night) => WRITTEN.map((written) => ({ ...night, ...written })))

describe.each(CASES)('For a person in $timezone who reads $locale', (person) => {
  const { late, early, wednesday, thursday } = person

  test('half past eleven at night still belongs to the ending day', () => {
    readAs(person)
    expect(readerDay(new Date(late))).toBe('2026-11-25')
    expect(readerHour(new Date(late))).toBe(23)
    expect(formatInstant(late)).toBe(wednesday)
  })

  test('half past midnight belongs to the next day', () => {
    readAs(person)
    expect(readerDay(new Date(early))).toBe('2026-11-26')
    expect(readerHour(new Date(early))).toBe(0)
    expect(formatInstant(early)).toBe(thursday)
  })

  test('a deadline keeps its day wherever it is read', () => {
    readAs(person)
    expect(formatDay('2026-11-25')).toBe(wednesday)
    expect(formatDaysIn('Due on 2026-11-25, not before.')).toBe(`Due on ${wednesday}, not before.`)
  })

  test('what happened before midnight was yesterday, and what ends after it ends on another day', () => {
    readAs(person)
    const [before, after] = [new Date(late), new Date(early)]
    expect(formatAgo(late, after)).toBe('yesterday')
    expect(formatAgo(late, new Date(before.getTime() + 50 * 60_000))).toBe('50 min ago')
    expect(formatAgo(early, new Date(after.getTime() + 20 * 3_600_000))).toBe('20 h ago')
    const inThreeDays = new Date(after.getTime() + 3 * 86_400_000 - 3_600_000).toISOString()
    expect(formatUntil(inThreeDays, before)).toBe('in 3 days')
    expect(formatUntil(inThreeDays, after)).toBe('in 2 days')
  })
})

test.each([
  { timezone: 'Pacific/Honolulu', midnight: '2026-12-10T10:00:00.000Z' },
  { timezone: 'America/New_York', midnight: '2026-12-10T05:00:00.000Z' },
  { timezone: 'UTC', midnight: '2026-12-10T00:00:00.000Z' },
])(
  'A link that ends at midnight in $timezone is open until the day before, 14 days on',
  ({ timezone, midnight }) => {
    readAs({ timezone, locale: 'en-US' })
    expect(formatExpiry(midnight)).toMatch(/^Wed, Dec 9, 2026, 11:59\sPM \w+$/)
    const fourteenDaysBefore = new Date(Date.parse(midnight) - 14 * 86_400_000 - 3_600_000)
    expect(formatUntil(midnight, fourteenDaysBefore)).toBe('in 14 days')
  },
)

test.each([
  ['America/Phoenix', /^Wed, Dec 9, 2026, 11:59\sPM MST$/],
  ['America/New_York', /^Thu, Dec 10, 2026, 1:59\sAM EST$/],
  ['UTC', /^Thu, Dec 10, 2026, 6:59\sAM UTC$/],
])(
  'The same end of a link, read in %s, is its last minute on that clock, which is named, and as many days away',
  (timezone, text) => {
    readAs({ timezone, locale: 'en-US' })
    expect(formatExpiry('2026-12-10T07:00:00.000Z')).toMatch(text)
    expect(formatUntil('2026-12-10T07:00:00.000Z', new Date('2026-11-25T20:00:00Z'))).toBe('in 14 days')
  },
)

test('a date ahead is short, with its year only where it is another', () => {
  readAs({ timezone: 'America/New_York', locale: 'en-US' })
  const now = new Date('2026-11-30T18:00:00Z')
  expect(formatShortDay('2026-12-09', now)).toBe('Dec 9')
  expect(formatShortDay('2026-12-10T05:00:00.000Z', now)).toBe('Dec 9')
  expect(formatShortDay('2027-01-05', now)).toBe('Jan 5, 2027')
  expect(formatWhen('2026-12-09')).toBe('Wed, Dec 9, 2026')
  expect([daysLate('2026-11-28', now), daysLate('2026-12-01', now)]).toEqual([2, -1])
})

test.each([
  { locale: 'en-US', timezone: 'America/New_York', time: /^11:30\sPM EST$/ },
  { locale: 'en-US', timezone: 'Pacific/Honolulu', time: /^6:30\sPM HST$/ },
  { locale: 'es-US', timezone: 'America/New_York', time: /^11:30\sp\.\s?m\. EST$/ },
  { locale: 'en-GB', timezone: 'UTC', time: /^04:30 UTC$/ },
  { locale: 'de-DE', timezone: 'UTC', time: /^04:30 UTC$/ },
])('The clock in $timezone is written as $locale writes it', ({ time, ...person }) => {
  readAs(person)
  expect(formatTime('2026-11-26T04:30:00Z')).toMatch(time)
})

test.each([
  { locale: 'en-US', figures: ['$1,250,000.00', '1.5 MB', '12,345 files', '93%'] },
  { locale: 'en-GB', figures: ['$1,250,000.00', '1.5 MB', '12,345 files', '93%'] },
  { locale: 'es-US', figures: ['$1,250,000.00', '1.5 MB', '12,345 files', '93%'] },
  { locale: 'de-DE', figures: ['1.250.000,00 $', '1,5 MB', '12.345 files', '93 %'] },
  { locale: 'fr-CA', figures: ['1 250 000,00 $', '1,5 MB', '12 345 files', '93 %'] },
])('Figures are written as $locale writes them', ({ locale, figures }) => {
  readAs({ locale, timezone: 'UTC' })
  const written = [
    formatMoney('1250000.00'),
    formatBytes(1.5 * 1024 ** 2),
    formatCount(12_345, 'file'),
    formatPercent(0.93),
  ]
  expect(written.map((text) => text.replaceAll(/\s/g, ' '))).toEqual(figures)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_023, '1,023 B'],
  [1_024, '1.0 KB'],
  [123_456_789, '118 MB'],
  [100 * 1024 ** 3, '100 GB'],
])('%i bytes are %s', (bytes, text) => {
  readAs({ locale: 'en-US', timezone: 'UTC' })
  expect(formatBytes(bytes)).toBe(text)
})

test.each(LOCALES)(
  '%s, which the profile offers, shows the day, the year and the amount in plain digits',
  (locale) => {
    readAs({ locale, timezone: 'UTC' })
    expect(formatDay('2026-11-25')).toMatch(/(^|\D)25\D.*2026$/)
    expect(formatMoney('1250000.00').replaceAll(/\D/g, '')).toBe('125000000')
    expect(localeName(locale)).toMatch(/^(English|Spanish|French|German) \(.+\)$/)
  },
)

test.each([
  ['en-US', 'en-US'],
  ['en', 'en-US'],
  ['en-US@posix', 'en-US'],
  ['EN_gb', 'en-GB'],
  ['en-NZ', 'en-GB'],
  ['es', 'es-US'],
  ['es-419', 'es-US'],
  ['de-AT', 'de-DE'],
  ['fr-FR', 'fr-CA'],
  ['zh-Hant-TW', 'en-US'],
  ['ar-EG', 'en-US'],
  ['', 'en-US'],
])('A browser or profile that says %s is answered in the order of %s', (said, used) => {
  expect(nearestLocale(said)).toBe(used)
})

describe('what is due at a moment', () => {
  const now = new Date('2026-11-30T18:00:00Z')
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()

  test('is named by day, time and zone, with its year only where it is another', () => {
    readAs({ timezone: 'America/New_York', locale: 'en-US' })
    expect(formatMoment(inMinutes(240), now)).toBe('Mon, Nov 30, 5:00 PM EST')
    expect(formatMoment('2027-01-15T20:00:00Z', now)).toBe('Fri, Jan 15, 2027, 3:00 PM EST')
  })

  test.each([
    [20, 'in 20 min'],
    [180, 'in 3 hours'],
    [4 * 1440, 'in 4 days'],
    [0, 'due now'],
    [-20, '20 min late'],
    [-120, '2 hours late'],
    [-3 * 1440, '3 days late'],
  ])('%i minutes from now is said as: %s', (minutes, said) => {
    readAs({ timezone: 'America/New_York', locale: 'en-US' })
    expect(formatDue(inMinutes(minutes), now)).toBe(said)
  })
})
