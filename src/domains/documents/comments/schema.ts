import { z } from 'zod'
import { Instant } from '#domains/documents/schema.ts'

export const NewComment = z.object({
  content: z.string().trim().min(1).max(10_000).meta({ example: 'Page 3 lacks the initials.' }),
  page_number: z.number().int().min(1).optional(),
  author_name: z.string().trim().min(1).max(200).optional(),
})
export type NewComment = z.infer<typeof NewComment>
export const Comment = z.object({
  id: z.uuid(),
  version_number: z.number().int(),
  page_number: z.number().int().nullable(),
  author_name: z.string(),
  content: z.string(),
  created_at: Instant,
})
