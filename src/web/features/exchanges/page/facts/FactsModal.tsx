import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { exchangeDeadlines } from '#domains/exchanges/deadlines/contract.ts'
import type { ChangedDeadlines, ExchangeDeadlines, FactsChange } from '#domains/exchanges/deadlines/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import { formatDaysIn } from '#web/kit/dates.tsx'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { MovedDays } from '#web/kit/record/MovedDays.tsx'
import { useChange } from '#web/use-call.ts'
import { DisasterFields } from './DisasterFields.tsx'
import { changeOf, type FactsValues, mistakesIn, valuesOf } from './facts-values.ts'
import { ParkingField, ReturnFields } from './ReturnFields.tsx'

type Props = { exchange: ExchangeDetail; data: ExchangeDeadlines; onClose: () => void }
type Preview = Pick<ChangedDeadlines, 'moved' | 'flags'> & { given: FactsChange }

/** The facts behind the deadlines. Before anything is saved, it shows every deadline that moves. */
export function FactsModal({ exchange, data, onClose }: Props) {
  // What someone else saves while this is open isn’t overwritten: the save is refused.
  const [{ id, version, facts, clock_start }] = useState(data)
  const change = useChange(exchangeDeadlines.change)
  const [preview, setPreview] = useState<Preview | null>(null)
  const year = clock_start?.slice(0, 4) ?? String(new Date().getFullYear())
  const { form, submit, refusal, busy } = useProblemForm<FactsValues>({
    initialValues: valuesOf(facts, year),
    validate: mistakesIn,
  })
  const look = submit(async (values) => {
    const given = changeOf(values)
    const { moved, flags } = await change.make({ id, preview: true }, given, { version })
    setPreview({ given, moved, flags })
  })
  const save = async () => {
    if (!preview || !(await change.run(null, { id }, preview.given, { version }))) return
    notify(preview.moved.length > 0 ? 'Facts saved. The deadlines moved.' : 'Facts saved.')
    onClose()
  }
  if (preview)
    return (
      <Modal
        opened
        onClose={onClose}
        title={preview.moved.length > 0 ? 'These deadlines move' : 'No deadline moves'}
      >
        <Moved preview={preview} />
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
  const values = form.getValues()
  return (
    <Modal opened onClose={onClose} title="Change facts" size={560}>
      <ProblemForm onSubmit={look} refusal={refusal} busy={busy} action="Review" button="end">
        <ReturnFields field={form.getInputProps} values={values.return} />
        <ParkingField field={form.getInputProps} exchange={exchange} parked_on={values.parked_on} />
        <DisasterFields
          field={form.getInputProps}
          disasters={values.disasters}
          onChange={(disasters) => form.setFieldValue('disasters', disasters)}
        />
      </ProblemForm>
    </Modal>
  )
}

function Moved({ preview: { moved, flags } }: { preview: Preview }) {
  return (
    <Stack gap="sm">
      {moved.length > 0 ? (
        <MovedDays moved={moved.map((one) => ({ ...one, id: one.kind, name: DEADLINE_NAMES[one.kind] }))} />
      ) : (
        <Text size="sm">Every deadline stays on its day.</Text>
      )}
      {flags.map((flag) => (
        <Alert key={flag} color="gray">
          {formatDaysIn(flag)}
        </Alert>
      ))}
    </Stack>
  )
}
