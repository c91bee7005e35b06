import {
  ActionIcon,
  Anchor,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { relationships } from '#domains/contacts/relationships/contract.ts'
import { Relation, type Relationship, RelationshipFields } from '#domains/contacts/relationships/schema.ts'
import type { ContactDetail } from '#domains/contacts/schema.ts'
import { everyOf } from '#web/calls.ts'
import { RELATIONS } from '#web/features/contacts/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { notify, notifyUndo } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useChange } from '#web/use-call.ts'
import { Graph } from './Graph.tsx'
import { TaxRelations } from './TaxRelations.tsx'

/** How a contact is related to others, as a list and as a picture. */
export function Relationships({ contact }: { contact: ContactDetail }) {
  const { id, may } = contact
  const [adding, setAdding] = useState(false)
  const { data, error } = useQuery(everyOf(relationships.all, { id }))
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  return (
    <Stack gap="sm">
      {data.length === 0 && (
        <Text size="sm" c="dimmed">
          Spouses, trusts, companies, employers and who referred whom.
        </Text>
      )}
      {data.map((one) => (
        <Row key={one.id} id={id} relationship={one} edit={may.edit} />
      ))}
      {data.length > 1 && <Graph id={id} />}
      {data.length > 0 && <TaxRelations id={id} />}
      {may.edit && (
        <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setAdding(true)}>
          Add relationship
        </Button>
      )}
      <RelationshipModal contact={contact} opened={adding} onClose={() => setAdding(false)} />
    </Stack>
  )
}

function Row({ id, relationship, edit }: { id: string; relationship: Relationship; edit: boolean }) {
  const { relation, direction, other_contact_id, other_name, ownership_percent, ends_on } = relationship
  const remove = useChange(relationships.remove)
  const create = useChange(relationships.create)
  const take = async () => {
    if (!(await remove.run(null, { id, relationship_id: relationship.id }))) return
    const { description, source, starts_on } = relationship
    notifyUndo('Relationship removed.', () =>
      create.make(
        { id },
        { relation, direction, other_contact_id, ownership_percent, ends_on, description, source, starts_on },
      ),
    )
  }
  return (
    <Group gap={6} wrap="nowrap" fz="sm" justify="space-between">
      <span>
        <Text span inherit c="dimmed">{`${RELATIONS[relation][direction]} `}</Text>
        <Anchor inherit component={Link} to={`/contacts/${other_contact_id}`}>
          {other_name}
        </Anchor>
        <Text span inherit c="dimmed">
          {ownership_percent !== null && ` · ${ownership_percent}%`}
          {ends_on && ` · until ${formatDay(ends_on)}`}
        </Text>
      </span>
      {edit && (
        <ActionIcon size={26} aria-label={`Remove the relationship to ${other_name}`} onClick={take}>
          <IconX size={15} />
        </ActionIcon>
      )}
    </Group>
  )
}

const CHOICES = Relation.options.flatMap((relation) => {
  const { from, to } = RELATIONS[relation]
  const both = [
    { value: `${relation} from`, label: from },
    { value: `${relation} to`, label: to },
  ]
  return from === to ? both.slice(0, 1) : both
})

type Values = { relation: string; other_contact_id: string; ownership_percent: number | ''; source: string }
const EMPTY: Values = { relation: 'spouse from', other_contact_id: '', ownership_percent: '', source: '' }

function RelationshipModal({
  contact,
  opened,
  onClose,
}: {
  contact: ContactDetail
  opened: boolean
  onClose: () => void
}) {
  const create = useChange(relationships.create)
  const { other_contact_id, source } = RelationshipFields.shape
  const { form, field, submit, refusal, busy } = useZodForm<Values>(
    RelationshipFields.pick({ other_contact_id: true, source: true }),
    { initialValues: EMPTY },
  )
  const { relation } = form.getValues()
  const [kind = '', direction] = relation.split(' ')
  const save = submit(async (values) => {
    await create.make(
      { id: contact.id },
      {
        relation: Relation.parse(kind),
        direction: direction === 'to' ? 'to' : 'from',
        other_contact_id: other_contact_id.parse(values.other_contact_id),
        ...(values.ownership_percent !== '' && { ownership_percent: values.ownership_percent }),
        ...(values.source && { source: source.parse(values.source) }),
      },
    )
    notify('Relationship added.')
    form.reset()
    onClose()
  })
  return (
    <Modal opened={opened} onClose={onClose} title={`How ${contact.display_name} is related`}>
      <ProblemForm onSubmit={save} refusal={refusal} busy={busy} action="Add" button="end">
        <Select
          label="Relationship"
          searchable
          data={CHOICES}
          allowDeselect={false}
          {...form.getInputProps('relation')}
        />
        <ContactField label="Contact" but={contact.id} {...form.getInputProps('other_contact_id')} />
        {['owner', 'beneficiary'].includes(kind) && (
          <NumberInput
            label="Share (optional)"
            suffix="%"
            min={0}
            max={100}
            decimalScale={4}
            {...form.getInputProps('ownership_percent')}
          />
        )}
        <TextInput
          label="Known from (optional)"
          placeholder="Operating agreement, 2021"
          {...field('source')}
        />
      </ProblemForm>
    </Modal>
  )
}
