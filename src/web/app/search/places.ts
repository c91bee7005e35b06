import { IconSettings } from '@tabler/icons-react'
import type { Membership } from '#domains/identity/schema.ts'
import { domains } from '#web/app/domains.ts'
import { ENTRIES } from '#web/app/frame/entries.ts'
import { groupsFor } from '#web/app/frame/navigation.ts'
import { sectionsFor } from '#web/app/settings/sections.ts'
import type { Place } from '#web/pages.ts'

const PLACES = domains.flatMap(({ places = [] }) => places)

/** Every page that the search box can lead to: those of the navigation, of Settings, and further ones of the domains. */
export function placesFor(membership: Membership): Place[] {
  const entries = groupsFor(ENTRIES, membership).flatMap((group) => group.entries)
  const settings = sectionsFor(membership).flatMap((group) => group.entries)
  return [
    ...entries.map(({ to, label, icon }) => ({ to, title: label, icon })),
    ...settings.map(({ to, label, words }) => ({
      to,
      title: label,
      note: 'Settings',
      words,
      icon: IconSettings,
    })),
    ...PLACES.filter(({ needs }) => !needs || membership.permissions.includes(needs)),
  ]
}
