import type { Membership } from '#domains/identity/schema.ts'
import { domains } from '#web/app/domains.ts'
import type { SettingsEntry } from '#web/pages.ts'

/** The pages under Settings that the domains bring. */
export const SECTIONS = domains.flatMap(({ sections = [] }) => sections)

const GROUPS = [
  { group: 'you', label: 'You' },
  { group: 'organization', label: 'Organization' },
  { group: 'developers', label: 'Developers' },
  { group: 'system', label: 'System' },
] as const

export type SettingsGroup = { label: string; entries: SettingsEntry[] }

/** The pages under Settings that the member may open; a group without any isn't there. */
export function sectionsFor({ permissions }: Membership): SettingsGroup[] {
  return GROUPS.map(({ group, label }) => ({
    label,
    entries: SECTIONS.filter((entry) => entry.group === group)
      .filter(({ needs }) => !needs || permissions.includes(needs))
      .sort((a, b) => a.order - b.order),
  })).filter(({ entries }) => entries.length > 0)
}
