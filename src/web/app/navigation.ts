import {
  IconCalculator,
  IconClipboardCheck,
  IconFiles,
  IconMailForward,
  IconSettings,
  IconSunHigh,
  IconTrash,
} from '@tabler/icons-react'
import type { Membership } from '#domains/identity/schema.ts'

type Entry = {
  to: string
  label: string
  icon: typeof IconFiles
  /** The permission without which the page has nothing to show. */
  needs?: string
  /** The kinds of organization whose people work there; all of them when it is not said. */
  of?: Membership['type'][]
  /** Only this very page makes the entry current, not what lies below it. */
  exact?: boolean
}

const ENTRIES: Entry[] = [
  { to: '/', label: 'Today', icon: IconSunHigh, exact: true },
  { to: '/documents', label: 'Documents', icon: IconFiles, needs: 'documents.read', exact: true },
  { to: '/documents/review', label: 'Review', icon: IconClipboardCheck, needs: 'documents.edit' },
  { to: '/documents/requests', label: 'Requests', icon: IconMailForward, needs: 'documents.upload' },
  { to: '/documents/trash', label: 'Trash', icon: IconTrash, needs: 'documents.delete' },
  { to: '/calculators', label: 'Calculators', icon: IconCalculator },
  { to: '/settings', label: 'Settings', icon: IconSettings },
]

export function entriesFor({ type, permissions }: Membership): Entry[] {
  return ENTRIES.filter(
    ({ needs, of }) => (!needs || permissions.includes(needs)) && (!of || of.includes(type)),
  )
}
