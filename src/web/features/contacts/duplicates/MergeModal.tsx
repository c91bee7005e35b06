import { Modal, Radio, Stack, Table, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { contacts } from '#domains/contacts/contract.ts'
import { merges } from '#domains/contacts/merges/contract.ts'
import type { Merge } from '#domains/contacts/merges/schema.ts'
import type { CHOOSABLE } from '#domains/contacts/rules/merging.ts'
import type { ContactDetail } from '#domains/contacts/schema.ts'
import { KINDS, TAX_STATUSES } from '#web/features/contacts/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { RowsSkeleton } from '#web/kit/states.tsx'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useCall, useChange } from '#web/use-call.ts'

type Choosable = (typeof CHOOSABLE)[number]
type Props = { loser_id: string; winner_id?: string; onClose: () => void }

/** Two contacts side by side, and which value of each field stays. */
export function MergeModal({ loser_id, winner_id, onClose }: Props) {
  const [chosen, setChosen] = useState<string | null>(winner_id ?? null)
  const [take, setTake] = useState<Choosable[]>([])
  const { data: loser } = useCall(contacts.one, { id: loser_id })
  const { data: winner } = useCall(contacts.one, { id: chosen ?? '' }, { enabled: !!chosen })
  const merge = useMerge(onClose)
  return (
    <Modal opened onClose={onClose} title={loser ? `Merge ${loser.display_name}` : 'Merge'} size={640}>
      {!loser && <RowsSkeleton rows={4} />}
      {loser && (
        <ProblemForm
          onSubmit={(event) => {
            event?.preventDefault()
            if (winner) merge.run(loser, winner, take)
          }}
          refusal={null}
          busy={merge.busy}
          disabled={!winner}
          action="Merge"
          button="end"
        >
          {!winner_id && (
            <ContactField label="Merge into" value={chosen} onChange={setChosen} but={loser_id} />
          )}
          {winner && <Fields loser={loser} winner={winner} take={take} setTake={setTake} />}
          <Text size="sm" c="dimmed">
            Emails, phones, addresses, types and tags of both are kept, and everything that belongs to{' '}
            {loser.display_name} moves along. You can undo this.
          </Text>
        </ProblemForm>
      )}
    </Modal>
  )
}

function useMerge(onClose: () => void) {
  const merge = useChange(merges.merge)
  const undo = useChange(merges.undo)
  const navigate = useNavigate()
  const run = async (loser: ContactDetail, winner: ContactDetail, take: Merge['take']) => {
    try {
      const { merge_id } = await merge.make({ id: loser.id }, { into_contact_id: winner.id, take })
      onClose()
      notifyUndo(`Merged into ${winner.display_name}.`, () => undo.make({ id: merge_id }))
      await navigate({ to: '/contacts/$id', params: { id: winner.id } })
    } catch (error) {
      notifyRefusal(error as Error)
    }
  }
  return { run, busy: merge.busy }
}

const LABELS: Partial<Record<Choosable, string>> = {
  kind: 'Kind',
  display_name: 'Name',
  first_name: 'First name',
  last_name: 'Last name',
  legal_name: 'Legal name',
  tax_status: 'Tax classification',
  company: 'Company',
  title: 'Job title',
  industry: 'Industry',
  birthday: 'Birthday',
  referral_source: 'Referral source',
}

type FieldsProps = {
  loser: ContactDetail
  winner: ContactDetail
  take: Choosable[]
  setTake: (take: Choosable[]) => void
}

/** Only where the two differ and there is something to choose. */
function Fields({ loser, winner, take, setTake }: FieldsProps) {
  const fields = (Object.keys(LABELS) as Choosable[]).filter(
    (field) => loser[field] && winner[field] && loser[field] !== winner[field],
  )
  if (fields.length === 0) return <Text size="sm">The two contacts don’t contradict each other.</Text>
  return (
    <Stack gap={4}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Keep</Table.Th>
            <Table.Th>{winner.display_name}</Table.Th>
            <Table.Th>{loser.display_name}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <Table.Tr key={field}>
              <Table.Td>{LABELS[field]}</Table.Td>
              {[winner, loser].map((one) => (
                <Table.Td key={one.id}>
                  <Radio
                    size="xs"
                    name={field}
                    label={shown(field, one)}
                    checked={take.includes(field) === (one === loser)}
                    onChange={() =>
                      setTake(one === loser ? [...take, field] : take.filter((other) => other !== field))
                    }
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

function shown(field: Choosable, contact: ContactDetail): string {
  if (field === 'kind') return KINDS[contact.kind]
  if (field === 'tax_status') return contact.tax_status ? TAX_STATUSES[contact.tax_status] : ''
  if (field === 'birthday') return contact.birthday ? formatDay(contact.birthday) : ''
  return String(contact[field] ?? '')
}
