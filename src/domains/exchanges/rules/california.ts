import { z } from 'zod'
import { addMonths, type CivilDate } from '#lib/dates.ts'
import { atLeastZero, fraction, greater, lesser, type Money } from '#lib/money.ts'
import { amount, date, facts, flag, list, money, state, taxYear } from './fields.ts'
import { because, type Finding, type Missing, refuse } from './finding.ts'
import { stateRules } from './states.ts'

/**
 * Form 593 by the day the money is paid or the exchange fails. Rates in hundredths of a percent; amounts in
 * cents.
 */
const FORM_593 = [
  {
    from: '2012-01-01',
    price_rate: 333n,
    exempt_price: 10_000_000n,
    exempt_boot: 150_000n,
    gain_rates: {
      individual: 1230n,
      non_california_partnership: 1230n,
      corporation: 884n,
      s_corporation: 1380n,
      bank: 1084n,
      financial_s_corporation: 1580n,
    },
    penalty_floor: 50_000n,
  },
] as const

/** The row in force on the day; the newest where no day is given, and none before the table begins. */
function form593(on: CivilDate | null) {
  const row = FORM_593.findLast(({ from }) => on === null || from <= on)
  return (
    row ?? refuse('payment_date', `must not be before ${FORM_593[0].from}, where the table of rates begins`)
  )
}

const SELLERS = [
  'individual',
  'non_california_partnership',
  'corporation',
  's_corporation',
  'bank',
  'financial_s_corporation',
] as const

export const caWithholdingInput = facts({
  sale_price: money,
  exchange_failed: flag,
  boot: amount,
  /** The seller certified the alternative calculation on the gain required to be recognized. */
  alternative_elected: flag.nullish(),
  gain_recognized: money.nullish(),
  seller: z.enum(SELLERS, `must be one of ${SELLERS.join(', ')}`).nullish(),
  /** Remitted for this exchange already, as on boot of an exchange that fails later. */
  previously_remitted: amount,
  /** When the boot was paid or the exchange failed. */
  payment_date: date.nullish(),
})

type Withholding = z.output<typeof caWithholdingInput>

/**
 * What the intermediary must withhold for California on boot or on a failed exchange, even if the seller has
 * paid the tax already. The form multiplies by .0333; the statute says 3 1/3 percent.
 */
export function caWithholding(input: Withholding) {
  const law = form593(input.payment_date ?? null)
  const base = input.exchange_failed ? input.sale_price : lesser(input.boot, input.sale_price)
  const exempt = input.sale_price <= law.exempt_price
  const withholding_required = !exempt && base > 0n && (input.exchange_failed || base > law.exempt_boot)
  const alternative = withholding_required ? alternativeAmount(input, law.gain_rates) : null
  const byPrice = withholding_required ? fraction(base, law.price_rate, 10_000n) : 0n
  const form_593_amount = atLeastZero((alternative ?? byPrice) - input.previously_remitted)
  return {
    outcome: {
      withholding_required,
      form_593_amount,
      statutory_3_1_3_percent: withholding_required ? fraction(base, 1n, 30n) : 0n,
      remit_by:
        withholding_required && input.payment_date
          ? `${addMonths(input.payment_date, 1).slice(0, 8)}20`
          : null,
      penalty_if_not_withheld: withholding_required
        ? greater(law.penalty_floor, fraction(form_593_amount, 1n, 10n))
        : 0n,
    },
    reasons: [
      because(
        'california_withholding',
        'Cal. R&TC 18662, 18668; FTB Form 593 instructions',
        withholdingText(input, exempt, withholding_required),
        ['sale_price', 'exchange_failed', 'boot', 'alternative_elected', 'gain_recognized', 'seller'],
      ),
    ],
    missing: missingFacts(input, withholding_required),
    flags: [
      'Confirm the 1,500 dollars and the day of remittance with the form instructions of the year.',
      ...(withholding_required
        ? [
            'The withholding comes out of money the intermediary still holds: hold it back before paying anything.',
          ]
        : []),
    ],
  } satisfies Finding<unknown>
}

function alternativeAmount(
  input: Withholding,
  rates: Record<(typeof SELLERS)[number], bigint>,
): Money | null {
  if (!input.alternative_elected || !input.seller || (input.gain_recognized ?? null) === null) return null
  return fraction(input.gain_recognized ?? 0n, rates[input.seller], 10_000n)
}

function missingFacts(input: Withholding, required: boolean): Missing[] {
  const missing: Missing[] = []
  if (!required) return missing
  if (!input.payment_date)
    missing.push({
      field: 'payment_date',
      text: 'It is remitted by the 20th of the month that follows the payment.',
    })
  if (input.alternative_elected && (!input.seller || (input.gain_recognized ?? null) === null)) {
    missing.push({
      field: 'gain_recognized',
      text: 'The alternative needs the gain and the kind of seller; the price was used.',
    })
  }
  return missing
}

function withholdingText(input: Withholding, exempt: boolean, required: boolean): string {
  if (exempt) return 'Exempt: the price does not exceed 100,000 dollars.'
  if (!required)
    return input.exchange_failed
      ? 'There is no price to withhold from.'
      : 'The boot does not exceed 1,500 dollars.'
  return input.exchange_failed
    ? 'The exchange failed: withholding on the whole price.'
    : 'Withholding on the boot.'
}

export const ftb3840Input = facts({
  relinquished_state: state,
  replacement_states: list(state, 1),
  deferred_gain: money,
  /** The year of the exchange; the form exists for years beginning in 2014 or later. */
  exchange_tax_year: taxYear.nullish(),
  gain_recognized_on_ca_return: flag.nullish(),
  owner_died: flag.nullish(),
  replacement_donated: flag.nullish(),
})

/**
 * Whether form FTB 3840 is filed, each year, for California gain that left in property outside California.
 */
export function ftb3840(input: z.output<typeof ftb3840Input>) {
  const leaves = input.relinquished_state === 'CA' && input.replacement_states.some((state) => state !== 'CA')
  const year = input.exchange_tax_year ?? null
  const inForce = year === null || reportIsRequired(year)
  const ended = Boolean(input.gain_recognized_on_ca_return || input.owner_died || input.replacement_donated)
  const required = leaves && input.deferred_gain > 0n && inForce && !ended
  return {
    outcome: {
      required,
      first_tax_year: required ? (input.exchange_tax_year ?? null) : null,
      every_year: required,
    },
    reasons: [
      because(
        'ftb_3840',
        'Cal. R&TC 18032, 24953; FTB 3840',
        required
          ? 'Every year until California taxes the gain, the owner dies or the property is donated.'
          : notRequired(leaves, ended, inForce),
        ['relinquished_state', 'replacement_states', 'deferred_gain', 'exchange_tax_year'],
      ),
    ],
    missing:
      leaves && !input.exchange_tax_year
        ? [{ field: 'exchange_tax_year', text: 'It was taken as 2014 or later.' }]
        : [],
    flags: required
      ? [
          'A later exchange of the replacement property does not end the form; it goes on with the next property.',
        ]
      : [],
  } satisfies Finding<unknown>
}

function reportIsRequired(year: number): boolean {
  return stateRules('CA', `${year}-01-01`).some(({ rule }) => rule === 'local_like_kind_report')
}

function notRequired(leaves: boolean, ended: boolean, inForce: boolean): string {
  if (!leaves) return 'No California property was exchanged for property outside California.'
  if (ended) return 'The deferral of the California gain has ended.'
  return inForce ? 'No gain is deferred.' : 'The form applies to years beginning in 2014 or later.'
}
