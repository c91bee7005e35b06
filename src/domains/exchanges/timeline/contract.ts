import { contract, page } from '#lib/contract.ts'
import { ExchangeEntry } from './schema.ts'

export const exchangeTimeline = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.read' },
  {
    all: page('/exchanges/:id/timeline', {
      summary: 'List what happened with an exchange, newest first',
      item: ExchangeEntry,
      by: ['id'],
    }),
  },
)
