import { z } from 'zod'
import { contract, get, patch, post, remove, sortedPage } from '#lib/contract.ts'
import { ContactBulk, ContactBulkResult } from './bulk/schema.ts'
import { ContactExport } from './exports/schema.ts'
import { CONTACT_SORTS, ContactNarrowing } from './list/schema.ts'
import { ContactMap, ContactMapQuery } from './map/schema.ts'
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
    map: get('/contacts/map', {
      summary: 'Show a list of contacts on a map, in clusters',
      query: ContactMapQuery,
      gives: ContactMap,
    }),
    export: get('/contacts/export', {
      summary: 'Export a list of contacts as CSV or XLSX, at most 50,000 rows',
      who: 'contacts.import',
      query: ContactExport,
      gives: 'file',
      limit: 30,
    }),
    bulk: post('/contacts/bulk', {
      summary: 'Update several contacts at once',
      oneOf: ['contacts.edit', 'contacts.delete'],
      takes: ContactBulk,
      gives: ContactBulkResult,
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
