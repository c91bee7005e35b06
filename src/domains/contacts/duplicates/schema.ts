import { z } from 'zod'
import { ContactRow } from '#domains/contacts/schema.ts'

export const Duplicate = z.object({
  contact: ContactRow,
  other: ContactRow,
  /** How likely they are one, 0.6 to 1. */
  score: z.number(),
  reasons: z.array(z.string()),
})
export type Duplicate = z.infer<typeof Duplicate>

export const Distinction = z
  .object({ other_contact_id: z.uuid() })
  .meta({ example: { other_contact_id: '0198f0a0-0000-7000-8000-000000000002' } })
