import { z } from 'zod'
import { Instant, OneLine } from '#lib/text.ts'

/** `members`: internal. `guests`: also for people with a link for comments. */
export const CommentAudience = z.enum(['members', 'guests'])

const said = {
  content: z.string().trim().min(1).max(10_000).meta({ example: 'The initials are missing on page 3.' }),
  page_number: z.number().int().min(1).optional(),
}
export const NewComment = z.object({ ...said, audience: CommentAudience.default('members') })
export type NewComment = z.infer<typeof NewComment>
export const NewGuestComment = z.object({ ...said, author_name: OneLine(200).default('Guest') })
export type NewGuestComment = z.infer<typeof NewGuestComment>

export const Comment = z.object({
  id: z.uuid(),
  version_number: z.number().int(),
  page_number: z.number().int().nullable(),
  author_name: z.string(),
  /** Set by the server: guests choose their name, but not their kind. */
  author_kind: z.enum(['member', 'guest']),
  audience: CommentAudience,
  content: z.string(),
  created_at: Instant,
})
export type Comment = z.infer<typeof Comment>
