import { contract, get, page, patch, post } from '#lib/contract.ts'
import { AccountChange, AccountNarrowing, ExchangeAccount, NewAccount } from './schema.ts'

export const exchangeAccounts = contract(
  { tag: 'exchange funds', about: ['exchange_account'], who: 'money.manage_accounts', agents: false },
  {
    all: page('/exchange-accounts', {
      summary: 'List the bank accounts that hold exchange funds',
      who: 'money.see_funds',
      query: AccountNarrowing,
      item: ExchangeAccount,
      by: ['id'],
    }),
    one: get('/exchange-accounts/:id', {
      summary: 'Get a bank account that holds exchange funds, with its balance',
      who: 'money.see_funds',
      gives: ExchangeAccount,
      versioned: true,
    }),
    create: post('/exchange-accounts', {
      summary: 'Open an account for one exchange, or a master account for sub-accounts',
      takes: NewAccount,
      gives: ExchangeAccount,
      status: 201,
    }),
    change: patch('/exchange-accounts/:id', {
      summary: 'Update the terms of an account, or close it once it is empty',
      takes: AccountChange,
      gives: ExchangeAccount,
      versioned: true,
      errors: ['refused'],
    }),
  },
)
