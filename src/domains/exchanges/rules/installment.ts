import type { z } from 'zod'
import { yearOf } from '#lib/dates.ts'
import { atLeastZero, lesser, type Money } from '#lib/money.ts'
import { amount, date, facts, flag, money } from './fields.ts'
import { because, type Finding, notGiven, refuse, whichHold } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(j)(2)'

export const installmentInput = facts({
  amount_realized: money,
  adjusted_basis: money,
  boot_or_returned_cash: money,
  transfer_date: date,
  payment_date: date,
  bona_fide_intent: flag,
  elected_out: flag.nullish(),
  /** Depreciation recaptured as ordinary income: always of the year of the transfer (IRC 453(i)). */
  recapture_income: amount,
  /** Liabilities relieved, net, in excess of the basis: payment in the year of the transfer. */
  debt_relief_in_excess_of_basis: amount,
})

/**
 * In which year the gain on money that comes back from the intermediary is reported. With a bona fide intent
 * to exchange, it is payment only when the right to it accrues; without it, or elected out, on the transfer.
 */
export function installment(input: z.output<typeof installmentInput>) {
  if (input.payment_date < input.transfer_date) refuse('payment_date', 'must not be before the transfer')
  const realized_gain = input.amount_realized - input.adjusted_basis
  const recognized_gain = lesser(atLeastZero(realized_gain), input.boot_or_returned_cash)
  const deferrable = input.bona_fide_intent && !input.elected_out
  const transfer_year = yearOf(input.transfer_date)
  const recognition_year = deferrable ? yearOf(input.payment_date) : transfer_year
  const immediate = deferrable
    ? lesser(recognized_gain, input.recapture_income + input.debt_relief_in_excess_of_basis)
    : recognized_gain
  return {
    outcome: {
      realized_gain,
      recognized_gain,
      recognition_year,
      recognized_in_transfer_year: immediate,
      recognized_by_year: byYear(transfer_year, immediate, recognition_year, recognized_gain - immediate),
    },
    reasons: [
      because(
        'installment_coordination',
        `${RULE}(i)-(iv); IRC 453`,
        deferrable
          ? `The money is payment when the right to it accrues: the gain is of ${recognition_year}.`
          : `Elected out, or no bona fide intent: the gain is of the year of the transfer, ${transfer_year}.`,
        ['bona_fide_intent', 'elected_out', 'transfer_date', 'payment_date'],
      ),
      because(
        'recognized_gain',
        'IRC 1031(b)',
        'The gain, but not more than the money and other property received.',
        ['amount_realized', 'adjusted_basis', 'boot_or_returned_cash'],
      ),
    ],
    missing: notGiven(input, {
      elected_out: 'It was taken that the taxpayer did not elect out of the installment method.',
    }),
    flags: whichHold({
      'Bona fide intent: at the start it was reasonable to expect a replacement. Keep the proof.':
        input.bona_fide_intent,
      'A loss is not recognized in an exchange; if no replacement came, the CPA should report the sale.':
        realized_gain < 0n,
    }),
  } satisfies Finding<unknown>
}

function byYear(
  transferYear: number,
  immediate: Money,
  laterYear: number,
  later: Money,
): { year: number; gain: Money }[] {
  if (laterYear === transferYear) return [{ year: transferYear, gain: immediate + later }]
  return [
    { year: transferYear, gain: immediate },
    { year: laterYear, gain: later },
  ].filter(({ gain }) => gain > 0n)
}
