import { SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { z } from 'zod'
import { exchangeProperties } from '#domains/exchanges/properties/contract.ts'
import { ExchangePropertyChange, type ExchangeSide } from '#domains/exchanges/properties/schema.ts'
import { NewProperty } from '#domains/transactions/properties/schema.ts'
import { movedBy } from '#web/features/exchanges/page/moved-by.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { DealField } from '#web/pickers/DealField.tsx'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

const { address_line1, address_line2, city, state, zip_code } = NewProperty.shape
const { price, debt, transferred_on } = ExchangePropertyChange.required().shape
const AMOUNTS = { price, debt }
const BY_ADDRESS = z.object({
  ...{ address_line1, address_line2, city, state, zip_code },
  ...AMOUNTS,
  transferred_on,
})
const BY_DEAL = z.object({ transaction_id: z.uuid('Choose the deal'), ...AMOUNTS })

type Props = { id: string; side: ExchangeSide; onClose: () => void }

/** A new address, or a deal of the organization, which brings its address, price and closing. */
export function AddPropertyModal({ id, side, onClose }: Props) {
  const deals = useMay('transactions.read')
  const [from, setFrom] = useState<'address' | 'deal'>('address')
  const props = { id, side, onClose, title: `Add ${side} property` }
  const choice = deals && (
    <SegmentedControl
      fullWidth
      aria-label="Where the property comes from"
      value={from}
      onChange={(value) => setFrom(value === 'deal' ? 'deal' : 'address')}
      data={[
        { value: 'address', label: 'Address' },
        { value: 'deal', label: 'One of your deals' },
      ]}
    />
  )
  return from === 'deal' ? (
    <FromDeal {...props} choice={choice} />
  ) : (
    <FromAddress {...props} choice={choice} />
  )
}

type FromProps = Props & { title: string; choice: React.ReactNode }

function useAdd(id: string) {
  const create = useChange(exchangeProperties.create)
  const moved = useRef('')
  return {
    add: async (body: Parameters<typeof create.make>[1]) => {
      moved.current = await movedBy(id, () => create.make({ id }, body))
    },
    said: () => `Property added. ${moved.current}`.trim(),
  }
}

function FromAddress({ id, side, onClose, title, choice }: FromProps) {
  const { add, said } = useAdd(id)
  return (
    <FormModal
      opened
      onClose={onClose}
      title={title}
      schema={BY_ADDRESS}
      action="Add property"
      send={({ price, debt, transferred_on, ...property }) =>
        add({ side, property, price, debt, transferred_on })
      }
      said={said}
    >
      {(field) => (
        <>
          {choice}
          <TextInput
            label="Street address"
            placeholder="12 Harbor Street"
            data-autofocus
            {...field('address_line1')}
          />
          <SimpleGrid cols={2} spacing="sm">
            <TextInput label="Unit" {...field('address_line2')} />
            <TextInput label="City" {...field('city')} />
            <TextInput label="State" {...field('state')} />
            <TextInput label="ZIP code" {...field('zip_code')} />
            <Amount label="Price (optional)" {...field('price')} />
            <Amount label="Debt (optional)" {...field('debt')} />
          </SimpleGrid>
          <TextInput
            type="date"
            label={side === 'relinquished' ? 'Transferred on (optional)' : 'Received on (optional)'}
            description={
              side === 'relinquished'
                ? 'Leave it empty until the sale has closed.'
                : 'Leave it empty until then.'
            }
            {...field('transferred_on')}
          />
        </>
      )}
    </FormModal>
  )
}

function FromDeal({ id, side, onClose, title, choice }: FromProps) {
  const { add, said } = useAdd(id)
  return (
    <FormModal
      opened
      onClose={onClose}
      title={title}
      schema={BY_DEAL}
      action="Add property"
      send={(values) => add({ side, ...values })}
      said={said}
    >
      {(field, form) => (
        <>
          {choice}
          <DealField label="Deal" {...form.getInputProps('transaction_id')} />
          <SimpleGrid cols={2} spacing="sm">
            <Amount
              label="Price (optional)"
              description="Where it isn’t that of the deal."
              {...field('price')}
            />
            <Amount label="Debt (optional)" {...field('debt')} style={{ alignSelf: 'end' }} />
          </SimpleGrid>
        </>
      )}
    </FormModal>
  )
}

function Amount(props: React.ComponentProps<typeof TextInput>) {
  return <TextInput inputMode="decimal" leftSection="$" {...props} />
}
