import { TransactionDetail } from '#domains/transactions/schema.ts'
import { contract, post } from '#lib/contract.ts'
import { Closing } from './schema.ts'

export const closings = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    close: post('/transactions/:id/close', {
      summary: 'Close a deal with its day, price and net sheet, which are kept as they were',
      takes: Closing,
      gives: TransactionDetail,
      errors: ['conflict', 'refused'],
    }),
  },
)
