import { contract, page, post, remove } from '#lib/contract.ts'
import { AttachedDocument, Attachment } from './schema.ts'

export const attachments = contract(
  { tag: 'transactions', about: ['transaction', 'document'], who: 'transactions.edit' },
  {
    all: page('/transactions/:id/documents', {
      summary: 'List the documents of a deal that you can see, the newest first',
      who: 'transactions.read',
      item: AttachedDocument,
      by: ['id'],
    }),
    attach: post('/transactions/:id/documents', {
      summary: 'Attach a document to a deal',
      takes: Attachment,
      gives: AttachedDocument,
      status: 201,
    }),
    detach: remove('/transactions/:id/documents/:document_id', { summary: 'Detach a document from a deal' }),
  },
)
