import { Anchor, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { guests } from '#domains/transactions/guests/contract.ts'
import type { Guest } from '#domains/transactions/guests/schema.ts'
import { parties } from '#domains/transactions/parties/contract.ts'
import type { Party } from '#domains/transactions/parties/schema.ts'
import { NewParty, PartyRole } from '#domains/transactions/schema.ts'
import { everyOf } from '#web/calls.ts'
import { ROLES } from '#web/features/transactions/words.ts'
import { formatPhone } from '#web/kit/figures.ts'
import { notify, notifyUndo } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { choicesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useChange } from '#web/use-call.ts'
import { GuestState } from './guest-words.tsx'
import { PartyMenu } from './PartyMenu.tsx'
import { RequestFromParty } from './RequestFromParty.tsx'

const ORDER = PartyRole.options

/** Who takes part in a deal, clients first. */
export function People({ id, edit }: { id: string; edit: boolean }) {
  const [adding, setAdding] = useState(false)
  const [asking, setAsking] = useState<Party | null>(null)
  const { data, error } = useQuery(everyOf(parties.all, { id }))
  const { data: invited = [] } = useQuery(everyOf(guests.all, { id }))
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  return (
    <Stack gap={8}>
      {data.length === 0 && (
        <Text size="sm" c="dimmed">
          Buyers, sellers, agents, lenders and escrow.
        </Text>
      )}
      {data
        .toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
        .map((party) => (
          <Row
            key={party.id}
            id={id}
            party={party}
            guest={invited.find(({ party_id }) => party_id === party.id)}
            edit={edit}
            ask={() => setAsking(party)}
          />
        ))}
      {edit && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => setAdding(true)}
        >
          Add person
        </Button>
      )}
      {asking && (
        <RequestFromParty
          id={id}
          party={asking}
          email={invited.find(({ party_id }) => party_id === asking.id)?.email ?? asking.email}
          onClose={() => setAsking(null)}
        />
      )}
      {adding && <PartyModal id={id} onClose={() => setAdding(false)} />}
    </Stack>
  )
}

type RowProps = { id: string; party: Party; guest: Guest | undefined; edit: boolean; ask: () => void }

function Row({ id, party, guest, edit, ask }: RowProps) {
  const { contact_id, display_name, company, email, phone_primary, role, side, signing_order } = party
  const [remove, create] = [useChange(parties.remove), useChange(parties.create)]
  const take = async () => {
    if (!(await remove.run(null, { id, party_id: party.id }))) return
    notifyUndo(`${display_name} removed.`, () =>
      create.make({ id }, { contact_id, role, side, signing_order }),
    )
  }
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" fz="sm">
      <div style={{ minWidth: 0 }}>
        <Anchor inherit component={Link} to={`/contacts/${contact_id}`}>
          {display_name}
        </Anchor>
        <Text span inherit c="dimmed">
          {` · ${[ROLES[role], company].filter(Boolean).join(', ')}`}
        </Text>
        <Group gap="sm" c="dimmed" fz="xs">
          {email && <a href={`mailto:${email}`}>{email}</a>}
          {phone_primary && <a href={`tel:${phone_primary}`}>{formatPhone(phone_primary)}</a>}
          {guest && (
            <span>
              <GuestState guest={guest} />
            </span>
          )}
        </Group>
      </div>
      {edit && <PartyMenu id={id} party={party} guest={guest} remove={take} ask={ask} />}
    </Group>
  )
}

type Values = { contact_id: string; role: PartyRole }

function PartyModal({ id, onClose }: { id: string; onClose: () => void }) {
  const create = useChange(parties.create)
  const { form, submit, refusal, busy } = useZodForm<Values>(
    NewParty.pick({ contact_id: true, role: true }),
    {
      initialValues: { contact_id: '', role: 'buyer' },
    },
  )
  const add = submit(async (values) => {
    await create.make({ id }, values)
    notify('Person added.')
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title="Add a person to the deal">
      <ProblemForm onSubmit={add} refusal={refusal} busy={busy} action="Add" button="end">
        <ContactField label="Contact" {...form.getInputProps('contact_id')} />
        <Select
          label="Role"
          data={choicesOf(PartyRole, ROLES)}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
      </ProblemForm>
    </Modal>
  )
}
