import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { readAs } from '#web/kit/reader.ts'
import { answerBoot } from './boot/answer-boot.ts'
import { bootAddress, fieldsOf } from './boot/boot-facts.ts'
import { answerDeadlines } from './deadlines/answer-deadlines.ts'
import { calendarFile } from './deadlines/calendar-file.ts'
import { deadlineAddress, missingForRelief } from './deadlines/deadline-facts.ts'
import { placeMarks, scaleOf } from './deadlines/timeline-layout.ts'
import { dayPattern, mistakeOf, parseDay, parseDollars, showDay, showDollars } from './fields/text-fact.ts'
import { answerIdentification, curesOf } from './identification/answer-identification.ts'
import { IDENTIFICATION_EXAMPLES, identificationAddress } from './identification/identification-facts.ts'

describe('what a person types', () => {
  test.each([
    ['3/2/2026', '2026-03-02'],
    ['2026-3-2', '2026-03-02'],
    ['Mar 2, 2026', '2026-03-02'],
    ['2 March 2026', '2026-03-02'],
    ['02/29/2024', '2024-02-29'],
    ['02/29/2026', undefined],
    ['13/01/2026', undefined],
    ['3/2/26', '2026-03-02'],
    ['11-20-26', '2026-11-20'],
    ['Mar 2, 26', '2026-03-02'],
    ['3/2/226', undefined],
    ['soon', undefined],
  ])('%s is the day %s', (text, day) => expect(parseDay(text)).toBe(day))

  test.each([
    ['2/30/2026', 'February 2026 has 28 days.'],
    ['2/30/28', 'February 2028 has 29 days.'],
    ['June 31, 2026', 'June 2026 has 30 days.'],
    ['13/01/2026', 'That date doesn’t exist.'],
    ['3/0/2026', 'That date doesn’t exist.'],
    ['soon', 'Enter a date as mm/dd/yyyy.'],
  ])('of %s the mistake is named: %s', (text, mistake) => {
    expect(parseDay(text)).toBeUndefined()
    expect(mistakeOf(text)).toBe(mistake)
  })

  test.each([
    ['$1,250,000.00', '1250000.00'],
    ['1250000', '1250000'],
    ['12.', '12'],
    ['-5', undefined],
    ['1.005', undefined],
    ['a lot', undefined],
  ])('%s is %s dollars', (text, dollars) => expect(parseDollars(text)).toBe(dollars))

  test('is shown as the field shows it, and what means nothing as it was typed', () => {
    expect(showDay('2026-03-02')).toBe('03/02/2026')
    expect(showDay('2026-02-30')).toBe('2026-02-30')
    expect(showDollars('1250000')).toBe('$1,250,000.00')
    expect(showDollars('a lot')).toBe('a lot')
  })
})

describe('what a person types whose locale has another order', () => {
  afterEach(() => readAs(null))

  test.each([
    { locale: 'en-GB', pattern: 'dd/mm/yyyy', day: '02/03/2026', dollars: '$1,250,000.50' },
    { locale: 'es-US', pattern: 'dd/mm/yyyy', day: '02/03/2026', dollars: '$1,250,000.50' },
    { locale: 'de-DE', pattern: 'dd.mm.yyyy', day: '02.03.2026', dollars: '1.250.000,50\u00a0$' },
    { locale: 'fr-CA', pattern: 'mm/dd/yyyy', day: '03/02/2026', dollars: '1\u00a0250\u00a0000,50\u00a0$' },
  ])('is read and shown in the order of $locale', ({ locale, pattern, day, dollars }) => {
    readAs({ locale, timezone: 'UTC' })
    expect(dayPattern()).toBe(pattern)
    expect(showDay('2026-03-02')).toBe(day)
    expect(parseDay(day)).toBe('2026-03-02')
    expect(parseDay('2026-03-02')).toBe('2026-03-02')
    expect(showDollars('1250000.50')).toBe(dollars)
    expect(parseDollars(dollars)).toBe('1250000.50')
  })

  test.each([
    ['de-DE', '1250000.50'],
    ['en-US', '1.250.000,50'],
    ['en-US', '12,50'],
    ['en-US', '1,2500'],
  ])('is never read as another amount: in %s, %s is called wrong', (locale, text) => {
    readAs({ locale, timezone: 'UTC' })
    expect(parseDollars(text)).toBeUndefined()
  })
})

