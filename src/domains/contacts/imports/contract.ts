import { ImportRow } from '#domains/identity/imports/schema.ts'
import { contract, get, page, post } from '#lib/contract.ts'
import { ContactImport, ImportCheck } from './schema.ts'

export const imports = contract(
  { tag: 'contacts', about: ['contact_import', 'contact'], who: 'contacts.import', agents: false },
  {
    all: page('/contacts/imports', {
      summary: 'List your imports of contacts, newest first',
      item: ImportRow,
      by: ['id'],
    }),
    upload: post('/contacts/imports', {
      summary: 'Upload a file of contacts: CSV, XLSX or vCard, up to 25 MB (multipart, field "file")',
      form: true,
      gives: ContactImport,
      status: 201,
      limit: 30,
    }),
    one: get('/contacts/imports/:id', {
      summary: 'Get an import of contacts with its progress',
      gives: ContactImport,
    }),
    check: post('/contacts/imports/:id/check', {
      summary: 'Check what an import would do; nothing is imported yet',
      takes: ImportCheck,
      gives: ContactImport,
      status: 202,
    }),
    run: post('/contacts/imports/:id/run', {
      summary: 'Import the contacts as checked',
      gives: ContactImport,
      status: 202,
    }),
    undo: post('/contacts/imports/:id/undo', {
      summary: 'Undo an import: contacts that no one changed since move to the trash',
      gives: ContactImport,
      status: 202,
    }),
  },
)
