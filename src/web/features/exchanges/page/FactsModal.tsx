import { Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { exchangeDeadlines } from '#domains/exchanges/deadlines/contract.ts'
import {
  type ChangedDeadlines,
  type ExchangeDeadlines,
  type FactsChange,
  ReturnInput,
} from '#domains/exchanges/deadlines/schema.ts'
import { DEADLINE_NAMES } from '#web/features/exchanges/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useChange } from '#web/use-call.ts'

type Props = { data: ExchangeDeadlines; onClose: () => void }
type Preview = { given: FactsChange; moved: ChangedDeadlines['moved'] }

/** The facts behind the deadlines. Before anything is saved, it shows every deadline that moves. */
export function FactsModal({ data: { id, version, facts }, onClose }: Props) {
  const change = useChange(exchangeDeadlines.change)
  const [preview, setPreview] = useState<Preview | null>(null)
  const { form, submit, refusal, busy } = useProblemForm({
    initialValues: {
      form: facts.return?.form ?? '1040',
      tax_year_end: facts.return?.tax_year_end ?? '',
      extension_obtained: facts.return?.extension_obtained ?? false,
      parked_on: facts.parked_on ?? '',
    },
  })
  const look = submit(async ({ parked_on, tax_year_end, form: kind, extension_obtained }) => {
    const given: FactsChange = {
      return: tax_year_end
        ? { form: ReturnInput.shape.form.parse(kind), tax_year_end, extension_obtained }
        : null,
      parked_on: parked_on || null,
    }
    const { moved } = await change.make({ id, preview: true }, given, { version })
    setPreview({ given, moved })
  })
  const save = async () => {
    if (preview && (await change.run('Facts saved.', { id }, preview.given, { version }))) onClose()
  }
  if (preview)
    return (
      <Modal
        opened
        onClose={onClose}
        title={preview.moved.length > 0 ? 'These deadlines move' : 'No deadline moves'}
      >
        <Moved moved={preview.moved} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setPreview(null)}>
            Back
          </Button>
          <Button loading={change.busy} onClick={save} data-autofocus>
            Save
          </Button>
        </Group>
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title="Change facts">
      <ProblemForm onSubmit={look} refusal={refusal} busy={busy} action="Review" button="end">
        <Select
          label="Tax return"
          allowDeselect={false}
          data={ReturnInput.shape.form.options.map((value) => ({ value, label: `Form ${value}` }))}
          data-autofocus
          {...form.getInputProps('form')}
        />
        <TextInput
          type="date"
          label="Tax year ends (optional)"
          description="The tax year of the first transfer."
          {...form.getInputProps('tax_year_end')}
        />
        <Checkbox
          label="Extension obtained"
          {...form.getInputProps('extension_obtained', { type: 'checkbox' })}
        />
        <TextInput
          type="date"
          label="Parked on (optional)"
          description="When the titleholder acquired the parked property, in a reverse or improvement exchange."
          {...form.getInputProps('parked_on')}
        />
      </ProblemForm>
    </Modal>
  )
}

function Moved({ moved }: { moved: ChangedDeadlines['moved'] }) {
  return (
    <Stack gap="xs">
      {moved.map(({ kind, from, to }) => (
        <Text key={kind} size="sm">
          <b>{DEADLINE_NAMES[kind]}</b>
          {`: ${from ? formatDay(from) : 'none'} to ${to ? formatDay(to) : 'none'}`}
        </Text>
      ))}
    </Stack>
  )
}
