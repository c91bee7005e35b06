import { z } from 'zod'
import { OneLine } from '#lib/text.ts'

export const ParticipantRole = z.enum([
  ...(['buyer', 'seller', 'client', 'attorney', 'agent', 'lender', 'title_officer'] as const),
  ...(['escrow_officer', 'cpa', 'intermediary', 'coordinator', 'third_party'] as const),
])
export type ParticipantRole = z.infer<typeof ParticipantRole>

const Given = {
  role: ParticipantRole,
  sub_roles: z.array(OneLine(60)).max(10),
  /** The first one to ask among those who have this role. */
  is_primary: z.boolean(),
  authority_level: z.enum(['none', 'standard', 'signatory', 'full']),
  document_access_level: z.enum(['none', 'standard', 'full']),
  /** The member of this organization that the contact is: they see the exchange. */
  user_id: z.uuid().nullable(),
}

/** A contact, or a member of this organization, whose contact is found by their email address or created. */
export const NewParticipant = z
  .object(Given)
  .partial()
  .extend({ participant_id: z.uuid().optional(), role: ParticipantRole })
  .meta({ example: { participant_id: '0198f0a0-0000-7000-8000-000000000001', role: 'cpa' } })
export type NewParticipant = z.infer<typeof NewParticipant>

export const ParticipantChange = z.object(Given).omit({ role: true }).partial()
export type ParticipantChange = z.infer<typeof ParticipantChange>

export const Participant = z.object({
  id: z.uuid(),
  /** The contact. */
  participant_id: z.uuid(),
  /** Null where the reader doesn't see that contact. */
  display_name: z.string().nullable(),
  ...Given,
  sub_roles: z.array(z.string()),
  joined_at: z.string(),
  left_at: z.string().nullable(),
  is_active: z.boolean(),
  version: z.int(),
})
export type Participant = z.infer<typeof Participant>
