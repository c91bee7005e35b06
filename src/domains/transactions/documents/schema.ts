import { z } from 'zod'
import { DocumentType } from '#domains/documents/schema.ts'
import { OneLine } from '#lib/text.ts'

export const Attachment = z
  .object({
    document_id: z.uuid(),
    /** What it is in the deal: "Inspection report". */
    document_role: OneLine(100).nullable().optional(),
  })
  .meta({ example: { document_id: '0198f0a0-0000-7000-8000-000000000002', document_role: 'Contract' } })
export type Attachment = z.infer<typeof Attachment>

export const AttachedDocument = z.object({
  id: z.uuid(),
  document_id: z.uuid(),
  title: z.string(),
  document_type: DocumentType.nullable(),
  status: z.string(),
  document_role: z.string().nullable(),
  /** The property that it is about by its values. */
  property_address: z.string().nullable(),
  /** When it was attached. */
  created_at: z.string(),
})
export type AttachedDocument = z.infer<typeof AttachedDocument>
