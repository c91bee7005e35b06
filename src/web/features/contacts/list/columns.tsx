import { Anchor, Badge, Group, Text } from '@mantine/core'
import type { ExportColumn } from '#domains/contacts/exports/schema.ts'
import type { ContactRow, ContactType } from '#domains/contacts/schema.ts'
import { ContactName } from '#web/features/contacts/ContactName.tsx'
import { Strength } from '#web/features/contacts/Strength.tsx'
import { TYPES } from '#web/features/contacts/words.ts'
import { formatPhone } from '#web/kit/figures.ts'
import type { Column } from '#web/kit/table/column.ts'
import {
  deadlineColumn,
  momentColumn,
  numberColumn,
  personColumn,
  textColumn,
} from '#web/kit/table/columns.tsx'

export const CONTACT_COLUMNS: Column<ContactRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 220,
    main: true,
    sort: { ascending: 'name', descending: 'name_desc', first: 'ascending' },
    value: ({ display_name }) => display_name,
    cell: (contact) => <ContactName contact={contact} />,
  },
  { id: 'type', header: 'Type', width: 150, priority: 3, cell: ({ contact_type }) => typesOf(contact_type) },
  {
    id: 'phone',
    header: 'Phone',
    width: 130,
    priority: 2,
    cell: ({ phone_primary }) =>
      phone_primary && (
        <Anchor
          inherit
          c="inherit"
          href={`tel:${phone_primary}`}
          onClick={(event) => event.stopPropagation()}
        >
          {formatPhone(phone_primary)}
        </Anchor>
      ),
  },
  textColumn('email', 'Email', { width: 200, priority: 4 }),
  textColumn('company', 'Company', { width: 160, priority: 6, optional: true }),
  {
    id: 'place',
    header: 'Location',
    width: 130,
    priority: 7,
    optional: true,
    cell: ({ city, state }) => [city, state].filter(Boolean).join(', '),
  },
  {
    id: 'strength',
    header: 'Relationship',
    width: 112,
    priority: 5,
    sort: { ascending: 'strength', descending: 'strength', first: 'descending' },
    cell: ({ relationship_strength }) => <Strength strength={relationship_strength} />,
  },
  numberColumn('importance_score', 'Importance', {
    ...{ width: 104, priority: 6, optional: true },
    sort: { ascending: 'importance', descending: 'importance', first: 'descending' },
  }),
  momentColumn('last_interaction_date', 'Last contact', {
    width: 136,
    priority: 3,
    none: 'Never',
    sort: { ascending: 'last_interaction', descending: 'last_interaction', first: 'descending' },
  }),
  deadlineColumn('next_followup_date', 'Follow up', {
    priority: 6,
    optional: true,
    sort: { ascending: 'followup', descending: 'followup', first: 'ascending' },
  }),
  personColumn('owner_name', 'Owner', { width: 150, priority: 8 }),
  {
    id: 'tags',
    header: 'Tags',
    width: 160,
    priority: 9,
    optional: true,
    cell: ({ tags }) => (
      <Group gap={4} wrap="nowrap">
        {tags.map((tag) => (
          <Badge key={tag} variant="default" size="sm">
            {tag}
          </Badge>
        ))}
      </Group>
    ),
  },
]

/** What of an export each column of the list shows. */
const EXPORTED: Record<string, ExportColumn[]> = {
  name: ['full_name'],
  type: ['contact_type'],
  phone: ['phone_mobile', 'phone_work', 'phone_home', 'phone_other'],
  email: ['email'],
  company: ['company'],
  place: ['city', 'state'],
  strength: ['relationship_strength'],
  importance_score: ['importance_score'],
  last_interaction_date: ['last_interaction_date'],
  next_followup_date: ['next_followup_date'],
  owner_name: ['owner'],
  tags: ['tags'],
}

export function exportedOf(shown: { id: string }[]): ExportColumn[] {
  return shown.flatMap(({ id }) => EXPORTED[id] ?? [])
}

export function typesOf(types: string[]): string {
  return types.map((type) => TYPES[type as ContactType] ?? type).join(', ')
}

export function contactLine({ contact_type, phone_primary, email }: ContactRow) {
  return (
    <Text span inherit truncate>
      {[typesOf(contact_type), phone_primary ? formatPhone(phone_primary) : email]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  )
}
