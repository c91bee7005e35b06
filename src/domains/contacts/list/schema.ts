import { z } from 'zod'
import { readArea } from '#domains/contacts/rules/area.ts'
import { ContactKind, ContactType, ContactVisibility } from '#domains/contacts/schema.ts'
import { Many } from '#lib/many.ts'

/** Selects contacts: the words, and the filters. */
export const ContactNarrowing = z.object({
  /** Parts of names, companies, email addresses, cities, or digits of a phone number. */
  q: z.string().trim().max(200).optional(),
  kind: Many.pipe(z.array(ContactKind)).optional(),
  contact_type: Many.pipe(z.array(ContactType)).optional(),
  tag: Many.pipe(z.array(z.string().max(60)).max(20)).optional(),
  owner_id: Many.pipe(z.array(z.uuid()).max(50)).optional(),
  state: Many.pipe(z.array(z.string().max(50)).max(60)).optional(),
  visibility: ContactVisibility.optional(),
  /** At least this strength, 1 to 5. */
  strength: z.coerce.number().int().min(1).max(5).optional(),
  /** Follow-ups due on or before this day. */
  followup_by: z.iso.date().optional(),
  has_email: z.stringbool().optional(),
  import_id: z.uuid().optional(),
  /** Within these corners: longitude and latitude of each, "-122.5,37.7;-122.3,37.7;-122.3,37.9", at most 100. */
  area: z
    .string()
    .max(3000)
    .refine((text) => readArea(text) !== undefined, 'has 3 to 100 corners, each a longitude and a latitude')
    .optional(),
  trashed: z.stringbool().default(false),
})
export type ContactNarrowing = z.infer<typeof ContactNarrowing>

/** Within each value of an order, by id. */
export const CONTACT_SORTS = {
  name: ['sort_name', 'id'],
  name_desc: ['sort_name', 'id'],
  newest: ['id'],
  oldest: ['id'],
  last_interaction: ['last_interaction_date', 'id'],
  followup: ['next_followup_date', 'id'],
  strength: ['relationship_strength', 'id'],
  importance: ['importance_score', 'id'],
} as const
