import { ROLES, type Role } from '#lib/actor.ts'

/** Everything that a member can be allowed to do; a role is a set of these, and so is the scope of an API key. */
export const PERMISSIONS = [
  'documents.read',
  'documents.comment',
  'documents.upload',
  'documents.edit',
  'documents.share',
  'documents.delete',
  'documents.manage',
  'members.read',
  'members.manage',
  'teams.manage',
  'organization.manage',
  'audit.read',
  'api_keys.use',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READ: Permission[] = ['documents.read', 'documents.comment', 'members.read']
const WORK: Permission[] = [
  ...READ,
  'documents.upload',
  'documents.edit',
  'documents.share',
  'documents.delete',
  'api_keys.use',
]
const LEAD: Permission[] = [...WORK, 'documents.manage']

const OF_ROLE: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  coordinator: LEAD,
  officer: LEAD,
  agent: WORK,
  assistant: [...READ, 'documents.upload', 'documents.edit'],
  approver: [...READ, 'documents.share'],
  accountant: [...READ, 'documents.upload'],
  viewer: READ,
}

/** What a role may, with what was granted to the member beside it, cut down to the scopes of the key if there is one. */
export function permissionsOf(
  role: Role,
  granted: readonly string[] = [],
  scopes?: readonly string[],
): Set<string> {
  const all = new Set<string>([...OF_ROLE[role], ...granted])
  return scopes ? all.intersection(new Set(scopes)) : all
}

/** The roles that have a permission without anything granted beside it. */
export function rolesWith(permission: string): Role[] {
  return ROLES.filter((role) => OF_ROLE[role].some((one) => one === permission))
}

/** Roles that may manage a member of this role: an admin cannot touch an owner. */
export function mayGrant(actor: Role, role: Role): boolean {
  return actor === 'owner' || (actor === 'admin' && role !== 'owner')
}
