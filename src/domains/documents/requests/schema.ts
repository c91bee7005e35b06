import { z } from 'zod'
import { DocumentStatus, DocumentType, Instant, Visibility } from '#domains/documents/schema.ts'
import { OneLine } from '#lib/text.ts'

const Email = z
  .email()
  .max(320)
  .transform((value) => value.toLowerCase())
const Days = z.number().int().min(1).max(90)

export const NewDocumentRequest = z
  .object({
    requested_from_email: Email,
    title: OneLine(500),
    message: z.string().trim().max(2000).optional(),
    document_type: DocumentType.optional(),
    /** Who sees what arrives. */
    visibility: Visibility.default('private'),
    team_id: z.uuid().optional(),
    expires_in_days: Days.default(14),
  })
  .refine(({ visibility, team_id }) => visibility !== 'team' || team_id, {
    path: ['team_id'],
    message: 'Choose the team that can see it.',
  })
  .meta({ example: { requested_from_email: 'buyer@example.com', title: 'Proof of funds' } })
export type NewDocumentRequest = z.infer<typeof NewDocumentRequest>

export const ExtendedRequest = z.object({ expires_in_days: Days })

/** `open` until it is received (by either side), withdrawn or over. */
export const RequestState = z.enum(['open', 'received', 'withdrawn', 'expired'])
export type RequestState = z.infer<typeof RequestState>

export const DocumentRequest = z.object({
  id: z.uuid(),
  state: RequestState,
  requested_by: z.uuid(),
  requested_by_name: z.string().nullable(),
  requested_from_email: z.string(),
  title: z.string(),
  message: z.string().nullable(),
  document_type: DocumentType.nullable(),
  visibility: Visibility,
  team_id: z.uuid().nullable(),
  note: z.string().nullable(),
  expires_at: Instant,
  reminded_at: Instant.nullable(),
  /** Since when the email to the person asked cannot be delivered. */
  mail_failed_at: Instant.nullable(),
  fulfilled_at: Instant.nullable(),
  created_at: Instant,
  /** What has arrived, as far as the person who asks sees it. */
  documents: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      mime_type: z.string(),
      document_type: DocumentType.nullable(),
      status: DocumentStatus,
    }),
  ),
})
export type DocumentRequest = z.infer<typeof DocumentRequest>

/** What the person who was asked is shown. */
export const AskedDocument = z.object({
  state: RequestState,
  title: z.string(),
  message: z.string().nullable(),
  document_type: DocumentType.nullable(),
  requested_by_name: z.string(),
  organization: z.object({ name: z.string(), branding: z.record(z.string(), z.unknown()) }),
  expires_at: Instant,
  received: z.array(z.object({ filename: z.string(), file_size: z.number().int(), created_at: Instant })),
})
export type AskedDocument = z.infer<typeof AskedDocument>

export const SentFile = z.object({ filename: z.string(), file_size: z.number().int() })
export const SendingDone = z.object({ note: z.string().trim().max(2000).optional() }).default({})
