import { z } from 'zod'
import { Instant } from '#lib/text.ts'

export const Version = z.object({
  id: z.uuid(),
  version_number: z.number().int(),
  filename: z.string(),
  mime_type: z.string(),
  file_size: z.number(),
  file_hash: z.string(),
  page_count: z.number().int().nullable(),
  changes_summary: z.string().nullable(),
  restored_from: z.number().int().nullable(),
  created_by: z.uuid(),
  created_by_name: z.string().nullable(),
  created_at: Instant,
  shares: z.number().int(),
})
export type Version = z.infer<typeof Version>

export const Comparison = z.object({
  from: z.number().int(),
  to: z.number().int(),
  parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
  truncated: z.boolean(),
})
