import { Avatar, Group, Text } from '@mantine/core'
import { IconBuilding } from '@tabler/icons-react'
import type { ContactRow } from '#domains/contacts/schema.ts'
import { initialsOf } from '#web/kit/chips.tsx'
import { KINDS } from './words.ts'

type Named = Pick<ContactRow, 'kind' | 'display_name' | 'company' | 'title'>

/** A contact looks like this everywhere: a person with their initials, an organization with a building. */
export function ContactName({ contact: { kind, display_name, company, title } }: { contact: Named }) {
  const note = kind === 'person' ? [title, company].filter(Boolean).join(', ') : KINDS[kind]
  return (
    <Group gap={8} wrap="nowrap" miw={0}>
      <Avatar size={22} radius={kind === 'person' ? 'xl' : 'sm'} color="gray" variant="light" aria-hidden>
        {kind === 'person' ? initialsOf(display_name) : <IconBuilding size={14} stroke={1.6} />}
      </Avatar>
      <Text span inherit truncate>
        <Text span inherit fw={500}>
          {display_name}
        </Text>
        {note && <Text span inherit c="dimmed">{` · ${note}`}</Text>}
      </Text>
    </Group>
  )
}
