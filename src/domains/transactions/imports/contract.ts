import { ImportRow } from '#domains/identity/imports/schema.ts'
import { contract, get, page, post } from '#lib/contract.ts'
import { DealImport, DealImportCheck } from './schema.ts'

export const dealImports = contract(
  {
    ...{ tag: 'transactions', about: ['transaction_import', 'transaction'] },
    ...{ who: 'transactions.import', agents: false },
  },
  {
    all: page('/transactions/imports', {
      summary: 'List your imports of deals, newest first',
      item: ImportRow,
      by: ['id'],
    }),
    upload: post('/transactions/imports', {
      summary: 'Upload a file of deals: CSV or XLSX, up to 25 MB (multipart, field "file")',
      form: true,
      gives: DealImport,
      status: 201,
      limit: 30,
    }),
    one: get('/transactions/imports/:import_id', {
      summary: 'Get an import of deals with its progress',
      gives: DealImport,
    }),
    check: post('/transactions/imports/:import_id/check', {
      summary: 'Check what an import of deals would do; nothing is imported yet',
      takes: DealImportCheck,
      gives: DealImport,
      status: 202,
    }),
    run: post('/transactions/imports/:import_id/run', {
      summary: 'Import the deals as checked',
      gives: DealImport,
      status: 202,
    }),
    undo: post('/transactions/imports/:import_id/undo', {
      summary: 'Undo an import of deals: those that no one changed since are removed',
      gives: DealImport,
      status: 202,
    }),
  },
)
