import { Alert, Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconArrowMerge, IconPencil, IconTrash } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { contacts } from '#domains/contacts/contract.ts'
import type { ContactDetail } from '#domains/contacts/schema.ts'
import { answerTo } from '#web/calls.ts'
import { ContactLines } from '#web/features/contacts/ContactLines.tsx'
import { MergeModal } from '#web/features/contacts/duplicates/MergeModal.tsx'
import { EditContactModal } from '#web/features/contacts/form/EditContactModal.tsx'
import { typesOf } from '#web/features/contacts/list/columns.tsx'
import { Strength } from '#web/features/contacts/Strength.tsx'
import { CONTACT_METHODS, CONTACT_VISIBILITIES, KINDS, TAX_STATUSES } from '#web/features/contacts/words.ts'
import { Deadline, formatDay, Moment } from '#web/kit/dates.tsx'
import { notifyUndo } from '#web/kit/notify.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { More } from '#web/kit/record/More.tsx'
import { RecordHeader } from '#web/kit/record/RecordHeader.tsx'
import { RecordLayout } from '#web/kit/record/RecordLayout.tsx'
import { Parts } from '#web/parts.tsx'
import { useAddress } from '#web/use-address.ts'
import { useChange } from '#web/use-call.ts'
import { ContactTimeline } from './ContactTimeline.tsx'
import { Financials } from './Financials.tsx'
import { Importance } from './Importance.tsx'
import { LogInteraction } from './LogInteraction.tsx'
import { Relationships } from './Relationships.tsx'

/** A person or an organization: what happened with them beside all that is known of them. */
export function ContactPage() {
  const { id } = useParams({ from: '/frame/contacts/$id' })
  return <OpenContact key={id} id={id} />
}

function OpenContact({ id }: { id: string }) {
  const { data: contact } = useSuspenseQuery(answerTo(contacts.one, { id }))
  const [search, setSearch] = useAddress()
  const { may } = contact
  return (
    <>
      <Header contact={contact} />
      <Troubles contact={contact} />
      <Parts of="contact" id={id} />
      <RecordLayout
        main={
          <Stack gap="lg">
            {may.edit && <LogInteraction id={id} />}
            <ContactTimeline id={id} />
          </Stack>
        }
        sections={[
          { id: 'reach', label: 'Contact details', content: <ContactLines contact={contact} /> },
          { id: 'details', label: 'Details', content: <Details contact={contact} /> },
          { id: 'relationships', label: 'Relationships', content: <Relationships contact={contact} /> },
          { id: 'strength', label: 'Strength', content: <Why contact={contact} /> },
          { id: 'importance', label: 'Importance', content: <Importance contact={contact} /> },
          ...(may.see_financials
            ? [{ id: 'financials', label: 'Financial', content: <Financials id={id} edit={may.edit} /> }]
            : []),
        ]}
        section={search.tab}
        setSection={(tab) => setSearch({ ...search, tab })}
      />
    </>
  )
}

function Header({ contact }: { contact: ContactDetail }) {
  const { kind, display_name, title, company, contact_type, may } = contact
  const [search, setSearch] = useAddress()
  return (
    <>
      <RecordHeader
        above={
          <Anchor component={Link} to="/contacts" size="sm" c="dimmed">
            Contacts
          </Anchor>
        }
        title={display_name}
        status={null}
        facts={[
          kind === 'person' ? [title, company].filter(Boolean).join(', ') : KINDS[kind],
          typesOf(contact_type),
          contact.relationship_strength && (
            <Strength key="strength" strength={contact.relationship_strength} />
          ),
          contact.next_followup_date && (
            <span key="followup">
              Follow up <Deadline day={contact.next_followup_date} inherit />
            </span>
          ),
          contact.owner_name && `Owner: ${contact.owner_name}`,
        ]}
      >
        {may.edit && (
          <Button
            leftSection={<IconPencil size={16} />}
            onClick={() => setSearch({ ...search, new: 'edit' })}
          >
            Edit
          </Button>
        )}
        <MoreMenu contact={contact} />
      </RecordHeader>
      {may.edit && (
        <EditContactModal
          contact={contact}
          opened={search.new === 'edit'}
          onClose={() => setSearch({ ...search, new: undefined })}
        />
      )}
    </>
  )
}

