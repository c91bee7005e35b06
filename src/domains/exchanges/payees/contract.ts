import { contract, get, page, patch, post } from '#lib/contract.ts'
import {
  AccountNumber,
  Freeze,
  NewPayee,
  Payee,
  PayeeChange,
  PayeeNarrowing,
  PayeeVerification,
  Verification,
} from './schema.ts'

export const payees = contract(
  { tag: 'exchange funds', about: ['payee'], who: 'payees.edit', agents: false },
  {
    all: page('/payees', {
      summary: 'List who can be paid from exchange funds, newest first',
      who: 'money.see_funds',
      query: PayeeNarrowing,
      item: Payee,
      by: ['id'],
    }),
    one: get('/payees/:id', {
      summary: 'Get a payee with the state of their bank details',
      who: 'money.see_funds',
      gives: Payee,
      versioned: true,
    }),
    create: post('/payees', {
      summary: 'Enter the bank details of a contact who is paid from exchange funds',
      takes: NewPayee,
      gives: Payee,
      status: 201,
    }),
    change: patch('/payees/:id', {
      summary: 'Change the bank details of a payee, who is frozen until they are verified again',
      takes: PayeeChange,
      gives: Payee,
      confirmed: true,
      versioned: true,
    }),
    verify: post('/payees/:id/verify', {
      summary: 'Record the call by which another member verified the bank details of a payee',
      who: 'payees.verify',
      takes: Verification,
      gives: Payee,
      confirmed: true,
      errors: ['refused', 'forbidden'],
    }),
    verifications: page('/payees/:id/verifications', {
      summary: 'List the calls by which the bank details of a payee were verified, newest first',
      who: 'money.see_funds',
      item: PayeeVerification,
      by: ['id'],
    }),
    freeze: post('/payees/:id/freeze', {
      summary: 'Freeze a payee, who can’t be paid until their bank details are verified again',
      who: 'money.see_funds',
      takes: Freeze,
      gives: Payee,
    }),
    accountNumber: get('/payees/:id/account-number', {
      summary: 'Get the full account number of a payee to send a payment; the view is recorded',
      who: 'money.post',
      gives: AccountNumber,
      secret: true,
      confirmed: true,
    }),
  },
)
