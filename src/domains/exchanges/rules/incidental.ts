import type { z } from 'zod'
import { fraction, type Money } from '#lib/money.ts'
import { facts, flag, money } from './fields.ts'
import { because, type Finding } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(c)(5)'

export const incidentalInput = facts({
  larger_item_fmv: money,
  incidental_fmv: money,
  typically_transferred_together: flag,
})

/** The ceiling is 15% of the larger item, not of the price of both; exactly 15% is within it. */
export function isWithin15Percent(incidental: Money, larger: Money): boolean {
  return incidental * 100n <= larger * 15n
}

/**
 * Whether personal property that comes with a building is identified with it, and stays out of the count of
 * three.
 */
export function incidental(input: z.output<typeof incidentalInput>) {
  const within = isWithin15Percent(input.incidental_fmv, input.larger_item_fmv)
  const is_incidental = input.typically_transferred_together && within
  return {
    outcome: {
      threshold: fraction(input.larger_item_fmv, 15n, 100n),
      is_incidental,
      counts_as_separate_property: !is_incidental,
      boot_if_personal_property: input.incidental_fmv,
    },
    reasons: [
      because(
        'incidental_property',
        RULE,
        within
          ? 'The incidental property is worth no more than 15% of the larger item.'
          : 'The incidental property is worth more than 15% of the larger item.',
        ['larger_item_fmv', 'incidental_fmv'],
      ),
      because(
        'typically_transferred_together',
        `${RULE}(i)(A)`,
        input.typically_transferred_together
          ? 'It is typically transferred with the larger item in standard commercial transactions.'
          : 'It is not typically transferred with the larger item.',
        ['typically_transferred_together'],
      ),
    ],
    missing: [],
    flags: [
      'Incidental is not like-kind: it is boot at its value, though (g)(7)(iii) keeps the safe harbor.',
    ],
  } satisfies Finding<unknown>
}
