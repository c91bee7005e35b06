import { contract, page, post, remove } from '#lib/contract.ts'
import { ExchangeDocument, NewExchangeDocument } from './schema.ts'

export const exchangeDocuments = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.edit' },
  {
    all: page('/exchanges/:id/documents', {
      summary: 'List the documents of an exchange that you see',
      who: 'exchanges.read',
      item: ExchangeDocument,
      by: ['id'],
    }),
    attach: post('/exchanges/:id/documents', {
      summary: 'Attach a document to an exchange',
      takes: NewExchangeDocument,
      gives: ExchangeDocument,
      status: 201,
    }),
    detach: remove('/exchanges/:id/documents/:document_id', {
      summary: 'Remove a document from an exchange; the document itself stays',
      errors: ['refused'],
    }),
  },
)
