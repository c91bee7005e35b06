import type { Permissions } from '#lib/permissions.ts'
import type { AppAccess } from './schema.ts'

/** The most an app can do; its member may have less. Managing access is only for people. */
export function scopesOf({ all }: Permissions, access: AppAccess): string[] {
  const names = all.filter(({ administers }) => !administers).map(({ name }) => name)
  return access === 'read' ? names.filter((name) => /\.(read$|see_)/.test(name)) : names
}
