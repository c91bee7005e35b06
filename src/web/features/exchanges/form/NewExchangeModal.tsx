import { Select, SimpleGrid, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { exchanges } from '#domains/exchanges/contract.ts'
import { ExchangeType, NewExchange } from '#domains/exchanges/schema.ts'
import { parties } from '#domains/transactions/parties/contract.ts'
import { everyOf } from '#web/calls.ts'
import { EXCHANGE_TYPES } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { readerZone } from '#web/kit/reader.ts'
import { timeZoneChoices } from '#web/kit/time-zones.ts'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { DealField } from '#web/pickers/DealField.tsx'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

const { client_id, name, time_zone, transaction_id } = NewExchange.shape
const FORM = z.object({
  ...{ client_id, name, transaction_id },
  exchange_type: ExchangeType,
  time_zone: time_zone.unwrap(),
})

type Props = {
  opened: boolean
  onClose: () => void
  /** The deal in which the property is sold, and the intermediary that it names. */
  deal?: { id: string; intermediary_id: string | null }
}

/** An exchange begins with its taxpayer, or with the deal in which they sell. */
export function NewExchangeModal({ opened, onClose, deal }: Props) {
  const create = useChange(exchanges.create)
  const navigate = useNavigate()
  const deals = useMay('transactions.read')
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
      size={520}
      schema={FORM}
      initial={{
        exchange_type: 'delayed',
        time_zone: readerZone(),
        ...(deal && { transaction_id: deal.id }),
      }}
      action="Open exchange"
      send={async (values) => {
        const intermediary_id = deal?.intermediary_id
        const body = { ...values, ...(intermediary_id && { intermediary_id }) }
        created.current = (await create.make({}, body)).id
      }}
      said={() => 'Exchange opened.'}
    >
      {(_field, form) => (
        <>
          {deals && !deal && (
            <DealField
              label="Deal in which the property is sold (optional)"
              {...form.getInputProps('transaction_id')}
            />
          )}
          <SellerOf
            transaction_id={form.getValues().transaction_id}
            choose={(seller) => {
              if (!form.getValues().client_id) form.setFieldValue('client_id', seller)
            }}
          />
          <ContactField label="Taxpayer" focused {...form.getInputProps('client_id')} />
          <TextInput
            label="Name (optional)"
            placeholder="The name of the taxpayer"
            {...form.getInputProps('name')}
          />
          <KindFields field={form.getInputProps} />
        </>
      )}
    </FormModal>
  )
}

type KindProps = { field: (name: 'exchange_type' | 'time_zone') => GetInputPropsReturnType }

function KindFields({ field }: KindProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        label="Type"
        allowDeselect={false}
        data={choicesOf(ExchangeType, EXCHANGE_TYPES)}
        {...field('exchange_type')}
      />
      <Select
        label="Time zone of deadlines"
        searchable
        allowDeselect={false}
        data={timeZoneChoices()}
        {...field('time_zone')}
      />
    </SimpleGrid>
  )
}

type SellerProps = { transaction_id: string | null | undefined; choose: (contact_id: string) => void }

/** Proposes the seller of the deal as the taxpayer. */
function SellerOf({ transaction_id, choose }: SellerProps) {
  const { data } = useQuery({
    ...everyOf(parties.all, { id: transaction_id ?? '' }),
    enabled: !!transaction_id,
  })
  const seller = transaction_id ? data?.find(({ role }) => role === 'seller')?.contact_id : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: proposed once for each deal.
  useEffect(() => {
    if (seller) choose(seller)
  }, [seller])
  return null
}
