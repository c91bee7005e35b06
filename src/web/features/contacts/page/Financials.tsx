import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { financials } from '#domains/contacts/financials/contract.ts'
import { type Financials as Details, FinancialsChange } from '#domains/contacts/financials/schema.ts'
import { formatMoney } from '#web/kit/figures.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { rangeOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { useCall, useChange } from '#web/use-call.ts'

/** What only few may see, and only when they ask for it: each view is on record. */
export function Financials({ id, edit }: { id: string; edit: boolean }) {
  const [shown, setShown] = useState(false)
  if (!shown)
    return (
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          Tax ID, credit score and net worth. Viewing them is recorded in the audit log.
        </Text>
        <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setShown(true)}>
          Show
        </Button>
      </Stack>
    )
  return <Shown id={id} edit={edit} />
}

function Shown({ id, edit }: { id: string; edit: boolean }) {
  const [editing, setEditing] = useState(false)
  const { data, error } = useCall(financials.one, { id }, { staleTime: Number.POSITIVE_INFINITY })
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  if (editing) return <Edit id={id} before={data} onDone={() => setEditing(false)} />
  const { tax_id, credit_score, net_worth_estimate, investment_capacity } = data
  return (
    <Stack gap="xs">
      <Facts
        facts={[
          ['Tax ID', tax_id ?? '—'],
          ['Credit score', credit_score ?? '—'],
          ['Net worth (estimate)', net_worth_estimate ? formatMoney(net_worth_estimate) : '—'],
          ['Investment capacity', investment_capacity ? formatMoney(investment_capacity) : '—'],
        ]}
      />
      {edit && (
        <Group>
          <Button variant="default" size="compact-sm" onClick={() => setEditing(true)}>
            Edit
          </Button>
        </Group>
      )}
    </Stack>
  )
}

type Values = {
  tax_id: string
  credit_score: number | ''
  net_worth_estimate: string
  investment_capacity: string
}

function Edit({ id, before, onDone }: { id: string; before: Details; onDone: () => void }) {
  const save = useChange(financials.save)
  const { form, field, submit, refusal, busy } = useZodForm<Values>(FinancialsChange.required(), {
    initialValues: {
      tax_id: before.tax_id ?? '',
      credit_score: before.credit_score ?? '',
      net_worth_estimate: before.net_worth_estimate ?? '',
      investment_capacity: before.investment_capacity ?? '',
    },
  })
  const done = submit(async ({ tax_id, credit_score, net_worth_estimate, investment_capacity }) => {
    await save.make(
      { id },
      {
        tax_id: tax_id || null,
        credit_score: credit_score === '' ? null : credit_score,
        net_worth_estimate: net_worth_estimate || null,
        investment_capacity: investment_capacity || null,
      },
    )
    notify('Financial details saved.')
    onDone()
  })
  return (
    <ProblemForm onSubmit={done} refusal={refusal} busy={busy} action="Save">
      <TextInput label="Tax ID" placeholder="123-45-6789" autoComplete="off" {...field('tax_id')} />
      <NumberInput
        label="Credit score"
        {...rangeOf(FinancialsChange.shape.credit_score)}
        {...form.getInputProps('credit_score')}
      />
      <TextInput label="Net worth (estimate)" placeholder="1250000.00" {...field('net_worth_estimate')} />
      <TextInput label="Investment capacity" {...field('investment_capacity')} />
    </ProblemForm>
  )
}
