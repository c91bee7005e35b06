import { Group, Stack, Text, Title } from '@mantine/core'
import { contacts } from '#domains/contacts/contract.ts'
import { Deadline, Moment } from '#web/kit/dates.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { ContactLines } from './ContactLines.tsx'
import { typesOf } from './list/columns.tsx'
import { RecentTimeline } from './page/ContactTimeline.tsx'
import { LogInteraction } from './page/LogInteraction.tsx'
import { Strength } from './Strength.tsx'
import { KINDS } from './words.ts'

/** A contact beside the list: how to reach them, and what happened last. */
export function ContactPreview({ id }: { id: string }) {
  const { data: contact, error } = useCall(contacts.one, { id })
  if (error) return <Refused error={error} />
  if (!contact) return <RowsSkeleton rows={6} />
  const { kind, display_name, company, title, contact_type, owner_name, notes, may } = contact
  return (
    <Stack gap="md">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {display_name}
        </Title>
        <Group gap="xs" mt={2}>
          <Text size="sm" c="dimmed">
            {[KINDS[kind], [title, company].filter(Boolean).join(', '), typesOf(contact_type)]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Group>
      </div>
      <ContactLines contact={contact} />
      <Facts
        facts={[
          [
            'Relationship',
            contact.relationship_strength && <Strength key="s" strength={contact.relationship_strength} />,
          ],
          [
            'Last contact',
            contact.last_interaction_date && <Moment key="l" at={contact.last_interaction_date} />,
          ],
          [
            'Follow up',
            contact.next_followup_date && <Deadline key="f" day={contact.next_followup_date} inherit />,
          ],
          ['Owner', owner_name],
          ['Notes', notes],
        ]}
      />
      {may.edit && <LogInteraction id={id} />}
      <RecentTimeline id={id} />
    </Stack>
  )
}
