import { z } from 'zod'
import { Instant } from '#lib/text.ts'

export const CalendarFeed = z.object({
  id: z.uuid(),
  name: z.string(),
  /** What it is about, where it is one thing; otherwise it has all dates of the member. */
  subject_type: z.string().nullable(),
  subject_id: z.uuid().nullable(),
  last_read_at: Instant.nullable(),
  created_at: Instant,
})
export type CalendarFeed = z.infer<typeof CalendarFeed>

/** Its address has the secret in it, and is shown once. */
export const CreatedFeed = CalendarFeed.extend({ url: z.string() })
export type CreatedFeed = z.infer<typeof CreatedFeed>
