export type SettingsSection = {
  to: string
  label: string
  needs?: string
  /** What else people call what is there. */
  words: string
}

export const SETTINGS: SettingsSection[] = [
  { to: '/settings/profile', label: 'Profile', words: 'name phone time zone language' },
  {
    to: '/settings/security',
    label: 'Security',
    words: 'password second factor mfa two-factor sessions devices connected accounts google microsoft',
  },
  {
    to: '/settings/members',
    label: 'Members',
    needs: 'members.read',
    words: 'people users roles invitations colleagues',
  },
  { to: '/settings/teams', label: 'Teams', needs: 'members.read', words: 'groups' },
  {
    to: '/settings/organization',
    label: 'Organization',
    needs: 'organization.manage',
    words: 'branding colour license company safety sign-in providers',
  },
  {
    to: '/settings/api-keys',
    label: 'API keys',
    needs: 'api_keys.use',
    words: 'tokens programs integrations connected apps ai agents claude chatgpt mcp',
  },
  {
    to: '/settings/webhooks',
    label: 'Webhooks',
    needs: 'webhooks.manage',
    words: 'integrations events endpoints automation zapier',
  },
  { to: '/settings/audit', label: 'Audit log', needs: 'audit.read', words: 'record facts history verify' },
  { to: '/settings/outbox', label: 'Outbox', needs: 'organization.manage', words: 'mail sent messages' },
]