describe('the deadlines page', () => {
  const facts = (params: Record<string, string>) => deadlineAddress.read({ sold: '2027-12-20', ...params })

  test('knows until when a return may be filed, and computes with the due date itself', () => {
    const { answer } = answerDeadlines(facts({ form: '1040' }))
    expect(answer?.due).toMatchObject({ return_due_date: '2028-04-15', filing_due_date: '2028-04-18' })
    expect(answer?.exchange.day).toBe('2028-04-15')
  })

  test.each([
    [{}, null],
    [
      { relief: 'section_17' },
      'Missing: the day the disaster began, the day to which the notice postpones, and a check mark for an affected taxpayer or for difficulty. The deadlines don’t include this relief yet.',
    ],
    [
      { relief: 'section_6', disaster: '2028-01-07', postponed_to: '2028-05-01', difficulty: 'yes' },
      'Missing: a check mark for an affected taxpayer. The deadlines don’t include this relief yet.',
    ],
    [{ relief: 'section_17', disaster: '2028-01-07', postponed_to: '2028-05-01', difficulty: 'yes' }, null],
  ])('says of %o what the disaster notice still needs: %s', (params, sentence) =>
    expect(missingForRelief(facts(params))).toBe(sentence),
  )
})

describe('an address', () => {
  test('brings back a list of properties with whatever names they have', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 6 }),
        (names) => {
          const properties = names.map((name, index) => ({
            ...{ received: '', value_95: '', revoked: 'yes', part_of: '' },
            ...{ id: `p${index + 1}`, name, value: '100' },
          }))
          const facts = { sold: '2026-03-02', ends: '', given: ['1', '2'], properties }
          const params = Object.fromEntries(new URLSearchParams(identificationAddress.write(facts)))
          expect(identificationAddress.read(params)).toEqual({
            ...facts,
            properties: properties.map((one) => ({ ...one, name: one.name.toWellFormed() })),
          })
        },
      ),
    )
  })

  test('brings back amounts, and none that the page does not know', () => {
    const read = bootAddress.read({ from: 'amounts', cash_paid: '5', __proto__: 'x', nonsense: '1' })
    expect(read).toEqual({ mode: 'form8824', amounts: { cash_paid: '5' } })
    expect(bootAddress.write(read)).toEqual({ from: 'amounts', cash_paid: '5' })
  })
})

test('the arithmetic beside a line adds up to it, whatever the amounts', () => {
  const amount = fc.nat(9_000_000).map((dollars) => String(dollars))
  const names = fieldsOf('form8824')
    .map(({ name }) => name)
    .filter((name) => name !== 'basis_other_given')
  fc.assert(
    fc.property(fc.tuple(...names.map(() => amount)), (values) => {
      const amounts = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '0']))
      const { answer } = answerBoot({ mode: 'form8824', amounts })
      for (const { line, formula, amount } of answer?.lines ?? []) {
        if ([14, 15, 17, 18, 19, 23, 24, 25].includes(line))
          expect(sumOf(formula), formula).toBeCloseTo(amount, 2)
      }
    }),
  )
})

/** `cash $5.00 − exchange expenses $3.00` is 2. */
function sumOf(formula: string): number {
  const terms = formula.matchAll(/([−+]?) ?[^$−+-]*(-?)\$([\d,.]+)/g)
  return [...terms].reduce((sum, [, sign, minus, digits]) => {
    const dollars = Number(digits?.replaceAll(',', '')) * (minus ? -1 : 1)
    return sign === '−' ? sum - dollars : sum + dollars
  }, 0)
}

test('a fourth property is never refused, and each cure that is named is one', () => {
  const params = IDENTIFICATION_EXAMPLES[1]?.params ?? {}
  const facts = identificationAddress.read({ ...params, p6: '700000,,,,,One More' })
  expect(answerIdentification(facts).answer?.outcome.rule).toBe('over_identified')
  expect(curesOf(facts).map(({ name }) => name)).toEqual(['One More'])
})

test('labels of the timeline keep inside the picture and apart from each other', () => {
  const days = ['2026-03-02', '2026-04-16', '2026-08-29', '2026-08-30']
  for (const width of [320, 640, 1200]) {
    const scale = scaleOf('2026-03-02', '2026-09-02', width)
    const marks = days.map((day) => ({ day, label: day, detail: 'Thu, Apr 16, 2026', binding: false }))
    const placed = placeMarks(marks, scale, width)
    expect(placed.every(({ x }) => x >= 0 && x <= width)).toBe(true)
    const [last, before] = [placed.at(-1), placed.at(-2)]
    expect(last?.row).not.toBe(before?.row)
  }
})

test('a calendar file escapes its text and breaks lines before 75 octets', () => {
  const event = { uid: 'a', day: '2026-12-31', title: 'Day 45; now, then', text: `${'x,'.repeat(80)}\nend` }
  const file = calendarFile([event], new Date('2026-03-02T10:00:00Z'))
  expect(file).toContain('SUMMARY:Day 45\\; now\\, then')
  expect(file).toContain('DTEND;VALUE=DATE:20270101')
  expect(file.replaceAll('\r\n ', '')).toContain('\\nend')
  expect(file.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
})
