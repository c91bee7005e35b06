import type { Delivery, Webhook } from '#domains/identity/webhooks/schema.ts'

/** What webhooks can tell, in the words of the people who choose it. */
const FACTS: Partial<Record<string, string>> = {
  'documents.uploaded': 'Document uploaded',
  'documents.version_added': 'New version added',
  'documents.stage_reached': 'Processing step finished',
  'documents.read': 'Text read',
  'documents.understood': 'Type and key terms recognized',
  'documents.processing_failed': 'Processing failed',
  'documents.retried': 'Processing started again',
  'documents.changed': 'Details changed',
  'documents.type_corrected': 'Type corrected',
  'documents.extraction_decided': 'Key term accepted, edited or rejected',
  'documents.shared': 'Document shared',
  'documents.share_revoked': 'Share revoked',
  'documents.share_first_viewed': 'Shared link first opened',
  'documents.share_mail_failed': 'Email with a link not delivered',
  'documents.commented': 'Comment added',
  'documents.trashed': 'Moved to trash',
  'documents.restored': 'Restored from trash',
  'documents.purged': 'Deleted permanently',
  'documents.requested': 'Documents requested from a client',
  'documents.request_mail_failed': 'Request email not delivered',
  'documents.request_reminded': 'Reminder sent',
  'documents.request_extended': 'Request extended',
  'documents.received': 'Requested document received',
  'documents.request_closed': 'Request completed',
  'documents.request_withdrawn': 'Request revoked',
  'identity.signed_up': 'Account created',
  'identity.email_verified': 'Email address confirmed',
  'identity.signed_in': 'Signed in',
  'identity.sign_in_failed': 'Sign-in failed',
  'identity.signed_out': 'Signed out',
  'identity.refresh_token_reused': 'Session ended because its token was used twice',
  'identity.password_changed': 'Password changed',
  'identity.person_confirmed': 'Identity confirmed again',
  'identity.factor_added': 'Two-step verification added',
  'identity.factor_removed': 'Two-step verification removed',
  'identity.backup_codes_made': 'Backup codes created',
  'identity.provider_connected': 'Sign-in account connected',
  'identity.provider_disconnected': 'Sign-in account disconnected',
  'identity.profile_changed': 'Profile changed',
  'identity.organization_created': 'Organization created',
  'identity.audit_resumed': 'Audit log resumed after a restore',
  'identity.member_invited': 'Member invited',
  'identity.invitation_resent': 'Invitation resent',
  'identity.invitation_mail_failed': 'Invitation email not delivered',
  'identity.invitation_revoked': 'Invitation revoked',
  'identity.member_joined': 'Member joined',
  'identity.member_changed': 'Member’s role or access changed',
  'identity.team_created': 'Team created',
  'identity.team_changed': 'Team changed',
  'identity.team_deleted': 'Team deleted',
  'identity.organization_changed': 'Organization settings changed',
  'identity.api_key_created': 'API key created',
  'identity.api_key_revoked': 'API key revoked',
  'identity.app_connected': 'App connected',
  'identity.app_disconnected': 'App disconnected',
  'identity.app_token_reused': 'App disconnected because its token was used twice',
  'identity.webhook_created': 'Webhook created',
  'identity.webhook_changed': 'Webhook changed',
  'identity.webhook_deleted': 'Webhook deleted',
  'identity.webhook_disabled': 'Webhook turned off by Deedline',
  'identity.webhook_secret_rotated': 'Webhook secret replaced',
  'webhooks.test': 'Test',
}

const GROUPS: Partial<Record<string, string>> = {
  documents: 'Documents',
  identity: 'Organization and members',
}

/** A fact that has no words yet is called by its name. */
export function wordsOfFact(name: string): string {
  return FACTS[name] ?? asSentence(name.split('.').at(-1) ?? name)
}

export function wordsOfGroup(group: string): string {
  return GROUPS[group] ?? asSentence(group)
}

/** "All of Documents, Member joined", for one line. */
export function wordsOfFacts(facts: string[]): string {
  if (facts.includes('*')) return 'All events'
  return facts
    .map((name) => (name.endsWith('.*') ? `All of ${wordsOfGroup(name.slice(0, -2))}` : wordsOfFact(name)))
    .join(', ')
}

function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ')
}

type Status = { label: string; color: string }

export function statusOfWebhook({ state, failing_since }: Pick<Webhook, 'state' | 'failing_since'>): Status {
  if (state === 'paused') return { label: 'Paused', color: 'gray' }
  if (state === 'disabled') return { label: 'Turned off', color: 'red' }
  return failing_since ? { label: 'Failing', color: 'amber' } : { label: 'Active', color: 'evergreen' }
}

export function statusOfDelivery({ state, attempts }: Pick<Delivery, 'state' | 'attempts'>): Status {
  if (state === 'delivered') return { label: 'Delivered', color: 'evergreen' }
  if (state === 'failed') return { label: 'Failed', color: 'red' }
  return attempts > 0 ? { label: 'Retrying', color: 'amber' } : { label: 'Queued', color: 'blue' }
}

/** "200" or why there was no answer; nothing before the first attempt. */
export function outcomeOf({ status_code, error }: Pick<Delivery, 'status_code' | 'error'>): string {
  return error ?? (status_code === null ? '' : `HTTP ${status_code}`)
}
