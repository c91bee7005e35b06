import { ROLES, type Role } from '#lib/actor.ts'
import type { Permission } from '#lib/permissions.ts'

export const identityPermissions: Permission[] = [
  { name: 'members.read', label: 'See members and teams', roles: ROLES },
  { name: 'members.manage', label: 'Invite and manage members', roles: [] },
  { name: 'teams.manage', label: 'Manage teams', roles: [] },
  { name: 'organization.manage', label: 'Change organization settings', roles: [] },
  { name: 'audit.read', label: 'Read the audit log', roles: [] },
  { name: 'api_keys.use', label: 'Create API keys', roles: ['coordinator', 'officer', 'agent'] },
  { name: 'webhooks.manage', label: 'Manage webhooks', roles: [] },
]

/** Whether a role may manage members of another: an administrator can't touch an owner. */
export function mayGrant(actor: Role, role: Role): boolean {
  return actor === 'owner' || (actor === 'admin' && role !== 'owner')
}
