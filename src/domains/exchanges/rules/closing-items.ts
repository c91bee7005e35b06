import { z } from 'zod'
import { type Money, sum } from '#lib/money.ts'
import { facts, list, money } from './fields.ts'
import { because, type Finding } from './finding.ts'

type Class = 'exchange_expense' | 'nonexchange_item' | 'loan_cost'

/**
 * Lines of a closing statement and what they are in an exchange. `g7` says that paying the line out of
 * exchange funds does not break the safe harbor; it does not say that it is no boot.
 */
export const CLOSING_ITEMS = {
  commission: { class: 'exchange_expense', g7: true },
  qi_fee: { class: 'exchange_expense', g7: true },
  escrow_or_closing_fee: { class: 'exchange_expense', g7: true },
  owner_title_insurance: { class: 'exchange_expense', g7: true },
  recording_fee: { class: 'exchange_expense', g7: true },
  transfer_tax: { class: 'exchange_expense', g7: true },
  legal_fee: { class: 'exchange_expense', g7: true },
  deed_preparation: { class: 'exchange_expense', g7: true },
  prorated_property_tax: { class: 'nonexchange_item', g7: true },
  prorated_rent: { class: 'nonexchange_item', g7: true },
  security_deposit: { class: 'nonexchange_item', g7: false },
  repair: { class: 'nonexchange_item', g7: false },
  insurance: { class: 'nonexchange_item', g7: false },
  loan_points: { class: 'loan_cost', g7: false },
  lender_title_insurance: { class: 'loan_cost', g7: false },
  appraisal_for_lender: { class: 'loan_cost', g7: false },
  mortgage_insurance: { class: 'loan_cost', g7: false },
  other_loan_cost: { class: 'loan_cost', g7: false },
} as const satisfies Record<string, { class: Class; g7: boolean }>

type Item = keyof typeof CLOSING_ITEMS
const ITEMS = Object.keys(CLOSING_ITEMS) as Item[]

const line = facts({
  item: z.enum(ITEMS, `must be one of ${ITEMS.join(', ')}`),
  amount: money,
  closing: z.enum(['sale', 'purchase'], 'must be sale or purchase'),
  paid_from: z.enum(
    ['exchange_funds', 'taxpayer'],
    'must be exchange_funds (which the sale proceeds are) or taxpayer',
  ),
})

export const closingItemsInput = facts({ lines: list(line) })
type Line = z.output<typeof line>

/** Sums the lines of the closing statements into the facts that kind `qi_flow` takes. */
export function closingItems({ lines }: z.output<typeof closingItemsInput>) {
  const total = (closing: Line['closing'], what: Class, paidFrom?: Line['paid_from']): Money =>
    sum(
      lines
        .filter((line) => line.closing === closing && CLOSING_ITEMS[line.item].class === what)
        .filter((line) => paidFrom === undefined || line.paid_from === paidFrom)
        .map((line) => line.amount),
    )
  const fromFunds = lines.filter((line) => line.paid_from === 'exchange_funds')
  const outside = fromFunds.filter((line) => !CLOSING_ITEMS[line.item].g7).map(({ item }) => item)
  return {
    outcome: {
      sale_expenses_from_proceeds: total('sale', 'exchange_expense', 'exchange_funds'),
      sale_expenses_out_of_pocket: total('sale', 'exchange_expense', 'taxpayer'),
      sale_nonexchange_items_from_proceeds:
        total('sale', 'nonexchange_item', 'exchange_funds') + total('sale', 'loan_cost', 'exchange_funds'),
      purchase_expenses: total('purchase', 'exchange_expense'),
      purchase_expenses_out_of_pocket: total('purchase', 'exchange_expense', 'taxpayer'),
      loan_costs: total('purchase', 'loan_cost'),
      loan_costs_out_of_pocket: total('purchase', 'loan_cost', 'taxpayer'),
      purchase_nonexchange_items: total('purchase', 'nonexchange_item'),
      purchase_nonexchange_items_out_of_pocket: total('purchase', 'nonexchange_item', 'taxpayer'),
      boot_from_exchange_funds: sum(
        fromFunds
          .filter((line) => CLOSING_ITEMS[line.item].class !== 'exchange_expense')
          .map((line) => line.amount),
      ),
    },
    reasons: [
      because(
        'exchange_expenses',
        'Rev. Rul. 72-456; Pub. 544; 26 CFR 1.1031(k)-1(g)(7)',
        'Prorations, deposits, repairs, insurance and loan costs are not exchange expenses.',
        ['lines'],
      ),
    ],
    missing: [],
    flags:
      outside.length > 0
        ? [
            `Paid from exchange funds and not clearly within (g)(7): ${[...new Set(outside)].join(', ')}. Counsel first.`,
          ]
        : [],
  } satisfies Finding<unknown>
}
