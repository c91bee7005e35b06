import { z } from 'zod'
import { addDays, addMonths, type CivilDate, Temporal } from '#lib/dates.ts'
import { date, facts } from './fields.ts'
import { because, type Finding, refuse } from './finding.ts'
import { nextBusinessDay } from './holidays.ts'

/**
 * Months after the year's end until the 15th on which each return is due, and months of the automatic
 * extension.
 */
const FORMS = {
  '1040': { due: 4, extension: 6 },
  '1041': { due: 4, extension: 5.5 },
  '1065': { due: 3, extension: 6 },
  '1120': { due: 4, extension: 6 },
  '1120-S': { due: 3, extension: 6 },
} as const

export const returnDueDatesInput = facts({
  form: z.enum(Object.keys(FORMS) as (keyof typeof FORMS)[], 'must be 1040, 1041, 1065, 1120 or 1120-S'),
  tax_year_end: date,
})

/**
 * The statutory due date of the return of whoever owns the property for tax, the date a full extension gives, and
 * beside each the day until which the return may be filed. Weekends and holidays move only the latter: IRC 7503 lets
 * the return be filed later, not the exchange be closed later.
 */
export function returnDueDates({ form, tax_year_end }: z.output<typeof returnDueDatesInput>) {
  if (Temporal.PlainDate.from(addDays(tax_year_end, 1)).day !== 1) {
    refuse('tax_year_end', 'must be the last day of a month; a 52-53 week year is for the CPA')
  }
  const rule = isJuneCorporation(form, tax_year_end) ? { due: 3, extension: 7 } : FORMS[form]
  const return_due_date = fifteenthAfter(tax_year_end, rule.due)
  const extended_due_date =
    rule.extension === 5.5
      ? addDays(`${addMonths(return_due_date, 6).slice(0, 8)}01`, -1)
      : addMonths(return_due_date, rule.extension)
  const filing_due_date = nextBusinessDay(return_due_date)
  const extended_filing_due_date = nextBusinessDay(extended_due_date)
  const moved = filing_due_date !== return_due_date || extended_filing_due_date !== extended_due_date
  return {
    outcome: { return_due_date, extended_due_date, filing_due_date, extended_filing_due_date },
    reasons: [
      because(
        'return_due_date',
        'IRC 6072, 6081; 26 CFR 1.6081-2 to -6',
        `Form ${form} for the year ended ${tax_year_end} is due ${return_due_date}, extended ${extended_due_date}.`,
        ['form', 'tax_year_end'],
      ),
      because(
        'filing_due_date',
        'IRC 7503; D.C. Code 28-2701',
        `The return may be filed until ${filing_due_date}, with an extension until ${extended_filing_due_date}.`,
        ['form', 'tax_year_end'],
      ),
    ],
    missing: [],
    flags: [
      'The due date is that of the owner for tax: a partnership files for itself, a disregarded entity does not.',
      ...(moved
        ? [
            'A weekend or a holiday in the District of Columbia moves the day for filing. It does not move the end of the exchange period, which is measured by the statutory due date.',
          ]
        : []),
    ],
  } satisfies Finding<unknown>
}

/**
 * Until years beginning in 2026, a C corporation with a June year files in month 3 and is extended by 7
 * months.
 */
function isJuneCorporation(form: string, tax_year_end: CivilDate): boolean {
  return form === '1120' && tax_year_end.slice(5) === '06-30' && tax_year_end < '2026-07-01'
}

function fifteenthAfter(tax_year_end: CivilDate, months: number): CivilDate {
  return `${addMonths(`${tax_year_end.slice(0, 8)}01`, months).slice(0, 8)}15`
}
