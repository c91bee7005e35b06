import { z } from 'zod'
import { Instant } from '#lib/text.ts'

/** What happened: it was looked at, changed, got a version, was shared, commented on, or one of its values was decided. */
export const ActivityKind = z.enum(['view', 'change', 'version', 'share', 'comment', 'term'])
export type ActivityKind = z.infer<typeof ActivityKind>

export const ActivityQuery = z.object({ kind: ActivityKind.optional() })

export const ActivityEntry = z.object({
  id: z.uuid(),
  kind: ActivityKind,
  name: z.string().meta({
    description: 'Of a view, `view` or `download`; of everything else, the fact, such as `documents.shared`.',
  }),
  who: z.string(),
  user_id: z.uuid().nullable(),
  /** What the fact says: fields that were changed with their values before and after, the person it was shared with. */
  payload: z.record(z.string(), z.unknown()),
  version_number: z.number().int().nullable(),
  by_link: z.boolean(),
  success: z.boolean(),
  error_message: z.string().nullable(),
  ip_address: z.string().nullable(),
  created_at: Instant,
})
export type ActivityEntry = z.infer<typeof ActivityEntry>
