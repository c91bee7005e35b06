import { z } from 'zod'
import { DocumentDetail } from '#domains/documents/schema.ts'
import { contract, get, post } from '#lib/contract.ts'

export const files = contract(
  { tag: 'documents', about: ['document'] },
  {
    upload: post('/documents', {
      errors: ['duplicate', 'quota_exceeded'],
      summary: 'Upload a document (multipart, field "file")',
      who: 'documents.upload',
      form: true,
      gives: DocumentDetail,
      status: 201,
      versioned: true,
    }),
    content: get('/documents/:id/content', {
      errors: ['out_of_range'],
      summary: 'Download or view the file',
      who: 'documents.read',
      query: z.object({
        version_number: z.coerce.number().int().min(1).optional(),
        disposition: z.enum(['inline', 'attachment']).default('attachment'),
      }),
      gives: 'file',
    }),
  },
)
