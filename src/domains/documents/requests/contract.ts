import { z } from 'zod'
import { contract, get, page, patch, post, remove } from '#lib/contract.ts'
import {
  AskedDocument,
  DocumentRequest,
  ExtendedRequest,
  ItemChange,
  NewDocumentRequest,
  RequestFilter,
  SendingDone,
  SendQuery,
  SentFile,
} from './schema.ts'

const tag = 'document requests'

export const requests = contract(
  { tag, about: ['document_request', 'document'], who: 'documents.upload' },
  {
    all: page('/document-requests', {
      summary: 'List document requests: yours, or everyone’s if you manage documents',
      query: RequestFilter,
      item: DocumentRequest,
      by: ['id'],
    }),
    create: post('/document-requests', {
      summary: 'Request documents from a client by email',
      takes: NewDocumentRequest,
      gives: DocumentRequest,
      status: 201,
    }),
    remind: post('/document-requests/:id/remind', { summary: 'Send a reminder', gives: DocumentRequest }),
    extend: post('/document-requests/:id/extend', {
      summary: 'Extend or reopen a request',
      takes: ExtendedRequest,
      gives: DocumentRequest,
    }),
    changeItem: patch('/document-requests/:id/items/:item_id', {
      summary: 'Mark a requested item as received or no longer needed, or ask for it again',
      takes: ItemChange,
      gives: DocumentRequest,
    }),
    complete: post('/document-requests/:id/close', {
      summary: 'Mark a request as complete',
      gives: DocumentRequest,
    }),
    revoke: remove('/document-requests/:id', { summary: 'Revoke a request' }),
  },
)

const token = z.string().min(20).max(200)

/** What the holder of a request's link may call, without an account. */
export const requestPage = contract(
  { tag, about: ['document_request'], who: 'anybody' },
  {
    one: get('/requested/:token', {
      summary: 'View what was requested',
      params: { token },
      gives: AskedDocument,
      whole: 'A request has at most 50 items.',
      limit: 60,
    }),
    send: post('/requested/:token/files', {
      errors: ['gone', 'quota_exceeded', 'refused'],
      summary: 'Upload a file (multipart, field "file")',
      params: { token },
      query: SendQuery,
      form: true,
      gives: SentFile,
      status: 201,
      limit: 60,
    }),
    submit: post('/requested/:token/done', {
      errors: ['gone', 'refused'],
      summary: 'Submit the documents',
      params: { token },
      takes: SendingDone,
      limit: 10,
    }),
  },
)
