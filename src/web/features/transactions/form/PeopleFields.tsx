import { ActionIcon, Group, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { ROLES } from '#web/features/transactions/words.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import type { NamedPerson } from './new-deal.ts'

type Props = { people: NamedPerson[]; onChange: (people: NamedPerson[]) => void }

/** Everyone whom the document names: the contact that they are, or a new contact of their name. */
export function PeopleFields({ people, onChange }: Props) {
  const change = (at: number, now: Partial<NamedPerson>) =>
    onChange(people.map((one, n) => (n === at ? { ...one, ...now } : one)))
  return (
    <Stack gap="xs">
      {people.map((person, n) =>
        person.left_out ? null : (
          <Group key={`${person.role} ${person.name}`} gap="xs" wrap="nowrap" align="flex-end">
            <div style={{ flex: 1, minWidth: 0 }}>
              <ContactField
                label={`${ROLES[person.role]}: ${person.name}`}
                value={person.contact_id}
                onChange={(contact_id) => change(n, { contact_id })}
              />
              {!person.contact_id && (
                <Text size="xs" c="dimmed" mt={2}>
                  {`${person.name} becomes a new contact.`}
                </Text>
              )}
            </div>
            <ActionIcon
              size={34}
              variant="subtle"
              color="gray"
              aria-label={`Leave out ${person.name}`}
              onClick={() => change(n, { left_out: true })}
              mb={person.contact_id ? 0 : 20}
            >
              <IconX size={15} />
            </ActionIcon>
          </Group>
        ),
      )}
    </Stack>
  )
}
