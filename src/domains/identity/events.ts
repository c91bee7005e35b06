import { z } from 'zod'
import { fact } from '#infra/facts/events.ts'

const nothing = z.object({})
const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))

export const signedUp = fact('identity.signed_up', 'user', 'Account created', z.object({ email: z.string() }))
export const emailVerified = fact('identity.email_verified', 'user', 'Email address confirmed', nothing)
export const signedIn = fact(
  'identity.signed_in',
  'user',
  'Signed in',
  z.object({ session_id: z.uuid(), method: z.string() }),
)
export const signInFailed = fact(
  'identity.sign_in_failed',
  'user',
  'Sign-in failed',
  z.object({ reason: z.string() }),
)
export const signedOut = fact(
  'identity.signed_out',
  'user',
  'Signed out',
  z.object({ session_ids: z.array(z.uuid()) }),
)
export const tokenReused = fact(
  'identity.refresh_token_reused',
  'user',
  'Session ended because its token was used twice',
  z.object({ session_id: z.uuid() }),
)
export const passwordChanged = fact(
  'identity.password_changed',
  'user',
  'Password changed',
  z.object({ how: z.enum(['reset', 'changed']) }),
)
export const personConfirmed = fact(
  'identity.person_confirmed',
  'user',
  'Identity confirmed again',
  z.object({ how: z.string() }),
)
export const factorAdded = fact(
  'identity.factor_added',
  'user',
  'Two-step verification added',
  z.object({ type: z.string() }),
)
export const factorRemoved = fact(
  'identity.factor_removed',
  'user',
  'Two-step verification removed',
  z.object({ type: z.string() }),
)
export const passkeyAdded = fact(
  'identity.passkey_added',
  'user',
  'Passkey added',
  z.object({ name: z.string() }),
)
export const passkeyRemoved = fact(
  'identity.passkey_removed',
  'user',
  'Passkey removed',
  z.object({ name: z.string() }),
)
export const backupCodesMade = fact(
  'identity.backup_codes_made',
  'user',
  'Backup codes created',
  z.object({ count: z.number() }),
)
export const providerConnected = fact(
  'identity.provider_connected',
  'user',
  'Sign-in account connected',
  z.object({ provider: z.string() }),
)
export const providerDisconnected = fact(
  'identity.provider_disconnected',
  'user',
  'Sign-in account disconnected',
  z.object({ provider: z.string() }),
)
export const profileChanged = fact('identity.profile_changed', 'user', 'Profile changed', change)

export const organizationCreated = fact(
  'identity.organization_created',
  'organization',
  'Organization created',
  z.object({ name: z.string() }),
)
export const auditResumed = fact(
  'identity.audit_resumed',
  'organization',
  'Audit log resumed after a restore',
  z.object({ reason: z.string(), fault: z.string(), position: z.number() }),
)
export const organizationChanged = fact(
  'identity.organization_changed',
  'organization',
  'Organization settings changed',
  change,
)
export const memberInvited = fact(
  'identity.member_invited',
  'invitation',
  'Member invited',
  z.object({ email: z.string(), role: z.string() }),
)
export const invitationResent = fact(
  'identity.invitation_resent',
  'invitation',
  'Invitation resent',
  z.object({ email: z.string() }),
)
export const invitationMailFailed = fact(
  'identity.invitation_mail_failed',
  'invitation',
  'Invitation email not delivered',
  z.object({ email: z.string() }),
)
export const invitationRevoked = fact(
  'identity.invitation_revoked',
  'invitation',
  'Invitation revoked',
  z.object({ email: z.string() }),
)
export const memberJoined = fact(
  'identity.member_joined',
  'member',
  'Member joined',
  z.object({ user_id: z.uuid(), role: z.string() }),
)
export const memberChanged = fact(
  'identity.member_changed',
  'member',
  'Member’s role or access changed',
  change,
)
export const teamCreated = fact(
  'identity.team_created',
  'team',
  'Team created',
  z.object({ name: z.string() }),
)
export const teamChanged = fact('identity.team_changed', 'team', 'Team changed', change)
export const teamDeleted = fact(
  'identity.team_deleted',
  'team',
  'Team deleted',
  z.object({ name: z.string() }),
)
export const apiKeyCreated = fact(
  'identity.api_key_created',
  'api_key',
  'API key created',
  z.object({ name: z.string(), scopes: z.array(z.string()) }),
)
export const apiKeyRevoked = fact(
  'identity.api_key_revoked',
  'api_key',
  'API key revoked',
  z.object({ name: z.string() }),
)

/** Only the host of a webhook's URL is recorded: the rest is often a secret. */
export const webhookCreated = fact(
  'identity.webhook_created',
  'webhook',
  'Webhook created',
  z.object({ host: z.string(), facts: z.array(z.string()) }),
)
export const webhookChanged = fact('identity.webhook_changed', 'webhook', 'Webhook changed', change)
export const webhookDeleted = fact(
  'identity.webhook_deleted',
  'webhook',
  'Webhook deleted',
  z.object({ host: z.string() }),
)
export const webhookDisabled = fact(
  'identity.webhook_disabled',
  'webhook',
  'Webhook turned off by Deedline',
  z.object({ host: z.string(), reason: z.enum(['failing', 'gone']) }),
)
export const webhookSecretRotated = fact(
  'identity.webhook_secret_rotated',
  'webhook',
  'Webhook secret replaced',
  z.object({ host: z.string() }),
)
export const viewCreated = fact(
  'identity.view_created',
  'view',
  'View saved',
  z.object({ name: z.string(), shared: z.boolean() }),
)
export const viewChanged = fact('identity.view_changed', 'view', 'View changed', change)
export const viewDeleted = fact(
  'identity.view_deleted',
  'view',
  'View deleted',
  z.object({ name: z.string() }),
)

export const appConnected = fact(
  'identity.app_connected',
  'connected_app',
  'App connected',
  z.object({ name: z.string(), host: z.string(), access: z.enum(['read', 'write']) }),
)
export const appDisconnected = fact(
  'identity.app_disconnected',
  'connected_app',
  'App disconnected',
  z.object({ name: z.string() }),
)
export const appTokenReused = fact(
  'identity.app_token_reused',
  'connected_app',
  'App disconnected because its token was used twice',
  z.object({ name: z.string() }),
)
const feed = z.object({ name: z.string() })
export const calendarFeedCreated = fact(
  'identity.calendar_feed_created',
  'calendar_feed',
  'Calendar feed created',
  feed,
)
export const calendarFeedRevoked = fact(
  'identity.calendar_feed_revoked',
  'calendar_feed',
  'Calendar feed ended',
  feed,
)
