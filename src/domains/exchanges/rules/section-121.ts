import type { z } from 'zod'
import { addYears } from '#lib/dates.ts'
import { atLeastZero, lesser } from '#lib/money.ts'
import { amount, date, facts, money } from './fields.ts'
import { because, type Finding } from './finding.ts'

const RULE = 'Rev. Proc. 2005-14 s.4'

export const section121Input = facts({
  adjusted_basis: money,
  fmv_likekind_received: money,
  cash_received: amount,
  fmv_other_received: amount,
  cash_paid: amount,
  /** 250,000 or, on a joint return, 500,000, or the reduced maximum. */
  exclusion_limit: money,
  depreciation_after_1997_05_06: amount,
  replacement_received_on: date.nullish(),
})

/**
 * A former home exchanged as investment property: section 121 excludes first, section 1031 defers the rest.
 */
export function section121(input: z.output<typeof section121Input>) {
  const boot = input.cash_received + input.fmv_other_received
  const realized_gain = input.fmv_likekind_received + boot - input.cash_paid - input.adjusted_basis
  const excludable = atLeastZero(realized_gain - input.depreciation_after_1997_05_06)
  const excluded_gain = lesser(input.exclusion_limit, excludable)
  const recognized_gain = lesser(
    atLeastZero(realized_gain - excluded_gain),
    atLeastZero(boot - excluded_gain),
  )
  return {
    outcome: {
      realized_gain,
      excluded_gain,
      recognized_gain,
      unrecaptured_1250_in_recognized: lesser(recognized_gain, input.depreciation_after_1997_05_06),
      deferred_gain: realized_gain - excluded_gain - recognized_gain,
      replacement_basis: input.adjusted_basis + input.cash_paid - boot + recognized_gain + excluded_gain,
      section_121_on_replacement_from: input.replacement_received_on
        ? addYears(input.replacement_received_on, 5)
        : null,
    },
    reasons: [
      because(
        'exclusion_first',
        `${RULE}.02; IRC 121(d)(6)`,
        'The gain is excluded up to the limit, but not the depreciation after 6 May 1997.',
        ['exclusion_limit', 'depreciation_after_1997_05_06'],
      ),
      because(
        'boot_above_exclusion',
        `${RULE}.04`,
        'Boot counts only to the extent that it exceeds the gain excluded.',
        ['cash_received', 'fmv_other_received'],
      ),
      because('basis', `${RULE}.05`, 'The excluded gain adds to the basis of the replacement property.', [
        'adjusted_basis',
      ]),
    ],
    missing: [],
    flags: [
      'Both sections must apply: a home within IRC 121(a), held for investment when exchanged. Mixed use: CPA.',
      'The replacement property must be owned for five years before IRC 121 can apply to it (121(d)(10)).',
    ],
  } satisfies Finding<unknown>
}
