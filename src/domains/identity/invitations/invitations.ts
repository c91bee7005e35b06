import { invitationResent, invitationRevoked, memberInvited, memberJoined } from '#domains/identity/events.ts'
import type { Invitation, NewInvitation } from '#domains/identity/invitations/schema.ts'
import { insertMember } from '#domains/identity/members/queries.ts'
import { mayGrant } from '#domains/identity/permissions.ts'
import { insertTeamMember } from '#domains/identity/teams/queries.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import type { Actor, Role } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import {
  findOpenInvitation,
  isMember,
  saveAccepted,
  saveInvitation,
  saveResent,
  saveRevoked,
} from './queries.ts'

const DAYS = 14

export async function inviteMember(
  tx: Tx,
  actor: Actor,
  input: NewInvitation,
  now: Date,
): Promise<Invitation> {
  demand(mayGrant(actor.role as Role, input.role), 'invite members to this role')
  if (await isMember(tx, actor.organization_id, input.email))
    throw new AppError('conflict', `${input.email} is already a member.`)
  const invitation = await saveInvitation(
    tx,
    actor.organization_id,
    {
      ...input,
      invited_by: actor.user_id ?? '',
      token_hash: hashToken(newToken()), // No one knows it: the link is created when the email is written.
      expires_at: expiryOf(now),
    },
    now,
  )
  if (!invitation)
    throw new AppError('conflict', `${input.email} is already invited. Resend the invitation or revoke it.`)
  const { email, role } = invitation
  await publish(tx, actor.organization_id, memberInvited, invitation.id, { email, role })
  await mailInvitation(tx, invitation.id, actor)
  return invitation
}

/** Sends a new link by email, which replaces the one before and restarts the time to accept. */
export async function resendInvitation(tx: Tx, actor: Actor, id: string, now: Date): Promise<Invitation> {
  const invitation = found(await saveResent(tx, actor.organization_id, id, expiryOf(now)), 'invitation')
  demand(mayGrant(actor.role as Role, invitation.role), 'invite members to this role')
  await publish(tx, actor.organization_id, invitationResent, id, { email: invitation.email })
  await mailInvitation(tx, id, actor)
  return invitation
}

function expiryOf(now: Date): Date {
  return new Date(now.getTime() + DAYS * 86_400_000)
}

function mailInvitation(tx: Tx, invitation_id: string, { organization_id }: Actor) {
  return enqueue(tx, 'identity.mail_invitation', { organization_id, invitation_id })
}

export async function revokeInvitation(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const { email } = found(await saveRevoked(tx, actor.organization_id, id, now), 'invitation')
  await publish(tx, actor.organization_id, invitationRevoked, id, { email })
}

/** The content of an invitation, for the holder of its emailed link. */
export async function openInvitation(tx: Tx, token: string, now: Date) {
  const invitation = await findOpenInvitation(tx, hashToken(token), now)
  if (!invitation)
    throw new AppError('gone', 'This invitation was used, revoked or has expired. Ask for a new one.')
  return invitation
}

/** Makes the person a member, by the link emailed to their address. */
export async function acceptInvitation(
  tx: Tx,
  user_id: string,
  email: string,
  token: string,
  now: Date,
): Promise<void> {
  const invitation = await openInvitation(tx, token, now)
  if (invitation.email !== email)
    throw new AppError('forbidden', `This invitation is for ${invitation.email}. Sign in with that address.`)
  const { organization_id, role, team_id, invited_by } = invitation
  if (!(await saveAccepted(tx, organization_id, invitation.id, now)))
    throw new AppError('gone', 'This invitation was just used.')
  const member_id = await insertMember(tx, organization_id, { user_id, role, created_by: invited_by })
  if (team_id) await insertTeamMember(tx, organization_id, { team_id, user_id, role: 'member' })
  await publish(tx, organization_id, memberJoined, member_id, { user_id, role })
}
