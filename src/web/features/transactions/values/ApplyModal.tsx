import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { valueProposals } from '#domains/transactions/proposals/contract.ts'
import type { ProposedValue } from '#domains/transactions/proposals/schema.ts'
import { isParty } from '#domains/transactions/rules/document-fields.ts'
import { MovedDates } from '#web/features/transactions/page/MovedDates.tsx'
import { formatCount } from '#web/kit/figures.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useChange } from '#web/use-call.ts'
import { useMoved } from './use-moved.ts'
import { FIELD_NAMES, valueIn } from './words.ts'

type Props = {
  id: string
  version: number
  values: Pick<ProposedValue, 'extraction_id' | 'field' | 'value' | 'current'>[]
  onClose: () => void
}

/** What changes, and every date that moves with it, before anything is saved. */
export function ApplyModal({ id, version, values, onClose }: Props) {
  const change = useChange(valueProposals.apply)
  const [contacts, setContacts] = useState<Readonly<Record<string, string | null>>>({})
  const given = values.map(({ extraction_id }) => {
    const contact_id = contacts[extraction_id]
    return { extraction_id, ...(contact_id && { contact_id }) }
  })
  const { moved, error } = useMoved(id, version, given)
  const save = async () => {
    const said = `${formatCount(values.length, 'value')} applied.`
    if (await change.run(said, { id }, { values: given }, { version })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Apply to the deal">
      <Stack gap="sm">
        {values.map(({ extraction_id, field, value, current }) =>
          isParty(field) ? (
            <ContactField
              key={extraction_id}
              label={`${FIELD_NAMES[field]} ${value}: the contact of this name, or a new one`}
              value={contacts[extraction_id] ?? null}
              onChange={(contact_id) => setContacts({ ...contacts, [extraction_id]: contact_id })}
            />
          ) : (
            <Text key={extraction_id} size="sm">
              {`${FIELD_NAMES[field]}: `}
              <b>{valueIn(field, value)}</b>
              {current !== null && ` (now ${valueIn(field, current)})`}
            </Text>
          ),
        )}
        {error ? <Refused error={error} /> : moved ? <MovedDates moved={moved} /> : <RowsSkeleton rows={2} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={change.busy} disabled={!moved} onClick={save} data-autofocus>
            Apply
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
