import { z } from 'zod'
import { Instant } from '#lib/text.ts'

export const AccessEntry = z.object({
  id: z.uuid(),
  action: z.enum(['view', 'download', 'upload', 'share', 'delete', 'edit', 'comment']),
  user_id: z.uuid().nullable(),
  share_id: z.uuid().nullable(),
  who: z.string(),
  version_number: z.number().int().nullable(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  success: z.boolean(),
  error_message: z.string().nullable(),
  created_at: Instant,
})
export type AccessEntry = z.infer<typeof AccessEntry>
