import type { EntryType } from './ledger.ts'

/** What the types of entries are called where people read them. */
export const ENTRY_NAMES: Record<EntryType, string> = {
  receipt_sale_proceeds: 'Sale proceeds received',
  receipt_additional_taxpayer_funds: 'Funds received from the taxpayer',
  earnest_money_out: 'Earnest money paid',
  earnest_money_returned: 'Earnest money returned',
  disbursement_purchase: 'Paid for replacement property',
  disbursement_exchange_expense: 'Exchange expense paid',
  disbursement_nonexchange_item: 'Other closing item paid (boot)',
  interest_accrued: 'Interest credited',
  interest_paid_out: 'Interest paid',
  fee_qi: 'Exchange fee',
  withholding_state: 'State withholding paid',
  release_boot: 'Cash boot released',
  release_failed_exchange: 'Exchange funds released',
  transfer_to_eat: 'Transferred to the titleholder',
  return_from_eat: 'Returned by the titleholder',
  reversal: 'Reversal',
}
