import { z } from 'zod'

const Balances = {
  cash: z.string(),
  exchange_funds: z.string(),
  interest: z.string(),
}

export const ExchangeBalance = z.object({
  /** The exchange. */
  id: z.uuid(),
  exchange_number: z.string(),
  name: z.string(),
  client_id: z.uuid(),
  /** Null where the reader doesn't see that contact. */
  client_name: z.string().nullable(),
  status: z.string(),
  exchange_deadline: z.string().nullable(),
  ...Balances,
  last_entry_on: z.string(),
})
export type ExchangeBalance = z.infer<typeof ExchangeBalance>

export const BalanceNarrowing = z.object({
  /** At the end of this day; otherwise with all that is posted. */
  as_of: z.iso.date().optional(),
  /** Only money that is left after the exchange period has ended. */
  unclaimed: z.enum(['true', 'false']).optional(),
})
export type BalanceNarrowing = z.infer<typeof BalanceNarrowing>

/** Cash is a debit balance, what is owed a credit balance: the two sides are equal. */
export const TrialBalance = z.object({
  exchanges: z.int(),
  ...Balances,
  /** Cash less what is owed: zero. */
  out_of_balance: z.string(),
})
export type TrialBalance = z.infer<typeof TrialBalance>

export const InterestIncome = z.object({
  /** The taxpayer, a contact. */
  id: z.uuid(),
  client_name: z.string().nullable(),
  /** Credited in the calendar year, whether paid out or not. */
  interest: z.string(),
  exchanges: z.int(),
})
export type InterestIncome = z.infer<typeof InterestIncome>
