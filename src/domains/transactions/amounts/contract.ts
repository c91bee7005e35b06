import { contract, page, patch, post, remove } from '#lib/contract.ts'
import { Amount, AmountChange, NewAmount } from './schema.ts'

export const amounts = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    all: page('/transactions/:id/amounts', {
      summary: 'List the deposits, credits, fees and other amounts of a deal',
      who: 'transactions.read',
      item: Amount,
      by: ['id'],
    }),
    create: post('/transactions/:id/amounts', {
      summary: 'Add an amount to a deal: who pays whom, when',
      takes: NewAmount,
      gives: Amount,
      status: 201,
      errors: ['refused'],
    }),
    change: patch('/transactions/:id/amounts/:amount_id', {
      summary: 'Change an amount of a deal, such as that it was received',
      takes: AmountChange,
      gives: Amount,
      versioned: true,
      errors: ['refused'],
    }),
    remove: remove('/transactions/:id/amounts/:amount_id', {
      summary: 'Remove an amount from a deal',
      errors: ['refused'],
    }),
  },
)
