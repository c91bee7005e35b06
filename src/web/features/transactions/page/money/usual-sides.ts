import type { AmountKind, Payer } from '#domains/transactions/amounts/schema.ts'

/** Who pays whom, by the kind of amount; anyone can be chosen instead. */
export const USUAL_SIDES: Record<AmountKind, [paid_by: Payer, paid_to: Payer]> = {
  earnest_money: ['buyer', 'title'],
  deposit: ['buyer', 'title'],
  credit: ['seller', 'buyer'],
  concession: ['seller', 'buyer'],
  fee: ['seller', 'title'],
  payoff: ['seller', 'lender'],
  loan: ['lender', 'buyer'],
}
