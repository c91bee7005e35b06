import { z } from 'zod'
import { contract, get, post } from '#lib/contract.ts'
import { DealRequest, NewDealRequest } from './schema.ts'

export const dealRequests = contract(
  { tag: 'transactions', about: ['transaction', 'document_request'], who: 'transactions.edit' },
  {
    all: get('/transactions/:id/requests', {
      summary: 'List the document requests of a deal that you can see, the newest first',
      who: 'transactions.read',
      gives: z.object({ items: z.array(DealRequest) }),
      whole: 'At most 200 requests are made for a deal.',
    }),
    create: post('/transactions/:id/requests', {
      summary: 'Ask a party of a deal for documents, by email',
      who: 'documents.upload',
      takes: NewDealRequest,
      gives: DealRequest,
      status: 201,
    }),
  },
)
