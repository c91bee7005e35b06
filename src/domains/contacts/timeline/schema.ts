import { z } from 'zod'

/** Something that happened with a contact: a fact of any domain, or what a person logged. */
export const TimelineEntry = z.object({
  id: z.uuid(),
  /** The name of the fact, or the kind of the interaction: `documents.requested`, `call`. */
  name: z.string(),
  kind: z.enum(['fact', 'interaction']),
  subject_type: z.string(),
  subject_id: z.uuid(),
  /** What is said of it in a few words: a summary, or what the fact names. */
  summary: z.string().nullable(),
  direction: z.enum(['in', 'out']).nullable(),
  user_id: z.uuid().nullable(),
  user_name: z.string().nullable(),
  happened_at: z.string(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>
