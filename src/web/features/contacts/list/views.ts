import {
  IconAntennaBars5,
  IconBuilding,
  IconCalendarDue,
  IconFileImport,
  IconMail,
  IconMap2,
  IconTag,
  IconUser,
} from '@tabler/icons-react'
import type { contacts } from '#domains/contacts/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'
import { KINDS, STRENGTHS, TYPES } from '#web/features/contacts/words.ts'
import {
  type Choice,
  choiceFilter,
  choicesFilter,
  type Filter,
  type Search,
} from '#web/kit/filters/filter.ts'
import type { BuiltInView } from '#web/kit/views/view.ts'

export type ContactParameter = keyof ArgsOf<typeof contacts.all>

export function contactFilters(
  members: Choice[],
  today: string,
  { import_id, area }: { import_id?: string | undefined; area?: string | undefined } = {},
): Filter<ContactParameter>[] {
  return [
    choicesFilter('contact_type', 'Type', IconTag, TYPES),
    choicesFilter('kind', 'Person or organization', IconBuilding, KINDS),
    choicesFilter('owner_id', 'Owner', IconUser, members),
    choiceFilter(
      'strength',
      'Relationship',
      IconAntennaBars5,
      STRENGTHS.map((word, place) => ({ value: String(place + 1), label: `${word} or closer` })),
    ),
    { kind: 'flag', id: 'followup_by', label: 'Follow-up due', icon: IconCalendarDue, value: today },
    { kind: 'flag', id: 'has_email', label: 'Without email', icon: IconMail, value: 'false' },
    ...(import_id ? [fromImport(import_id)] : []),
    ...(area ? [inArea(area)] : []),
  ]
}

/** Offered where a link from an import leads. */
function fromImport(value: string): Filter<ContactParameter> {
  return { kind: 'flag', id: 'import_id', label: 'From one import', icon: IconFileImport, value }
}

/** Offered where an area was drawn on the map. */
function inArea(value: string): Filter<ContactParameter> {
  return { kind: 'flag', id: 'area', label: 'In the area on the map', icon: IconMap2, value }
}

export function contactViews(me: string, today: string): BuiltInView[] {
  return [
    { id: 'all', label: 'All', filters: {} },
    { id: 'mine', label: 'Mine', filters: { owner_id: me } },
    { id: 'clients', label: 'Clients', filters: { contact_type: 'client' } },
    { id: 'followup', label: 'Follow up', filters: { followup_by: today } },
    { id: 'trash', label: 'Trash', filters: { trashed: 'true' } },
  ]
}

const NARROWING: ContactParameter[] = [
  ...(['q', 'contact_type', 'kind', 'owner_id', 'strength', 'followup_by', 'has_email'] as const),
  ...(['trashed', 'tag', 'import_id', 'area'] as const),
]

/** What of an address narrows the list down, as the API is asked for it. */
export function narrowingOf(search: Search): Partial<ArgsOf<typeof contacts.export>> {
  return Object.fromEntries(NARROWING.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
}
