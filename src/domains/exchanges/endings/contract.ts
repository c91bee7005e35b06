import { ExchangeDetail, Failure } from '#domains/exchanges/schema.ts'
import { contract, post } from '#lib/contract.ts'

export const exchangeEndings = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.edit' },
  {
    complete: post('/exchanges/:id/complete', {
      summary: 'Complete an exchange whose replacement was received and whose money is paid out',
      gives: ExchangeDetail,
      errors: ['refused'],
      agents: false,
    }),
    fail: post('/exchanges/:id/fail', {
      summary: 'Record that an exchange failed, with the reason',
      takes: Failure,
      gives: ExchangeDetail,
      errors: ['refused'],
      agents: false,
    }),
  },
)
