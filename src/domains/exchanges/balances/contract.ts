import { z } from 'zod'
import { contract, get, page } from '#lib/contract.ts'
import { BalanceNarrowing, ExchangeBalance, InterestIncome, TrialBalance } from './schema.ts'

export const balances = contract(
  { tag: 'exchange funds', about: ['exchange_funds'], who: 'money.see_funds', agents: false },
  {
    all: page('/exchange-funds', {
      summary: 'List the exchanges that have entries with their balances on a day, or only unclaimed money',
      query: BalanceNarrowing,
      item: ExchangeBalance,
      by: ['id'],
    }),
    trial: get('/exchange-funds/trial-balance', {
      summary: 'Get the trial balance of all exchanges on a day',
      query: z.object({ as_of: z.iso.date().optional() }),
      gives: TrialBalance,
    }),
    interest: page('/exchange-funds/interest-income', {
      summary: 'List the interest credited to each taxpayer, in a calendar year for Form 1099-INT or in all',
      query: z.object({ year: z.coerce.number().int().min(2000).max(2199).optional() }),
      item: InterestIncome,
      by: ['id'],
    }),
  },
)
