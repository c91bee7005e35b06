import { IconSettings, IconSunHigh } from '@tabler/icons-react'
import { domains } from '#web/app/domains.ts'
import type { Entry } from '#web/pages.ts'

/** Every entry of the navigation: the frame's own pages, and those of the domains. */
export const ENTRIES: Entry[] = [
  { to: '/', label: 'Today', icon: IconSunHigh, group: 'top', order: 10, phone: true },
  ...domains.flatMap(({ navigation = [] }) => navigation),
  { to: '/settings', label: 'Settings', icon: IconSettings, group: 'foot', order: 10 },
]
