import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { addMonths } from '#lib/dates.ts'
import type { Money } from '#lib/money.ts'
import { date, facts, flag, money } from './fields.ts'
import { because, type Finding, refuse } from './finding.ts'

const rate = z
  .number('must be a rate such as 0.0365')
  .min(0, 'must not be negative')
  .max(10, 'must be a fraction: 3.65% is 0.0365')

export const interestInput = facts({
  principal: money,
  annual_rate: rate,
  days: z.int('must be a whole number of days').min(0, 'must not be negative').max(36_600),
  day_count_basis: z.union([z.literal(360), z.literal(365), z.literal(366)], 'must be 360, 365 or 366'),
})

/** Simple interest earned on exchange funds, half up to the cent: income to the taxpayer, and never boot. */
export function interest(input: z.output<typeof interestInput>) {
  const earned = simpleInterest(input.principal, input.annual_rate, input.days, input.day_count_basis)
  return {
    outcome: { interest: earned, boot: 0n, taxable_income: earned },
    reasons: [
      because(
        'growth_factor',
        '26 CFR 1.1031(k)-1(h); 1.468B-6',
        'Interest is income, even where spent on replacement property; it is neither boot nor exchange value.',
        ['principal', 'annual_rate', 'days', 'day_count_basis'],
      ),
    ],
    missing: [],
    flags: ['Interest is restricted as the principal is: it is paid out only when (g)(6) permits a payment.'],
  } satisfies Finding<unknown>
}

function simpleInterest(principal: Money, annualRate: number, days: number, basis: number): Money {
  const cents = new Decimal(principal.toString()).times(annualRate).times(days).dividedBy(basis)
  return BigInt(cents.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0))
}

export const facilitatorLoanInput = facts({
  all_earnings_paid_to_taxpayer: flag,
  exchange_funds: money,
  loan_start: date,
  loan_end: date,
  short_term_afr_semiannual: rate.nullish(),
  t_bill_91_day_rate: rate.nullish(),
})

/**
 * Whether exchange funds are a loan of the taxpayer to the facilitator, and whether section 7872 leaves it
 * alone.
 */
export function facilitatorLoan(input: z.output<typeof facilitatorLoanInput>) {
  if (input.loan_end < input.loan_start) refuse('loan_end', 'must not be before the loan began')
  const is_loan = !input.all_earnings_paid_to_taxpayer
  const small = input.exchange_funds <= 200_000_000n
  const short = input.loan_end <= addMonths(input.loan_start, 6)
  const exempt = small && short
  const rates = [input.short_term_afr_semiannual ?? null, input.t_bill_91_day_rate ?? null]
  return {
    outcome: {
      is_loan,
      section_7872_exempt: is_loan ? exempt : null,
      test_rate: rates.includes(null) ? null : Math.min(...rates.filter((one) => one !== null)),
    },
    reasons: [
      is_loan
        ? because(
            'facilitator_loan',
            '26 CFR 1.468B-6(c); 1.7872-5(b)(16)',
            exempt
              ? 'A loan, exempt: exchange funds of no more than 2,000,000 dollars, for no more than six months.'
              : `A loan that is not exempt: ${small ? 'longer than six months' : 'more than 2,000,000 dollars'}.`,
            ['all_earnings_paid_to_taxpayer', 'exchange_funds', 'loan_start', 'loan_end'],
          )
        : because(
            'no_loan',
            '26 CFR 1.468B-6(c)(2)',
            'All earnings are paid to the taxpayer, so there is no loan; the earnings are income.',
            ['all_earnings_paid_to_taxpayer'],
          ),
      because(
        'test_rate',
        '26 CFR 1.7872-16(d)',
        'The lower of the short-term AFR, compounded semiannually, and the 91-day Treasury bill rate.',
        ['short_term_afr_semiannual', 't_bill_91_day_rate'],
      ),
    ],
    missing:
      is_loan && !exempt && rates.includes(null)
        ? [
            {
              field: 't_bill_91_day_rate',
              text: 'Imputed interest needs both rates of the day the loan was made.',
            },
          ]
        : [],
    flags:
      is_loan && !exempt
        ? [
            'The facilitator reports interest paid, and imputed interest where it pays less than the test rate.',
          ]
        : [],
  } satisfies Finding<unknown>
}
