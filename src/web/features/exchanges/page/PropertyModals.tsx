import { z } from 'zod'
import { exchangeProperties } from '#domains/exchanges/properties/contract.ts'
import {
  type ExchangeProperty,
  ExchangePropertyChange,
  ExchangeSide,
} from '#domains/exchanges/properties/schema.ts'
import { NewProperty } from '#domains/transactions/properties/schema.ts'
import { PROPERTY_SIDES } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { useChange } from '#web/use-call.ts'

const DAYS = ExchangePropertyChange.pick({
  ...{ price: true, assigned_on: true, parties_notified_on: true, transferred_on: true },
}).required()
const { address_line1, city, state, zip_code } = NewProperty.shape
const FORM = z.object({ side: ExchangeSide, address_line1, city, state, zip_code, ...DAYS.shape })

const DAY_FIELDS = {
  price: { label: 'Price', as: 'money' },
  assigned_on: 'Contract assigned on',
  parties_notified_on: 'Parties notified on',
  transferred_on: 'Transferred on',
} as const

type AddProps = { id: string; opened: boolean; onClose: () => void }

export function AddPropertyModal({ id, opened, onClose }: AddProps) {
  const create = useChange(exchangeProperties.create)
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title="Add property"
      schema={FORM}
      initial={{ side: 'relinquished' }}
      action="Add property"
      send={({ side, address_line1, city, state, zip_code, ...days }) =>
        create.make({ id }, { side, property: { address_line1, city, state, zip_code }, ...days })
      }
      said={({ address_line1 }) => `${address_line1} added.`}
      fields={{
        side: { label: 'Side', words: PROPERTY_SIDES },
        address_line1: 'Street address',
        city: 'City',
        state: 'State',
        zip_code: 'ZIP code',
        ...DAY_FIELDS,
      }}
    />
  )
}

type EditProps = { id: string; one: ExchangeProperty; onClose: () => void }

export function EditPropertyModal({ id, one, onClose }: EditProps) {
  const change = useChange(exchangeProperties.change)
  const { price, assigned_on, parties_notified_on, transferred_on, version } = one
  return (
    <FormModal
      opened
      onClose={onClose}
      title={one.address}
      schema={DAYS}
      initial={{ price, assigned_on, parties_notified_on, transferred_on }}
      action="Save"
      send={(values) => change.make({ id, exchange_property_id: one.id }, values, { version })}
      said={() => 'Property saved.'}
      fields={DAY_FIELDS}
    />
  )
}
