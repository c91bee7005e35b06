import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isContingency, parsePeriod } from '#domains/documents/rules/periods.ts'
import { valueProposals } from '#domains/transactions/proposals/contract.ts'
import type { ProposedValue } from '#domains/transactions/proposals/schema.ts'
import { DELIVERY_NAMES } from '#domains/transactions/rules/contingencies.ts'
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
  const [deliveries, setDeliveries] = useState<Readonly<Record<string, string>>>({})
  const given = values.map(({ extraction_id }) => {
    const [contact_id, delivered_on] = [contacts[extraction_id], deliveries[extraction_id]]
    return { extraction_id, ...(contact_id && { contact_id }), ...(delivered_on && { delivered_on }) }
  })
  const waiting = values.some((one) => isDelivered(one) && !deliveries[one.extraction_id])
  const { moved, error } = useMoved(id, version, given, !waiting)
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
            <div key={extraction_id}>
              <Text size="sm">
                {`${FIELD_NAMES[field]}: `}
                <b>{valueIn(field, value)}</b>
                {current !== null && ` (now ${valueIn(field, current)})`}
              </Text>
              {isContingency(field) && isDelivered({ field, value }) && (
                <TextInput
                  type="date"
                  mt={4}
                  label={`${DELIVERY_NAMES[field]} on`}
                  description="The day from which the contract counts."
                  value={deliveries[extraction_id] ?? ''}
                  onChange={({ currentTarget }) =>
                    setDeliveries({ ...deliveries, [extraction_id]: currentTarget.value })
                  }
                />
              )}
            </div>
          ),
        )}
        {error ? (
          <Refused error={error} />
        ) : moved ? (
          <MovedDates moved={moved} />
        ) : (
          !waiting && <RowsSkeleton rows={2} />
        )}
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

/** Of a period that is counted from a delivery, only a person knows the day. */
function isDelivered({ field, value }: Pick<ProposedValue, 'field' | 'value'>): boolean {
  return isContingency(field) && parsePeriod(value)?.from === 'delivery'
}