function MoreMenu({ contact: { id, display_name, deleted_at, may } }: { contact: ContactDetail }) {
  const navigate = useNavigate()
  const [merging, setMerging] = useState(false)
  const remove = useChange(contacts.remove)
  const restore = useChange(contacts.restore)
  if (deleted_at || !(may.delete || may.merge)) return null
  const trash = async () => {
    if (!(await remove.run(null, { id }))) return
    notifyUndo(`${display_name} moved to trash.`, () => restore.make({ id }))
    await navigate({ to: '/contacts' })
  }
  return (
    <>
      <More>
        {may.merge && (
          <Menu.Item leftSection={<IconArrowMerge size={15} />} onClick={() => setMerging(true)}>
            Merge into another contact
          </Menu.Item>
        )}
        {may.delete && (
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={trash}>
            Move to trash
          </Menu.Item>
        )}
      </More>
      {merging && <MergeModal loser_id={id} onClose={() => setMerging(false)} />}
    </>
  )
}

/** Why the contact can't be worked with, and the way out. */
function Troubles({ contact: { id, merged_into, deleted_at, may } }: { contact: ContactDetail }) {
  const restore = useChange(contacts.restore)
  if (merged_into)
    return (
      <Alert color="gray" mb="md">
        This contact was merged into another.{' '}
        <Anchor inherit component={Link} to={`/contacts/${merged_into}`}>
          Open that contact
        </Anchor>
      </Alert>
    )
  if (!deleted_at) return null
  return (
    <Alert color="gray" mb="md" icon={<IconTrash size={18} />}>
      <Group gap="sm">
        <span>This contact is in the trash.</span>
        {may.delete && (
          <Button size="compact-sm" onClick={() => restore.run('Contact restored.', { id })}>
            Restore
          </Button>
        )}
      </Group>
    </Alert>
  )
}

function Details({ contact }: { contact: ContactDetail }) {
  const { tax_status, birthday, industry, referral_source, tags, visibility, notes, created_at } = contact
  return (
    <Facts
      facts={[
        ['Legal name', contact.legal_name],
        ['Tax classification', tax_status && TAX_STATUSES[tax_status]],
        ['Birthday', birthday && formatDay(birthday)],
        ['Industry', industry],
        ['Referral source', referral_source],
        ['Preferred contact method', CONTACT_METHODS[contact.preferred_contact_method]],
        ['Tags', tags.join(', ')],
        ['Visible to', CONTACT_VISIBILITIES[visibility]],
        [
          'Notes',
          notes && (
            <Text key="notes" inherit style={{ whiteSpace: 'pre-wrap' }}>
              {notes}
            </Text>
          ),
        ],
        ['Added', <Moment key="added" at={created_at} />],
      ]}
    />
  )
}

/** What the strength of the relationship is made of. */
function Why({ contact: { strength_set, strength_computed, strength_reasons } }: { contact: ContactDetail }) {
  if (!strength_computed && !strength_set)
    return (
      <Text size="sm" c="dimmed">
        Nothing to go by yet. It follows from calls, meetings, documents and deals.
      </Text>
    )
  return (
    <Stack gap={6} fz="sm">
      {strength_set && (
        <Group gap={6}>
          Set by a person: <Strength strength={strength_set} />
        </Group>
      )}
      {strength_computed && (
        <Group gap={6}>
          From what happened: <Strength strength={strength_computed} />
        </Group>
      )}
      {strength_reasons.map(({ reason }) => (
        <Text key={reason} size="sm" c="dimmed">
          {reason}
        </Text>
      ))}
    </Stack>
  )
}
