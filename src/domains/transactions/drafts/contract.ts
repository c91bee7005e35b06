import { contract, get, page } from '#lib/contract.ts'
import { DealDraft, DraftSource } from './schema.ts'

export const dealDrafts = contract(
  { tag: 'transactions', about: ['transaction', 'document'], who: 'transactions.edit' },
  {
    all: page('/transaction-drafts', {
      summary:
        'List documents that you uploaded in the last 30 days, that can begin a deal and belong to none, the newest first',
      item: DraftSource,
      by: ['id'],
    }),
    one: get('/transaction-drafts/:document_id', {
      summary: 'Get a new deal as a document says it: its property, type, price, dates and people',
      gives: DealDraft,
    }),
  },
)
