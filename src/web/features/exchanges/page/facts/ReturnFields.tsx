import { Select, SimpleGrid, Switch, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { ReturnInput } from '#domains/exchanges/deadlines/schema.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import type { FactsValues } from './facts-values.ts'

export type FieldOf = (path: string, options?: { type: 'checkbox' }) => GetInputPropsReturnType

const FORMS: Record<ReturnInput['form'], string> = {
  '1040': 'Form 1040: an individual',
  '1041': 'Form 1041: an estate or trust',
  '1065': 'Form 1065: a partnership',
  '1120': 'Form 1120: a corporation',
  '1120-S': 'Form 1120-S: an S corporation',
}

/** The return for the year of the first transfer, which can end the exchange period before day 180. */
export function ReturnFields({ field, values }: { field: FieldOf; values: FactsValues['return'] }) {
  return (
    <>
      <Select
        label="Tax return for the year of the first transfer"
        description="Of the owner for tax: a disregarded entity files with its owner."
        placeholder="Not known yet"
        clearable
        data-autofocus
        data={ReturnInput.shape.form.options.map((value) => ({ value, label: FORMS[value] }))}
        {...field('return.form')}
      />
      {values.form && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput type="date" label="Tax year ends" {...field('return.tax_year_end')} />
            {values.extension_obtained && (
              <TextInput
                type="date"
                label="Extension obtained on (optional)"
                {...field('return.extension_obtained_on')}
              />
            )}
          </SimpleGrid>
          <Switch
            label="An extension has been obtained"
            description="Granted, not planned: until then it moves nothing."
            {...field('return.extension_obtained', { type: 'checkbox' })}
          />
        </>
      )}
    </>
  )
}

const PARKING = ['reverse', 'improvement', 'build_to_suit']

type ParkingProps = { field: FieldOf; exchange: ExchangeDetail; parked_on: string }

/** Only in exchanges in which a titleholder can hold a property. */
export function ParkingField({ field, exchange: { exchange_type }, parked_on }: ParkingProps) {
  if (!parked_on && !PARKING.includes(exchange_type)) return null
  return (
    <TextInput
      type="date"
      label="Parked on (optional)"
      description="The day on which the exchange accommodation titleholder acquired the parked property."
      {...field('parked_on')}
    />
  )
}
