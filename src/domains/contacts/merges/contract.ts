import { contract, page, post } from '#lib/contract.ts'
import { Merge, Merged, MergeEntry, UnmergedContacts } from './schema.ts'

export const merges = contract(
  { tag: 'contacts', about: ['contact'], who: 'contacts.merge', agents: false },
  {
    merge: post('/contacts/:id/merge', {
      summary: 'Merge a duplicate into another contact; it can be undone',
      takes: Merge,
      gives: Merged,
    }),
    all: page('/contacts/:id/merges', {
      summary: 'List the merges into a contact, newest first',
      who: 'contacts.read',
      item: MergeEntry,
      by: ['id'],
    }),
    undo: post('/contact-merges/:id/undo', {
      summary: 'Undo a merge: both contacts and all that pointed to them are as before',
      gives: UnmergedContacts,
    }),
  },
)
