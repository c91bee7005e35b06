import { TransactionDetail } from '#domains/transactions/schema.ts'
import { contract, post } from '#lib/contract.ts'
import { Cancellation, StageStep } from './schema.ts'

export const stages = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    move: post('/transactions/:id/stage', {
      summary: 'Move a deal to another stage, close it, or reopen it with a reason',
      takes: StageStep,
      gives: TransactionDetail,
      errors: ['conflict', 'refused'],
    }),
    cancel: post('/transactions/:id/cancel', {
      summary: 'Cancel a deal, with the reason',
      takes: Cancellation,
      gives: TransactionDetail,
      errors: ['refused'],
    }),
  },
)
