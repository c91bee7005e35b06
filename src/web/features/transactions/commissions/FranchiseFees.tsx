import { Button, Group, Modal, NumberInput, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { franchiseFees } from '#domains/transactions/plans/contract.ts'
import type { FranchiseFee } from '#domains/transactions/plans/schema.ts'
import { everyOf } from '#web/calls.ts'
import { PERCENT, percentOf, rateOf } from '#web/features/transactions/page/commission/percent.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { readerDay } from '#web/kit/reader.ts'
import { useChange } from '#web/use-call.ts'

/** What the company pays its franchise of each commission. */
export function FranchiseFees({ manage }: { manage: boolean }) {
  const { data = [] } = useQuery(everyOf(franchiseFees.all, {}))
  const [open, setOpen] = useState(false)
  const now = readerDay(new Date())
  const [latest] = data
    .filter(({ valid_from }) => valid_from <= now)
    .toSorted((one, other) => other.valid_from.localeCompare(one.valid_from))
  return (
    <Group gap="sm" fz="sm">
      <Text inherit>{latest && latest.rate > 0 ? inWords(latest) : 'No franchise fee.'}</Text>
      {manage && (
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          {latest ? 'Change franchise fee' : 'Set franchise fee'}
        </Button>
      )}
      {open && <FeeModal onClose={() => setOpen(false)} />}
    </Group>
  )
}

function inWords({ rate, at_most, valid_from }: FranchiseFee): string {
  const limit = at_most === null ? '' : `, at most ${formatMoney(at_most)} a deal`
  return `Franchise fee ${percentOf(rate)}%${limit}, from ${formatDay(valid_from)}.`
}

type Values = { valid_from: string; rate: number | string; at_most: string }

function FeeModal({ onClose }: { onClose: () => void }) {
  const create = useChange(franchiseFees.create)
  const { form, submit, refusal, busy } = useProblemForm<Values>({
    initialValues: { valid_from: readerDay(new Date()), rate: 6, at_most: '' },
  })
  const save = submit(async ({ valid_from, rate, at_most }) => {
    await create.make({}, { valid_from, rate: rateOf(rate), at_most: at_most || null })
    notify('Franchise fee saved.')
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title="Franchise fee">
      <ProblemForm onSubmit={save} refusal={refusal} busy={busy} action="Save" button="end">
        <TextInput type="date" label="Valid from" {...form.getInputProps('valid_from')} />
        <NumberInput
          label="Of our side’s commission"
          description="0% ends it."
          {...PERCENT}
          {...form.getInputProps('rate')}
        />
        <TextInput
          label="At most a deal (optional)"
          inputMode="decimal"
          leftSection="$"
          {...form.getInputProps('at_most')}
        />
      </ProblemForm>
    </Modal>
  )
}
