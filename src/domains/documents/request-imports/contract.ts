import { contract, post, remove } from '#lib/contract.ts'
import { ImportResult, ImportUndone, RequestImport } from './schema.ts'

export const requestImports = contract(
  { tag: 'document requests', about: ['document_request'], who: 'documents.upload' },
  {
    run: post('/document-request-imports', {
      summary: 'Request documents from many clients at once; an error in any row cancels all',
      takes: RequestImport,
      gives: ImportResult,
      bytes: 4_000_000,
      limit: 30,
    }),
    undo: remove('/document-request-imports/:id', {
      summary: 'Revoke the requests of an import that are still open',
      gives: ImportUndone,
    }),
  },
)
