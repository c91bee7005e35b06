import { Text, TextInput } from '@mantine/core'
import { isPattern, numberOf } from '#domains/transactions/rules/numbers.ts'
import { transactionSettings } from '#domains/transactions/settings/contract.ts'
import { SettingsChange, type TransactionSettings } from '#domains/transactions/settings/schema.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useCall, useChange } from '#web/use-call.ts'

/** What an organization decides about all of its deals. */
export function DealSettingsPage() {
  const { data, error } = useCall(transactionSettings.one, {})
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton />
  return (
    <Section title="Deal numbers" note="How new deals are numbered. Deals that have a number keep it.">
      <NumberForm key={data.version} settings={data} />
    </Section>
  )
}

function NumberForm({ settings: { number_pattern, version } }: { settings: TransactionSettings }) {
  const change = useChange(transactionSettings.change)
  const { form, field, submit, refusal, busy } = useZodForm(SettingsChange, {
    initialValues: { number_pattern },
  })
  const pattern = form.getValues().number_pattern
  const save = submit(async (values) => {
    await change.make({}, values, { version })
    notify('Deal numbers saved.')
  })
  return (
    <ProblemForm
      onSubmit={save}
      refusal={refusal}
      busy={busy}
      action="Save"
      dirty={form.isDirty()}
      onDiscard={form.reset}
    >
      <TextInput
        label="Pattern"
        description="{YYYY} or {YY} is the year, {MM} the month, {####} the number with at least four digits."
        {...field('number_pattern')}
      />
      {isPattern(pattern) && (
        <Text size="sm" c="dimmed">
          For example {numberOf(pattern, readerDay(new Date()), 42)}
        </Text>
      )}
    </ProblemForm>
  )
}
