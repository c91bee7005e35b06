import type { Money } from '#lib/money.ts'

export type LedgerAccount = 'cash' | 'exchange_funds' | 'interest'
/** Positive: a debit, such as cash that came in. Negative: a credit, such as what is owed to the taxpayer. */
export type Posting = { ledger_account: LedgerAccount; amount: Money }

/** Money that comes in for an exchange. */
export const RECEIPTS = [
  'receipt_sale_proceeds',
  'receipt_additional_taxpayer_funds',
  'earnest_money_returned',
  'return_from_eat',
] as const
export type Receipt = (typeof RECEIPTS)[number]

/** What a payment is for, and the type of its entry in the ledger. */
export const PAYS = {
  purchase: 'disbursement_purchase',
  earnest_money: 'earnest_money_out',
  exchange_expense: 'disbursement_exchange_expense',
  nonexchange_item: 'disbursement_nonexchange_item',
  fee: 'fee_qi',
  interest: 'interest_paid_out',
  boot_release: 'release_boot',
  failed_exchange_release: 'release_failed_exchange',
  transfer_to_eat: 'transfer_to_eat',
  state_withholding: 'withholding_state',
} as const
export type Purpose = keyof typeof PAYS

export type EntryType = Receipt | (typeof PAYS)[Purpose] | 'interest_accrued' | 'reversal'

/** The two sides of an entry that isn't a reversal. */
export function postingsOf(type: Exclude<EntryType, 'reversal'>, amount: Money): Posting[] {
  const owed: LedgerAccount =
    type === 'interest_accrued' || type === 'interest_paid_out' ? 'interest' : 'exchange_funds'
  const comesIn = type === 'interest_accrued' || RECEIPTS.some((receipt) => receipt === type)
  const cash = comesIn ? amount : -amount
  return [
    { ledger_account: 'cash', amount: cash },
    { ledger_account: owed, amount: -cash },
  ]
}

/** What an account of the ledger holds, as people read it: never negative. */
export function balanceOf(account: LedgerAccount, postings: readonly Posting[]): Money {
  let debit = 0n
  for (const { ledger_account, amount } of postings) if (ledger_account === account) debit += amount
  return account === 'cash' ? debit : -debit
}
