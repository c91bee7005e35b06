import { contract, get, put } from '#lib/contract.ts'
import { FeeAgreement, NewFeeAgreement } from './schema.ts'

export const exchangeFees = contract(
  { tag: 'exchange funds', about: ['exchange_funds'], who: 'money.request', agents: false },
  {
    one: get('/exchanges/:id/fee-agreement', {
      summary: 'Get the fee that an exchange has agreed to pay, and what was paid of it',
      who: 'money.see_funds',
      gives: FeeAgreement,
    }),
    save: put('/exchanges/:id/fee-agreement', {
      summary: 'Record the fee that an exchange has agreed to pay, with its document',
      takes: NewFeeAgreement,
      gives: FeeAgreement,
      errors: ['refused'],
    }),
  },
)
