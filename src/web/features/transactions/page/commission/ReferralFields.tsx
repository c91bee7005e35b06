import { NumberInput, Select, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { PERCENT } from './percent.ts'
import { Rows } from './Rows.tsx'
import type { TermsValues } from './terms-values.ts'

/** Off the top of our side, before anyone shares. */
export function ReferralFields({ form }: { form: UseFormReturnType<TermsValues> }) {
  const { referrals } = form.getValues()
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        Referral fees
      </Text>
      <Rows
        count={referrals.length}
        one="referral fee"
        action="Add referral fee"
        add={() => form.insertListItem('referrals', { contact_id: null, kind: 'rate', value: 25 })}
        remove={(place) => form.removeListItem('referrals', place)}
        row={(place) => (
          <>
            <ContactField label="To" {...form.getInputProps(`referrals.${place}.contact_id`)} />
            <Select
              label="As"
              allowDeselect={false}
              data={[
                { value: 'rate', label: 'Percent' },
                { value: 'amount', label: 'Amount' },
              ]}
              {...form.getInputProps(`referrals.${place}.kind`)}
            />
            {referrals[place]?.kind === 'rate' ? (
              <NumberInput label="Fee" {...PERCENT} {...form.getInputProps(`referrals.${place}.value`)} />
            ) : (
              <TextInput
                label="Fee"
                inputMode="decimal"
                leftSection="$"
                {...form.getInputProps(`referrals.${place}.value`)}
              />
            )}
          </>
        )}
      />
    </div>
  )
}
