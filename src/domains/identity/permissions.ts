import { ROLES, type Role } from '#lib/actor.ts'
import type { Permission } from '#lib/permissions.ts'

export const identityPermissions: Permission[] = [
  { name: 'members.read', label: 'See members and teams', roles: ROLES },
  { name: 'members.manage', label: 'Invite and manage members', roles: [], administers: true },
  { name: 'teams.manage', label: 'Manage teams', roles: [], administers: true },
  { name: 'organization.manage', label: 'Change organization settings', roles: [], administers: true },
  { name: 'audit.read', label: 'Read the audit log', roles: [] },
  {
    name: 'api_keys.use',
    label: 'Create API keys and connect apps',
    roles: ['coordinator', 'officer', 'agent'],
    administers: true,
  },
  {
    name: 'views.share',
    label: 'Share saved views with everyone',
    roles: ROLES.filter((role) => role !== 'viewer'),
  },
  { name: 'webhooks.manage', label: 'Manage webhooks', roles: [], administers: true },
]

/** Whether a role may manage members of another: an administrator can't change an owner. */
export function mayGrant(actor: Role, role: Role): boolean {
  return actor === 'owner' || (actor === 'admin' && role !== 'owner')
}
