import { Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { z } from 'zod'
import { exchanges } from '#domains/exchanges/contract.ts'
import { ExchangeType, NewExchange } from '#domains/exchanges/schema.ts'
import { EXCHANGE_TYPES } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { timeZoneChoices } from '#web/kit/time-zones.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useChange } from '#web/use-call.ts'

const { client_id, name, time_zone } = NewExchange.shape
const FORM = z.object({ client_id, name, exchange_type: ExchangeType, time_zone: time_zone.unwrap() })

type Props = { opened: boolean; onClose: () => void }

/** An exchange begins with its taxpayer; its properties and people follow on its page. */
export function NewExchangeModal({ opened, onClose }: Props) {
  const create = useChange(exchanges.create)
  const navigate = useNavigate()
  const created = useRef<string | null>(null)
  const close = async () => {
    onClose()
    if (created.current) await navigate({ to: '/exchanges/$id', params: { id: created.current } })
    created.current = null
  }
  return (
    <FormModal
      opened={opened}
      onClose={close}
      title="New exchange"
      schema={FORM}
      initial={{
        exchange_type: 'delayed',
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }}
      action="Open exchange"
      send={async (values) => {
        created.current = (await create.make({}, values)).id
      }}
      said={() => 'Exchange opened.'}
    >
      {(_field, form) => (
        <>
          <ContactField label="Taxpayer" {...form.getInputProps('client_id')} />
          <TextInput
            label="Name (optional)"
            placeholder="The name of the taxpayer"
            {...form.getInputProps('name')}
          />
          <Select
            label="Type"
            allowDeselect={false}
            data={Object.entries(EXCHANGE_TYPES).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('exchange_type')}
          />
          <Select
            label="Time zone of deadlines"
            searchable
            allowDeselect={false}
            data={timeZoneChoices()}
            {...form.getInputProps('time_zone')}
          />
        </>
      )}
    </FormModal>
  )
}
