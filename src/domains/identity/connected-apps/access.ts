import type { Permissions } from '#lib/permissions.ts'
import type { AppAccess } from './schema.ts'

/** What an app can do at most; its member may have less. What is about access stays with people. */
export function scopesOf({ all }: Permissions, access: AppAccess): string[] {
  const names = all.filter(({ administers }) => !administers).map(({ name }) => name)
  return access === 'read' ? names.filter((name) => /\.(read$|see_)/.test(name)) : names
}
