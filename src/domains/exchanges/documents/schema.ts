import { z } from 'zod'
import { Instant } from '#lib/text.ts'

export const ExchangeDocumentKind = z.enum([
  ...(['exchange_agreement', 'assignment', 'notice_of_assignment', 'contract', 'identification'] as const),
  ...(['revocation', 'settlement_statement', 'deed', 'escrow_agreement', 'parking_agreement'] as const),
  ...(['acknowledgement', 'authorization', 'contingency', 'other'] as const),
])
export type ExchangeDocumentKind = z.infer<typeof ExchangeDocumentKind>

export const NewExchangeDocument = z
  .object({ document_id: z.uuid(), kind: ExchangeDocumentKind.default('other') })
  .meta({ example: { document_id: '0198f0a0-0000-7000-8000-000000000001', kind: 'exchange_agreement' } })
export type NewExchangeDocument = z.infer<typeof NewExchangeDocument>

/** Only documents that the reader sees. */
export const ExchangeDocument = z.object({
  id: z.uuid(),
  document_id: z.uuid(),
  kind: ExchangeDocumentKind,
  title: z.string().nullable(),
  filename: z.string(),
  mime_type: z.string(),
  file_size: z.int(),
  version_number: z.int(),
  created_at: Instant,
})
export type ExchangeDocument = z.infer<typeof ExchangeDocument>
