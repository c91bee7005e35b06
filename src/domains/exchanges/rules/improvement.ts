import type { z } from 'zod'
import { amount, facts, flag, money } from './fields.ts'
import { because, type Finding, notGiven } from './finding.ts'
import { form8824Lines, lineReasons } from './form-8824.ts'

export const improvementInput = facts({
  land_cost: money,
  improvements_in_place_at_receipt: money,
  /** Paid for materials not yet installed, or for work not yet done. */
  prepaid_not_yet_real_property: amount,
  unspent_cash_returned: amount,
  adjusted_basis_given: money,
  liabilities_relieved: amount,
  liabilities_assumed: amount,
  cash_paid: amount,
  exchange_expenses: amount,
  land_owned_by_taxpayer: flag.nullish(),
})

/**
 * Property built for the taxpayer: like-kind to the extent that it is real property when received. Money for
 * materials not installed and labour to come is boot; improvements on the taxpayer's own land are no property
 * received.
 */
export function improvement(input: z.output<typeof improvementInput>) {
  const own = Boolean(input.land_owned_by_taxpayer)
  const likekind_value = own ? 0n : input.land_cost + input.improvements_in_place_at_receipt
  const lines = form8824Lines({
    adjusted_basis_given: input.adjusted_basis_given,
    fmv_likekind_received: likekind_value,
    cash_received: input.unspent_cash_returned,
    fmv_other_received:
      input.prepaid_not_yet_real_property + (own ? input.improvements_in_place_at_receipt : 0n),
    liabilities_relieved: input.liabilities_relieved,
    liabilities_assumed: input.liabilities_assumed,
    cash_paid: input.cash_paid,
    fmv_other_given: 0n,
    basis_other_given: 0n,
    exchange_expenses: input.exchange_expenses,
    ordinary_recapture_line21: 0n,
  })
  return {
    outcome: { likekind_value, ...lines },
    reasons: [
      own
        ? because(
            'own_land',
            'Rev. Rul. 67-255; Rev. Proc. 2004-51; DeCleene v. Commissioner, 115 T.C. 457',
            'Improvements on land that the taxpayer already owns are not like-kind property received.',
            ['land_owned_by_taxpayer'],
          )
        : because(
            'property_to_be_produced',
            '26 CFR 1.1031(k)-1(e)(3)-(5)',
            'Land and improvements in place on receipt count; production after receipt does not.',
            ['land_cost', 'improvements_in_place_at_receipt', 'prepaid_not_yet_real_property'],
          ),
      ...lineReasons(lines),
    ],
    missing: notGiven(input, {
      land_owned_by_taxpayer: 'It was taken that the taxpayer did not own the land before.',
    }),
    flags: own
      ? ['The exchange has no like-kind property as described; see counsel before anything is built.']
      : [],
  } satisfies Finding<unknown>
}
