import { LedgerEntry } from '#domains/exchanges/ledger/schema.ts'
import { contract, get, post } from '#lib/contract.ts'
import { Accrual, AccrualQuery, NewAccrual } from './schema.ts'

export const exchangeInterest = contract(
  { tag: 'exchange funds', about: ['exchange_funds'], who: 'money.post', agents: false },
  {
    one: get('/exchanges/:id/interest', {
      summary: 'Compute the interest of an account that has not been posted yet',
      who: 'money.see_funds',
      query: AccrualQuery,
      gives: Accrual,
      errors: ['refused'],
    }),
    post: post('/exchanges/:id/interest', {
      summary: 'Post the interest that the bank credited to an account of an exchange',
      takes: NewAccrual,
      gives: LedgerEntry,
      status: 201,
      errors: ['refused'],
    }),
  },
)
