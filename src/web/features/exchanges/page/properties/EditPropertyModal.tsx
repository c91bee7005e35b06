import { SimpleGrid, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { exchangeProperties } from '#domains/exchanges/properties/contract.ts'
import type { ExchangeProperty } from '#domains/exchanges/properties/schema.ts'
import { movedBy } from '#web/features/exchanges/page/moved-by.ts'
import { Fields } from '#web/kit/Fields.tsx'
import { FormModal } from '#web/kit/FormModal.tsx'
import { useChange } from '#web/use-call.ts'
import { AMOUNT_FIELDS, DAY_FIELDS, PROPERTY_FORM } from './property-values.ts'

type Props = { id: string; property: ExchangeProperty; onClose: () => void }

/** What a property is worth, and the days of its contract. A transfer moves the clocks, which is said. */
export function EditPropertyModal({ id, property, onClose }: Props) {
  const { version, side, transaction_id, address } = property
  const change = useChange(exchangeProperties.change)
  const moved = useRef('')
  return (
    <FormModal
      opened
      onClose={onClose}
      title={address}
      size={560}
      schema={PROPERTY_FORM}
      initial={initialOf(property)}
      action="Save"
      send={async ({ transferred_on, ...values }) => {
        const given = transaction_id ? values : { ...values, transferred_on }
        moved.current = await movedBy(id, () =>
          change.make({ id, exchange_property_id: property.id }, given, { version }),
        )
      }}
      said={() => `Property saved. ${moved.current}`.trim()}
    >
      {(field, form) => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" style={{ alignItems: 'end' }}>
            <Fields schema={PROPERTY_FORM} fields={DAY_FIELDS} field={field} />
          </SimpleGrid>
          {transaction_id ? (
            <Text size="sm" c="dimmed">
              The day of the transfer comes from the closing of the deal.
            </Text>
          ) : (
            <TextInput
              type="date"
              label={side === 'relinquished' ? 'Transferred on (optional)' : 'Received on (optional)'}
              description={
                side === 'relinquished'
                  ? 'The closing. The clocks of the exchange run from the first transfer.'
                  : 'The day on which the taxpayer received the property.'
              }
              {...field('transferred_on')}
            />
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" style={{ alignItems: 'end' }}>
            <Fields schema={PROPERTY_FORM} fields={AMOUNT_FIELDS} field={field} />
          </SimpleGrid>
          {side === 'replacement' && (
            <Switch
              label="To be produced"
              description="Built or improved before the taxpayer receives it."
              {...form.getInputProps('to_be_produced', { type: 'checkbox' })}
            />
          )}
          <Textarea label="Description (optional)" autosize minRows={2} {...field('description')} />
        </>
      )}
    </FormModal>
  )
}

/** What isn’t known is an empty field. */
function initialOf(property: ExchangeProperty) {
  const { ownership_percent, to_be_produced } = property
  return {
    ...{ ownership_percent, to_be_produced },
    price: property.price ?? '',
    fair_market_value: property.fair_market_value ?? '',
    debt: property.debt ?? '',
    adjusted_basis: property.adjusted_basis ?? '',
    acquired_on: property.acquired_on ?? '',
    assigned_on: property.assigned_on ?? '',
    parties_notified_on: property.parties_notified_on ?? '',
    transferred_on: property.transferred_on ?? '',
    description: property.description ?? '',
  }
}
