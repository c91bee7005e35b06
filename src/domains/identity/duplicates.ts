import type { Duplicates } from '#lib/errors.ts'

/** By the constraint that refuses it. */
export const identityDuplicates: Duplicates = {
  teams_organization_id_name_key: { field: 'name', sentence: 'A team with this name already exists.' },
  team_members_organization_id_team_id_user_id_key: { sentence: 'This person is already in the team.' },
  idx_invitations_open: {
    field: 'email',
    sentence: 'This person is already invited. Resend the invitation or revoke it.',
  },
  organization_members_organization_id_user_id_key: { sentence: 'This person is already a member.' },
  organization_members_organization_id_pp_user_id_key: {
    sentence: 'This PracticePanther user belongs to another member.',
  },
  organizations_slug_key: { sentence: 'An organization was created at the same moment. Try again.' },
  users_email_key: { sentence: 'An account was created at the same moment. Sign in, or try again.' },
  mfa_factors_user_id_type_key: {
    sentence: 'You already set up this way of verifying. Turn it off before you set it up again.',
  },
  oauth_connections_provider_provider_user_id_key: { sentence: 'This account belongs to another user here.' },
  oauth_connections_user_id_provider_key: {
    sentence: 'You already connected an account of this provider. Disconnect it first.',
  },
  passkeys_credential_id_key: { sentence: 'This passkey is already saved.' },
}
