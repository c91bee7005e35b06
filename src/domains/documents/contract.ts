import { contract, get, page, patch, post } from '#lib/contract.ts'
import { AccessEntry } from './access/schema.ts'
import { DocumentExport } from './exports/schema.ts'
import {
  BulkChange,
  BulkResult,
  DocumentChange,
  DocumentDetail,
  DocumentFilter,
  DocumentList,
  Usage,
} from './schema.ts'

/** The policy decides who may change which document. */
export const documents = contract(
  { tag: 'documents', about: ['document'], who: 'documents.read' },
  {
    all: get('/documents', {
      summary: 'Search and list documents',
      query: DocumentFilter,
      gives: DocumentList,
    }),
    export: get('/documents/export', {
      summary: 'Export a list of documents as CSV or XLSX, at most 10,000 rows',
      query: DocumentExport,
      gives: 'file',
      limit: 30,
    }),
    usage: get('/documents/usage', { summary: 'Get the storage used', gives: Usage }),
    one: get('/documents/:id', { summary: 'Get a document', gives: DocumentDetail, versioned: true }),
    change: patch('/documents/:id', {
      summary: 'Update a document',
      oneOf: ['documents.edit', 'documents.manage'],
      takes: DocumentChange,
      gives: DocumentDetail,
      versioned: true,
    }),
    retry: post('/documents/:id/retry', {
      summary: 'Reprocess a document',
      oneOf: ['documents.edit', 'documents.manage'],
      gives: DocumentDetail,
      status: 202,
    }),
    bulk: post('/documents/bulk', {
      summary: 'Update several documents at once',
      oneOf: ['documents.edit', 'documents.delete', 'documents.manage'],
      takes: BulkChange,
      gives: BulkResult,
    }),
    accesses: page('/documents/:id/accesses', {
      summary: 'List who accessed a document, newest first',
      item: AccessEntry,
      by: ['id'],
    }),
  },
)
