import { ROLES, type Role } from './actor.ts'

/**
 * Something that a member can be allowed to do. A name is "<noun>.<verb>"; those whose verb begins with "see_" decide
 * which rows a person sees, and "edit_all" which they change: the database asks for them by `app_may`.
 */
export type Permission = {
  name: string
  /** What it allows, as it is shown where permissions are chosen. */
  label: string
  /** The roles that have it beside owners and administrators, who have all. */
  roles: readonly Role[]
  /** It is about who has access, or what the organization is: AI agents never get it. */
  administers?: true
}

export type Permissions = {
  all: readonly Permission[]
  /**
   * What a role allows, with what was granted to the member beside it, cut down to the scopes of an API key if there is
   * one.
   */
  of: (role: Role, granted?: readonly string[], scopes?: readonly string[]) => Set<string>
  /** The roles that have a permission. */
  rolesWith: (name: string) => Role[]
}

const LEADERS: readonly Role[] = ['owner', 'admin']

export function collectPermissions(all: readonly Permission[]): Permissions {
  const has = ({ roles }: Permission, role: Role) => LEADERS.includes(role) || roles.includes(role)
  const namesOf = (role: Role) => all.filter((one) => has(one, role)).map(({ name }) => name)
  const byRole = new Map<Role, string[]>()
  return {
    all,
    of: (role, granted = [], scopes) => {
      const names = byRole.get(role) ?? namesOf(role)
      byRole.set(role, names)
      const allowed = new Set([...names, ...granted])
      return scopes ? allowed.intersection(new Set(scopes)) : allowed
    },
    rolesWith: (name) => ROLES.filter((role) => namesOf(role).includes(name)),
  }
}

/** Of these permissions those that decide which rows are seen or changed, for the database. */
export function rowPermissions(permissions: ReadonlySet<string>): string {
  return [...permissions].filter((name) => name.includes('.see_') || name.endsWith('.edit_all')).join(',')
}
