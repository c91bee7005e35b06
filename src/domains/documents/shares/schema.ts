import { z } from 'zod'
import { SenderCard } from '#domains/documents/senders/schema.ts'
import { Instant } from '#lib/text.ts'

/** `view`: its pages on the screen. `download`: also the file. `comment`: also comments. */
export const AccessType = z.enum(['view', 'download', 'comment'])
export type AccessType = z.infer<typeof AccessType>

export const NewShare = z
  .object({
    email: z
      .email()
      .max(320)
      .transform((v) => v.toLowerCase())
      .optional(),
    user_id: z.uuid().optional(),
    access_type: AccessType.default('view'),
    password: z.string().min(4).max(200).optional(),
    expires_at: z.iso.datetime({ offset: true }).optional(),
    max_accesses: z.number().int().min(1).max(100_000).optional(),
    message: z.string().max(2000).optional(),
    version_number: z.number().int().min(1).optional(),
  })
  .superRefine((share, context) => {
    if (!share.user_id) return
    for (const field of ['email', 'password', 'max_accesses', 'version_number'] as const)
      if (share[field] !== undefined)
        context.addIssue({
          code: 'custom',
          path: [field],
          message: 'belongs to links; a colleague signs in and always sees the newest version',
        })
  })
  .meta({ example: { email: 'buyer@example.com', access_type: 'view' } })
export type NewShare = z.infer<typeof NewShare>

export const Share = z.object({
  id: z.uuid(),
  document_id: z.uuid(),
  version_number: z.number().int(),
  file_hash: z.string(),
  shared_by: z.uuid(),
  shared_by_name: z.string().nullable(),
  shared_with_email: z.string().nullable(),
  shared_with_user_id: z.uuid().nullable(),
  access_type: AccessType,
  has_password: z.boolean(),
  message: z.string().nullable(),
  expires_at: Instant.nullable(),
  max_accesses: z.number().int().nullable(),
  access_count: z.number().int(),
  last_accessed_at: Instant.nullable(),
  first_viewed_at: Instant.nullable(),
  /** Set once the email with the link could not be delivered. */
  mail_failed_at: Instant.nullable(),
  revoked_at: Instant.nullable(),
  created_at: Instant,
})
export type Share = z.infer<typeof Share>
/** The link is returned once, on creation: only its hash is stored. */
export const CreatedShare = Share.extend({ url: z.string().nullable() })
export type CreatedShare = z.infer<typeof CreatedShare>

/** What the holder of a link sees. */
export const SharedDocument = z.object({
  title: z.string(),
  filename: z.string(),
  mime_type: z.string(),
  file_size: z.number(),
  page_count: z.number().int().nullable(),
  access_type: AccessType,
  message: z.string().nullable(),
  shared_by_name: z.string(),
  shared_by: SenderCard,
  organization: z.object({ name: z.string(), branding: z.record(z.string(), z.unknown()) }),
  expires_at: Instant.nullable(),
  version_number: z.number().int(),
  newer_version: z.boolean(),
})
export type SharedDocument = z.infer<typeof SharedDocument>

/** A document as a person outside sees it in a list of what is shared with them. */
export const SharedWith = z.object({
  id: z.uuid(),
  document_id: z.uuid(),
  title: z.string(),
  mime_type: z.string(),
  file_size: z.int(),
  created_at: Instant,
  url: z.string().nullable(),
})
export type SharedWith = z.infer<typeof SharedWith>
