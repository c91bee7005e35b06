import type { Membership } from '#domains/identity/schema.ts'
import type { Entry, Group } from '#web/pages.ts'

type OrganizationType = Membership['type']
export type EntryGroup = { group: Group; label: string | null; entries: Entry[] }

const LABELS: Record<Group, string | null> = {
  top: null,
  work: 'Work',
  documents: 'Documents',
  people: 'People',
  money: 'Money',
  grow: 'Grow',
  tools: 'Tools',
  foot: null,
}

const USUAL: Group[] = ['top', 'work', 'documents', 'people', 'money', 'grow', 'tools', 'foot']
/** An exchange company holds funds: they come right after its exchanges. */
const ORDER: Record<OrganizationType, Group[]> = {
  agency: USUAL,
  law_firm: USUAL,
  title_company: USUAL,
  intermediary: ['top', 'work', 'money', 'documents', 'people', 'grow', 'tools', 'foot'],
}

/** What the person may open, in the order of their kind of organization; a group without pages isn't there. */
export function groupsFor(entries: Entry[], { type, permissions }: Membership): EntryGroup[] {
  const allowed = entries.filter(
    ({ needs, only }) => (!needs || permissions.includes(needs)) && (!only || only.includes(type)),
  )
  const place = ({ order }: Entry) => (typeof order === 'number' ? order : order[type])
  return ORDER[type]
    .map((group) => ({
      group,
      label: LABELS[group],
      entries: allowed.filter((entry) => entry.group === group).sort((a, b) => place(a) - place(b)),
    }))
    .filter(({ entries: within }) => within.length > 0)
}

/** Whether a page belongs to an entry: it is its page or lies below it, and no other entry is nearer. */
export function isCurrent({ to, but = [] }: Pick<Entry, 'to' | 'but'>, path: string): boolean {
  const lies = (at: string) => path === at || path.startsWith(`${at}/`)
  return to === '/' ? path === '/' : lies(to) && !but.some(lies)
}

type Guarded = Pick<Entry, 'to' | 'but' | 'label' | 'needs'>

/** The entry of a page that the member may not see; undefined where they may. */
export function closedEntry(entries: Guarded[], path: string, permissions: string[]): Guarded | undefined {
  return entries.find((entry) => entry.needs && !permissions.includes(entry.needs) && isCurrent(entry, path))
}
