import { contract, page } from '#lib/contract.ts'
import { ActivityEntry, ActivityQuery } from './schema.ts'

export const activity = contract(
  { tag: 'documents', about: ['document'], who: 'documents.read' },
  {
    all: page('/documents/:id/activity', {
      summary: 'List what happened to a document, newest first: views, changes, versions, shares, comments',
      query: ActivityQuery,
      item: ActivityEntry,
      by: ['id'],
    }),
  },
)
