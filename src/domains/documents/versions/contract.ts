import { z } from 'zod'
import { DocumentDetail } from '#domains/documents/schema.ts'
import { contract, get, page, post } from '#lib/contract.ts'
import { Comparison, Version } from './schema.ts'

const tag = 'documents'
const version_number = z.coerce.number().int().min(1)

export const versions = contract(
  { tag, about: ['document'], who: 'documents.upload' },
  {
    all: page('/documents/:id/versions', {
      summary: 'List the versions of a document, newest first',
      who: 'documents.read',
      item: Version,
      by: ['version_number'],
    }),
    create: post('/documents/:id/versions', {
      errors: ['duplicate', 'quota_exceeded'],
      summary: 'Upload a new version (multipart, field "file")',
      oneOf: ['documents.edit', 'documents.manage'],
      form: true,
      gives: DocumentDetail,
      status: 201,
      versioned: true,
    }),
    restore: post('/documents/:id/versions/:version_number/restore', {
      summary: 'Restore an earlier version as the newest',
      oneOf: ['documents.edit', 'documents.manage'],
      params: { version_number },
      gives: DocumentDetail,
      status: 201,
      versioned: true,
    }),
  },
)

/** The content of two versions; no fact changes it. */
export const comparisons = contract(
  { tag, about: ['text'], who: 'documents.read' },
  {
    one: get('/documents/:id/compare', {
      summary: 'Compare the text of two versions',
      query: z.object({ from: version_number, to: version_number }),
      gives: Comparison,
    }),
  },
)
