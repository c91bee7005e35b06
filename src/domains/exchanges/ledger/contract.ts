import { z } from 'zod'
import { contract, get, page, post } from '#lib/contract.ts'
import { Funds, LedgerEntry, LedgerNarrowing, NewReceipt, Reversal } from './schema.ts'

export const ledger = contract(
  { tag: 'exchange funds', about: ['exchange_funds'], who: 'money.post', agents: false },
  {
    all: page('/exchanges/:id/ledger', {
      summary: 'List the ledger entries of an exchange with the balance after each, newest first',
      who: 'money.see_funds',
      query: LedgerNarrowing,
      item: LedgerEntry,
      by: ['value_date', 'id'],
    }),
    funds: get('/exchanges/:id/funds', {
      summary:
        'Get the balances of an exchange on a day, its expected deposits, and when funds can be released',
      who: 'money.see_funds',
      query: z.object({ as_of: z.iso.date().optional() }),
      gives: Funds,
    }),
    receive: post('/exchanges/:id/ledger', {
      summary: 'Post money that came in for an exchange',
      takes: NewReceipt,
      gives: LedgerEntry,
      status: 201,
      errors: ['refused'],
    }),
    reverse: post('/exchanges/:id/ledger/:entry_id/reverse', {
      summary: 'Reverse an entry of the ledger, with the reason',
      takes: Reversal,
      gives: LedgerEntry,
      status: 201,
      errors: ['refused', 'conflict'],
    }),
  },
)
