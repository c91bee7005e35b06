import { z } from 'zod'
import { Email, RoleName } from '#domains/identity/schema.ts'
import { Instant } from '#lib/text.ts'

export const NewInvitation = z.object({
  email: Email,
  role: RoleName,
  team_id: z.uuid().nullable().default(null),
})
export type NewInvitation = z.infer<typeof NewInvitation>

export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: RoleName,
  team_id: z.uuid().nullable(),
  invited_by: z.uuid(),
  expires_at: Instant,
  /** Set once the email with the link could not be delivered. */
  mail_failed_at: Instant.nullable(),
  created_at: Instant,
})
export type Invitation = z.infer<typeof Invitation>

export const InvitationPreview = z.object({
  organization_name: z.string(),
  email: z.string(),
  role: RoleName,
  invited_by: z.string(),
  has_account: z.boolean(),
})
export type InvitationPreview = z.infer<typeof InvitationPreview>
