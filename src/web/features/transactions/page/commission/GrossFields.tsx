import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { PERCENT } from './percent.ts'
import { Rows } from './Rows.tsx'
import type { TermsValues } from './terms-values.ts'

/** What is paid for the sale as a whole. */
export function GrossFields({ form }: { form: UseFormReturnType<TermsValues> }) {
  const { kind, tiers } = form.getValues()
  const choose = (chosen: string) => {
    form.setFieldValue('kind', chosen as TermsValues['kind'])
    if (chosen === 'tiered' && tiers.length === 0)
      form.setFieldValue('tiers', [
        { up_to: '500000', rate: 6 },
        { up_to: '', rate: 4 },
      ])
  }
  return (
    <>
      <SegmentedControl
        aria-label="How the gross commission is agreed"
        data={[
          { value: 'rate', label: 'Percent' },
          { value: 'flat', label: 'Flat fee' },
          { value: 'tiered', label: 'Tiers of the price' },
        ]}
        value={kind}
        onChange={choose}
      />
      {kind === 'rate' && (
        <NumberInput label="Gross commission" {...PERCENT} data-autofocus {...form.getInputProps('rate')} />
      )}
      {kind === 'flat' && (
        <TextInput
          label="Gross commission"
          inputMode="decimal"
          leftSection="$"
          {...form.getInputProps('amount')}
        />
      )}
      {kind === 'tiered' && (
        <Rows
          count={tiers.length}
          one="tier"
          action="Add tier"
          add={() => form.insertListItem('tiers', { up_to: '', rate: '' })}
          remove={(place) => form.removeListItem('tiers', place)}
          row={(place) => (
            <>
              <TextInput
                label={place === 0 ? 'Of the price up to' : 'Then up to'}
                placeholder="No end"
                inputMode="decimal"
                leftSection="$"
                {...form.getInputProps(`tiers.${place}.up_to`)}
              />
              <NumberInput label="Rate" {...PERCENT} {...form.getInputProps(`tiers.${place}.rate`)} />
            </>
          )}
        />
      )}
    </>
  )
}
