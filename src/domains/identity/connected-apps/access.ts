import { PERMISSIONS } from '#domains/identity/permissions.ts'
import type { AppAccess } from './schema.ts'

/** What stays with people: who has access, and what the organization is. */
const ADMINISTRATION = new Set<string>([
  'members.manage',
  'teams.manage',
  'organization.manage',
  'api_keys.use',
  'webhooks.manage',
])

/** What an app can do at most; its member may have less. */
export function scopesOf(access: AppAccess): string[] {
  if (access === 'read') return PERMISSIONS.filter((name) => name.endsWith('.read'))
  return PERMISSIONS.filter((name) => !ADMINISTRATION.has(name))
}
