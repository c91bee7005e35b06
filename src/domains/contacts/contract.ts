import { z } from 'zod'
import { contract, get, patch, post, remove, sortedPage } from '#lib/contract.ts'
import { CONTACT_SORTS, ContactNarrowing } from './list/schema.ts'
import { ContactChange, ContactDetail, ContactRow, NewContact } from './schema.ts'

export const contacts = contract(
  { tag: 'contacts', about: ['contact'], who: 'contacts.read' },
  {
    all: sortedPage('/contacts', {
      summary: 'Search and list contacts',
      query: ContactNarrowing,
      item: ContactRow,
      sorts: CONTACT_SORTS,
    }),
    count: get('/contacts/count', {
      summary: 'Count the contacts of a list',
      query: ContactNarrowing,
      gives: z.object({ count: z.int() }),
    }),
    one: get('/contacts/:id', { summary: 'Get a contact', gives: ContactDetail, versioned: true }),
    create: post('/contacts', {
      summary: 'Add a contact',
      who: 'contacts.edit',
      takes: NewContact,
      gives: ContactDetail,
      status: 201,
    }),
    change: patch('/contacts/:id', {
      summary: 'Update a contact',
      who: 'contacts.edit',
      takes: ContactChange,
      gives: ContactDetail,
      versioned: true,
    }),
    remove: remove('/contacts/:id', { summary: 'Move a contact to the trash', who: 'contacts.delete' }),
    restore: post('/contacts/:id/restore', {
      summary: 'Restore a contact from the trash',
      who: 'contacts.delete',
      gives: ContactDetail,
    }),
  },
)
