import { contract, page } from '#lib/contract.ts'
import { TimelineEntry } from './schema.ts'

export const timeline = contract(
  { tag: 'contacts', about: ['contact'], who: 'contacts.read' },
  {
    all: page('/contacts/:id/timeline', {
      summary: 'List what happened with a contact, newest first: calls, requests, documents, changes',
      item: TimelineEntry,
      by: ['happened_at', 'id'],
    }),
  },
)
