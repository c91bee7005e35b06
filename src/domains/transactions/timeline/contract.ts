import { contract, page } from '#lib/contract.ts'
import { DealEntry } from './schema.ts'

export const dealTimeline = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.read' },
  {
    all: page('/transactions/:id/timeline', {
      summary: 'List what happened with a deal, newest first',
      item: DealEntry,
      by: ['id'],
    }),
  },
)
