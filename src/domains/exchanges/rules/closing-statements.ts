import { z } from 'zod'
import { atLeastZero, type Money } from '#lib/money.ts'
import { amount, facts, money } from './fields.ts'
import { because, type Finding, type Missing, notGiven, refuse, whichHold } from './finding.ts'
import { form8824Lines, lineReasons } from './form-8824.ts'

export const qiFlowInput = facts({
  sale_price: money,
  debt_paid_off: amount,
  sale_expenses_from_proceeds: amount,
  sale_expenses_out_of_pocket: amount,
  sale_nonexchange_items_from_proceeds: amount,
  cash_to_taxpayer_at_sale: amount,
  cash_from_taxpayer_at_sale: amount,
  adjusted_basis: money,
  purchase_price: money,
  new_debt: amount,
  purchase_expenses: amount,
  loan_costs: amount,
  purchase_nonexchange_items: amount,
  /** The expenses, loan costs and other items of the purchase that the taxpayer paid with their own money. */
  purchase_expenses_out_of_pocket: money.nullish(),
  loan_costs_out_of_pocket: money.nullish(),
  purchase_nonexchange_items_out_of_pocket: money.nullish(),
  qi_funds_used: money,
  /** The intermediary's fee, where it is kept from the exchange funds: an exchange expense. */
  qi_fee_from_exchange_funds: amount,
  fmv_other_received: amount,
  ordinary_recapture_line21: amount,
  interest_earned: amount,
  /** Deposits and prorations at the sale: cash boot, or by a known preparer position a liability relieved. */
  nonexchange_items_as: z.enum(['cash', 'liability'], 'must be cash or liability').nullish(),
})

type Input = z.output<typeof qiFlowInput>

/**
 * From the two closing statements to Form 8824. An expense paid from proceeds or exchange funds is both cash
 * received and an exchange expense; to deduct it from money already net of it would count it twice.
 */
export function qiFlow(input: Input) {
  const money = moneyThroughIntermediary(input)
  const asLiability = input.nonexchange_items_as === 'liability'
  const saleItems = input.sale_nonexchange_items_from_proceeds
  const costs = costsFromExchangeFunds(input)
  const expenses = allExchangeExpenses(input)
  const cash_received_for_line15 =
    input.cash_to_taxpayer_at_sale +
    money.qi_leftover_returned +
    money.cash_to_taxpayer_at_purchase +
    input.sale_expenses_from_proceeds +
    input.qi_fee_from_exchange_funds +
    (asLiability ? 0n : saleItems) +
    costs.fromFunds
  const form_amounts = {
    adjusted_basis_given: input.adjusted_basis,
    fmv_likekind_received: input.purchase_price,
    cash_received: cash_received_for_line15,
    fmv_other_received: input.fmv_other_received,
    liabilities_relieved: input.debt_paid_off + (asLiability ? saleItems : 0n),
    liabilities_assumed: input.new_debt,
    cash_paid: input.cash_from_taxpayer_at_sale + money.out_of_pocket_cash - costs.outOfPocket,
    fmv_other_given: 0n,
    basis_other_given: 0n,
    exchange_expenses: expenses,
    ordinary_recapture_line21: input.ordinary_recapture_line21,
  }
  const lines = form8824Lines(form_amounts)
  return {
    outcome: {
      ...money,
      form_amounts,
      cash_received_for_line15,
      exchange_expenses: expenses,
      interest_income: input.interest_earned,
      ...lines,
    },
    reasons: [
      because(
        'closing_statements',
        'Form 8824 line 15; Rev. Rul. 72-456; Pub. 544',
        'Expenses paid from exchange funds are cash received and expense; other items so paid are boot.',
        Object.keys(input),
      ),
      ...lineReasons(lines),
    ],
    missing: missingFacts(input, money.out_of_pocket_cash),
    flags: flowFlags(input, money),
  } satisfies Finding<unknown>
}

function moneyThroughIntermediary(input: Input) {
  const net_to_qi =
    input.sale_price +
    input.cash_from_taxpayer_at_sale -
    input.debt_paid_off -
    input.sale_expenses_from_proceeds -
    input.sale_nonexchange_items_from_proceeds -
    input.cash_to_taxpayer_at_sale
  if (net_to_qi < 0n)
    refuse('sale_price', 'does not cover what was paid from it; add cash_from_taxpayer_at_sale')
  const qi_leftover_returned = net_to_qi - input.qi_funds_used - input.qi_fee_from_exchange_funds
  if (qi_leftover_returned < 0n)
    refuse('qi_funds_used', 'must not exceed, with the fee, what the intermediary received')
  const needed =
    input.purchase_price +
    input.purchase_expenses +
    input.loan_costs +
    input.purchase_nonexchange_items -
    input.new_debt
  return {
    net_to_qi,
    qi_leftover_returned,
    out_of_pocket_cash: atLeastZero(needed - input.qi_funds_used),
    cash_to_taxpayer_at_purchase: atLeastZero(input.qi_funds_used - needed),
  }
}

/**
 * The costs of the purchase by what paid them; what is not said to be out of pocket came from the exchange
 * funds.
 */
function costsFromExchangeFunds(input: Input): { fromFunds: Money; outOfPocket: Money } {
  let fromFunds = 0n
  let outOfPocket = 0n
  for (const field of ['purchase_expenses', 'loan_costs', 'purchase_nonexchange_items'] as const) {
    const own = input[`${field}_out_of_pocket`] ?? 0n
    if (own > input[field]) refuse(`${field}_out_of_pocket`, `must not exceed ${field}`)
    outOfPocket += own
    fromFunds += input[field] - own
  }
  if (outOfPocket > moneyThroughIntermediary(input).out_of_pocket_cash) {
    refuse('qi_funds_used', 'leaves less to pay out of pocket than was said to be paid so')
  }
  return { fromFunds, outOfPocket }
}

function allExchangeExpenses(input: Input): Money {
  return (
    input.sale_expenses_from_proceeds +
    input.sale_expenses_out_of_pocket +
    input.purchase_expenses +
    input.qi_fee_from_exchange_funds
  )
}

function missingFacts(input: Input, ownCash: Money): Missing[] {
  const text = 'The own cash was applied to the price first, so these were paid from exchange funds.'
  return notGiven(input, {
    ...(ownCash > 0n && input.purchase_expenses > 0n && { purchase_expenses_out_of_pocket: text }),
    ...(ownCash > 0n && input.loan_costs > 0n && { loan_costs_out_of_pocket: text }),
    ...(ownCash > 0n &&
      input.purchase_nonexchange_items > 0n && { purchase_nonexchange_items_out_of_pocket: text }),
  })
}

function flowFlags(input: Input, money: { cash_to_taxpayer_at_purchase: Money }): string[] {
  const asLiability = input.nonexchange_items_as === 'liability'
  return whichHold({
    'Deposits and prorations are cash boot here; some preparers treat them as liabilities. The CPA chooses.':
      input.sale_nonexchange_items_from_proceeds > 0n && !asLiability,
    'Deposits and prorations are treated as liabilities relieved, a position that the CPA should confirm.':
      asLiability,
    'Loan and exchange funds exceeded the cost of the purchase: the cash back at closing is treated as boot.':
      money.cash_to_taxpayer_at_purchase > 0n,
    'Interest on the exchange funds is income of its year and is in none of these lines.':
      input.interest_earned > 0n,
  })
}
