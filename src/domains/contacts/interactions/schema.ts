import { z } from 'zod'
import { Instant } from '#lib/text.ts'

export const InteractionKind = z.enum(['call', 'meeting', 'email', 'text', 'letter', 'note'])

export const NewInteraction = z
  .object({
    kind: InteractionKind,
    /** `in`: they reached out; `out`: they were reached. */
    direction: z.enum(['in', 'out']).nullable().default(null),
    /** Now, unless it says otherwise. */
    happened_at: Instant.optional(),
    minutes: z.int().min(0).max(1440).nullable().default(null),
    summary: z.string().trim().min(1, 'is missing').max(5000),
    /** When to follow up; null: no longer. */
    next_followup_date: z.iso.date().nullable().optional(),
  })
  .meta({
    example: { kind: 'call', direction: 'out', minutes: 10, summary: 'Wants to list in March.' },
  })
export type NewInteraction = z.infer<typeof NewInteraction>

export const Interaction = z.object({
  id: z.uuid(),
  kind: InteractionKind,
  direction: z.enum(['in', 'out']).nullable(),
  happened_at: z.string(),
  minutes: z.int().nullable(),
  summary: z.string(),
  created_by: z.uuid(),
  created_by_name: z.string().nullable(),
})
export type Interaction = z.infer<typeof Interaction>
